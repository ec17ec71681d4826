// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/theme_overview.h"

#include <algorithm>
#include <tuple>

#include "indexer/document_builder.h"
#include "indexer/record_parts.h"

namespace kohtaamo::server {

using config::fail;
using config::Result;

ThemeTime time_of(const corpora::Theme& theme, corpora::Date today) {
  if (theme.valid_from && *theme.valid_from > today) return ThemeTime::to_come;
  if (theme.valid_to && *theme.valid_to < today) return ThemeTime::ended;
  return ThemeTime::in_force;
}

Result<std::vector<ThemeRow>> overview_of_themes(const SearchEngine& engine, const Xapian::Database& database,
                                                 const indexer::IndexState& state, corpora::Date today) {
  const auto themes = select(engine, {.filters = {{"type", {"theme"}}}, .today = today}, database, state);
  if (!themes) return fail(themes.error());
  std::vector<ThemeRow> rows;
  FacetFilter any_of_them{.field = "theme"};
  for (const Xapian::docid document : themes->documents) {
    const auto record = engine.records().get(database, state, document);
    if (!record) return fail(record.error());
    rows.push_back({.record = **record, .time = time_of(std::get<corpora::Theme>((*record)->details), today)});
    any_of_them.codes.push_back((*record)->id);
  }
  if (rows.empty()) return rows;
  const auto records = select(engine, {.filters = {any_of_them}, .today = today}, database, state);
  if (!records) return fail(records.error());
  const Counts all = counts_of(*records, "theme");
  auto types = cross_counts(*records, "theme", "type"), groups = cross_counts(*records, "theme", "stage_group"),
       stages = cross_counts(*records, "theme", "stage"), regions = cross_counts(*records, "theme", "region");
  for (ThemeRow& row : rows) {
    row.records = count_in(all, row.record.id);
    row.types = std::move(types[row.record.id]);
    row.stage_groups = std::move(groups[row.record.id]);
    row.stages = std::move(stages[row.record.id]);
    row.regions = std::move(regions[row.record.id]);
  }
  std::ranges::sort(rows, {}, [](const ThemeRow& row) {
    const corpora::Record& record = row.record;
    return std::tuple(row.time, indexer::name_value(record.title.best(indexer::main_language(record))), record.id);
  });
  return rows;
}

}  // namespace kohtaamo::server
