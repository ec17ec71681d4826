// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/place_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/code_lists.h"
#include "config/messages.h"
#include "indexer/document_builder.h"
#include "server/pages/format.h"
#include "server/pages/search_address.h"
#include "server/search/call_reach.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::size_t seen_at_once = 7;
constexpr std::size_t pages_around = 2;  // so many numbers on either side of the present page

std::string label_of(const FacetRow& row, std::string_view code, const Reader& reader) {
  if (row.field == reach_facet && code == reach_unknown) return message("region_unknown", to_text(reader.language));
  return row.list.empty() ? std::string(code) : std::string(config::label_of(row.list, code, to_text(reader.language)));
}

// Of regions, those that people look for: a municipality or a county is found by words.
bool is_of_regions(const FacetRow& row) { return row.list == "regions"; }
bool is_offered(const FacetRow& row, std::string_view code) {
  return !is_of_regions(row) || code.starts_with("mk:") || code == reach_unknown;
}

// What is not known stands among those that are seen at once, as their last.
void show_unknown(std::vector<FacetCount>& counts) {
  const auto unknown = std::ranges::find(counts, reach_unknown, &FacetCount::code);
  if (unknown == counts.end() || counts.size() < 2) return;
  const FacetCount kept = *unknown;
  counts.erase(unknown);
  counts.insert(counts.begin() + static_cast<std::ptrdiff_t>(std::min(counts.size(), seen_at_once - 1)), kept);
}

std::vector<FacetCount> offered(const Place& place, const FacetRow& row) {
  std::vector<FacetCount> counts;
  const auto facet = std::ranges::find(place.facets, row.field, &Facet::field);
  if (facet != place.facets.end())
    for (const FacetCount& count : facet->counts)
      if (is_offered(row, count.code) || is_chosen(place.request, row.field, count.code)) counts.push_back(count);
  for (const FacetFilter& filter : place.request.filters)
    if (filter.field == row.field)
      for (const std::string& code : filter.codes)
        if (std::ranges::find(counts, code, &FacetCount::code) == counts.end()) counts.push_back({.code = code});
  const auto order = [&](const FacetCount& count) {
    return indexer::name_value(label_of(row, count.code, place.reader));
  };
  if (is_of_regions(row)) {
    std::ranges::sort(counts, {}, order);
    show_unknown(counts);
  }
  std::stable_partition(counts.begin(), counts.end(),
                        [&](const FacetCount& count) { return is_chosen(place.request, row.field, count.code); });
  return counts;
}

View filter_view(const Place& place, const FacetRow& row) {
  const std::string name = message(row.message, to_text(place.reader.language));
  View first(View::type::list), more(View::type::list);
  std::size_t at = 0;
  for (const FacetCount& count : offered(place, row)) {
    View value;
    value.set("code", count.code);
    value.set("label", label_of(row, count.code, place.reader));
    value.set("count", format_number(count.count, place.reader.language));
    value.set("is_chosen", View(is_chosen(place.request, row.field, count.code)));
    (at++ < seen_at_once ? first : more) << std::move(value);
  }
  View view;
  view.set("field", std::string(row.field));
  view.set("name", name);
  view.set("first", std::move(first));
  view.set("has_more", View(at > seen_at_once));
  view.set("more", std::move(more));
  view.set("more_label", message("show_more_values", to_text(place.reader.language), {{"name", name}}));
  return view;
}

View filters_of(const Place& place) {
  View list(View::type::list);
  for (const FacetRow& row : place.rows)
    if (!offered(place, row).empty()) list << filter_view(place, row);
  return list;
}

View chosen_of(const Place& place) {
  View list(View::type::list);
  for (const FacetRow& row : place.rows)
    for (const FacetFilter& filter : place.request.filters)
      if (filter.field == row.field)
        for (const std::string& code : filter.codes) {
          const std::string label = label_of(row, code, place.reader);
          View chosen;
          chosen.set("label", label);
          chosen.set("removal", message("remove_filter", to_text(place.reader.language), {{"name", label}}));
          chosen.set("address",
                     page_address(place.reader.language,
                                  rest_of(place, without_code(place.request, row.field, code), place.others)));
          list << std::move(chosen);
        }
  return list;
}

void add_hidden(View& list, std::string_view name, std::string_view value) {
  View field;
  field.set("name", std::string(name));
  field.set("value", std::string(value));
  list << std::move(field);
}

