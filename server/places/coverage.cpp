// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/coverage.h"

#include <algorithm>
#include <tuple>

#include "server/places/region_tiles.h"

namespace kohtaamo::server {

config::Result<Coverage> coverage_of(const SearchEngine& engine, const Xapian::Database& database,
                                     const indexer::IndexState& state, corpora::Date today,
                                     const std::vector<corpora::SourceHealth>& health) {
  const auto all = select(engine, {.today = today}, database, state);
  if (!all) return config::fail(all.error());
  Coverage coverage{
      .records = all->documents.size(), .types = counts_of(*all, "type"), .languages = counts_of(*all, "language")};
  auto types = cross_counts(*all, "source", "type"), languages = cross_counts(*all, "source", "language"),
       licences = cross_counts(*all, "source", "licence");
  for (const auto& [source, records] : counts_of(*all, "source")) {
    SourceCoverage row{.source = source,
                       .records = records,
                       .types = std::move(types[source]),
                       .languages = std::move(languages[source]),
                       .licences = std::move(licences[source])};
    if (const auto run = std::ranges::find(health, source, &corpora::SourceHealth::source); run != health.end())
      row.health = *run;
    coverage.sources.push_back(std::move(row));
  }
  for (const corpora::SourceHealth& run : health)
    if (std::ranges::find(coverage.sources, run.source, &SourceCoverage::source) == coverage.sources.end())
      coverage.sources.push_back({.source = run.source, .health = run});
  std::ranges::sort(coverage.sources, [](const SourceCoverage& a, const SourceCoverage& b) {
    return std::tie(b.records, a.source) < std::tie(a.records, b.source);
  });
  for (const std::string_view type : corpora::record_type_names)
    if (count_in(coverage.types, type) == 0) coverage.missing_types.emplace_back(type);
  const Counts regions = counts_of(*all, "region");
  for (const RegionTile& tile : region_tiles)
    if (count_in(regions, tile.region) == 0) coverage.missing_regions.emplace_back(tile.region);
  std::ranges::sort(coverage.missing_regions);
  return coverage;
}

}  // namespace kohtaamo::server
