// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/facet_view.h"

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/search_address.h"
#include "server/search/call_reach.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

constexpr std::array rows{
    FacetRow{"type", "type", "record_types"},      FacetRow{"status", "field_effective_status", "effective_statuses"},
    FacetRow{"stage", "stage", "stages"},          FacetRow{"target_group", "target_group", "target_groups"},
    FacetRow{"region", "region", "regions"},       FacetRow{"theme", "theme", ""},
    FacetRow{"language", "language", "languages"}, FacetRow{"source", "source", "sources"},
};

// So many values are seen at once; the others wait behind "show more".
constexpr std::size_t seen_at_once = 6;

std::string name_of(std::string_view field, Language language) {
  for (const FacetRow& row : rows)
    if (row.field == field) return config::message(row.message, to_text(language));
  return std::string(field);
}

// Everything within a region counts for what contains it: the country and the union narrow nothing, and the same place
// stands in several schemes. A municipality is found by words.
bool is_offered(std::string_view field, std::string_view code) {
  return field != "region" || code.starts_with("mk:") || (code.starts_with("country:") && code != "country:FI");
}

// Those that have hits, most first, regions of the country before others; then those that were chosen and have none.
std::vector<FacetCount> offered(const Facet& facet, const SearchRequest& request) {
  std::vector<FacetCount> counts;
  for (const FacetCount& count : facet.counts)
    if (is_offered(facet.field, count.code)) counts.push_back(count);
  if (facet.field == "region")
    std::stable_partition(counts.begin(), counts.end(),
                          [](const FacetCount& count) { return count.code.starts_with("mk:"); });
  for (const FacetFilter& filter : request.filters) {
    if (filter.field != facet.field) continue;
    for (const std::string& code : filter.codes)
      if (std::ranges::find(counts, code, &FacetCount::code) == counts.end()) {
        const auto counted = std::ranges::find(facet.counts, code, &FacetCount::code);
        counts.push_back(counted == facet.counts.end() ? FacetCount{.code = code} : *counted);
      }
  }
  std::stable_partition(counts.begin(), counts.end(),
                        [&](const FacetCount& count) { return is_chosen(request, facet.field, count.code); });
  return counts;
}

View value_view(const Facet& facet, const FacetCount& count, const SearchRequest& request, const Titles& titles,
                const Reader& reader) {
  View value;
  value.set("code", count.code);
  value.set("label", facet_label(facet.field, count.code, titles, reader.language));
  value.set("count", format_number(count.count, reader.language));
  value.set("is_chosen", View(is_chosen(request, facet.field, count.code)));
  return value;
}

View facet_view(const Facet& facet, const std::vector<FacetCount>& counts, const SearchRequest& request,
                const Titles& titles, const Reader& reader) {
  const std::string name = name_of(facet.field, reader.language);
  View first(View::type::list), more(View::type::list);
  for (std::size_t i = 0; i < counts.size(); ++i)
    (i < seen_at_once ? first : more) << value_view(facet, counts[i], request, titles, reader);
  View view;
  view.set("field", facet.field);
  view.set("name", name);
  view.set("first", std::move(first));
  view.set("has_more", View(counts.size() > seen_at_once));
  view.set("more", std::move(more));
  view.set("more_label", config::message("show_more_values", to_text(reader.language), {{"name", name}}));
  return view;
}

}  // namespace

std::span<const FacetRow> facet_rows() { return rows; }

std::vector<std::string> page_facets() {
  std::vector<std::string> fields;
  for (const FacetRow& row : rows) fields.emplace_back(row.field);
  return fields;
}

std::string facet_label(std::string_view field, std::string_view code, const Titles& titles, Language language) {
  const auto row = std::ranges::find(rows, field, &FacetRow::field);
  if (const auto title = titles.find(std::string(code)); title != titles.end())
    return readable(title->second, language).text;
  if (field == reach_facet && code == reach_unknown) return config::message("region_unknown", to_text(language));
  if (field == reach_facet)
    return config::message("open_to_region", to_text(language),
                           {{"region", std::string(config::label_of("regions", code, to_text(language)))}});
  if (row == rows.end() || row->list.empty()) return std::string(code);
  const config::Code* found = config::code_list(row->list).find(code);
  if (found == nullptr) return std::string(code);
  if (field == "type") return found->plural.in(to_text(language));
  return found->label(to_text(language));
}

View filters_view(const SearchRequest& request, const SearchResult& result, const Titles& titles,
                  const Reader& reader) {
  View list(View::type::list);
  for (const Facet& facet : result.facets) {
    const std::vector<FacetCount> counts = offered(facet, request);
    if (!counts.empty()) list << facet_view(facet, counts, request, titles, reader);
  }
  return list;
}

View chosen_view(const SearchRequest& request, const Titles& titles, const Reader& reader) {
  View list(View::type::list);
  for (const FacetFilter& filter : request.filters)
    for (const std::string& code : filter.codes) {
      const std::string label = facet_label(filter.field, code, titles, reader.language);
      View chosen;
      chosen.set("label", label);
      chosen.set("removal", config::message("remove_filter", to_text(reader.language), {{"name", label}}));
      chosen.set("address", page_address(reader.language, search_address(without_code(request, filter.field, code))));
      list << std::move(chosen);
    }
  return list;
}

}  // namespace kohtaamo::server