// What a form must carry along, besides its own fields.
View kept(const Place& place, bool with_filters) {
  View list(View::type::list);
  if (with_filters) {
    for (const FacetFilter& filter : place.request.filters)
      for (const std::string& code : filter.codes) add_hidden(list, filter.field, code);
  } else if (!place.request.q.empty()) {
    add_hidden(list, "q", place.request.q);
  }
  for (const auto& [name, value] : place.others) add_hidden(list, name, value);
  return list;
}

View sisters_view(const Place& place, std::span<const SisterPage> sisters) {
  View list(View::type::list);
  for (const SisterPage& sister : sisters) {
    Place other = place;
    other.rest = sister.rest;
    View item;
    item.set("address", page_address(place.reader.language, rest_of(other, place.request, {})));
    item.set("label", message(sister.message, to_text(place.reader.language)));
    item.set("is_current", View(place.rest == sister.rest));
    list << std::move(item);
  }
  return list;
}

}  // namespace

std::string rest_of(const Place& place, const SearchRequest& request, const std::vector<NameValue>& others) {
  SearchRequest shown = request;
  shown.limit = hits_per_page;
  shown.offset = 0;
  shown.sort = Sort::relevance;
  std::string rest = place.rest + search_address(shown).substr(std::string_view("search").size());
  for (const auto& [name, value] : others)
    rest += fmt::format("{}{}={}", rest.find('?') == std::string::npos ? '?' : '&', name, percent_encode(value));
  return rest;
}

std::string address_of(const Place& place) {
  return page_address(place.reader.language, rest_of(place, place.request, place.others));
}

std::string address_with(const Place& place, std::string_view name, std::string_view value) {
  std::vector<NameValue> others = place.others;
  std::erase_if(others, [&](const NameValue& one) { return one.first == name; });
  if (!value.empty()) others.emplace_back(name, value);
  return page_address(place.reader.language, rest_of(place, place.request, others));
}

View place_view(const Place& place, PlaceHead head, std::span<const SisterPage> sisters) {
  View view = frame_view({.language = place.reader.language,
                          .title = std::move(head.title),
                          .rest = rest_of(place, place.request, place.others),
                          .is_indexable = place.request.filters.empty() && place.request.q.empty(),
                          .styles = {"results.css", "places.css"}});
  View chosen = chosen_of(place);
  SearchRequest none;
  none.q = place.request.q;
  view.set("heading", head.heading);
  view.set("lead", head.lead);
  view.set("words_label", head.words_label);
  view.set("count", head.results);
  view.set("place_address", page_address(place.reader.language, place.rest));
  view.set("sisters", sisters_view(place, sisters));
  view.set("has_sisters", View(!sisters.empty()));
  view.set("filters", filters_of(place));
  view.set("kept_by_filters", kept(place, false));
  view.set("kept_by_words", kept(place, true));
  view.set("words", place.request.q);
  view.set("has_chosen", View(chosen.is_non_empty_list()));
  view.set("chosen", std::move(chosen));
  view.set("clear_address", page_address(place.reader.language, rest_of(place, none, place.others)));
  return view;
}

void set_paging(const Place& place, const Paging& paging, View& view) {
  const auto language = to_text(place.reader.language);
  const auto address = [&](std::size_t page) {
    return address_with(place, "page", page > 1 ? fmt::format("{}", page) : std::string()) + "#results";
  };
  const std::size_t last = std::max<std::size_t>(1, (paging.total + paging.per_page - 1) / paging.per_page);
  View pages(View::type::list);
  const std::size_t first = paging.page > pages_around ? paging.page - pages_around : 1;
  for (std::size_t page = first; page <= std::min(last, paging.page + pages_around); ++page) {
    View item;
    item.set("number", fmt::format("{}", page));
    item.set("name", message("page_number", language, {{"page", page}}));
    item.set("address", address(page));
    item.set("is_current", View(page == paging.page));
    pages << std::move(item);
  }
  view.set("pages", std::move(pages));
  view.set("has_pages", View(last > 1));
  view.set("previous", optional_text(paging.page > 1 ? address(paging.page - 1) : ""));
  view.set("next", optional_text(paging.page < last ? address(paging.page + 1) : ""));
  view.set("page_of", message("page_of", language, {{"page", paging.page}, {"pages", last}}));
  view.set("first_rank", fmt::format("{}", (paging.page - 1) * paging.per_page + 1));
}

}  // namespace kohtaamo::server
