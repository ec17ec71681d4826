// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/search_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/messages.h"
#include "server/pages/frame.h"
#include "server/pages/search_address.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::array<std::string_view, 4> sort_messages{"sort_relevance", "sort_newest", "sort_deadline", "sort_title"};
constexpr std::array sorts{Sort::relevance, Sort::newest, Sort::deadline, Sort::name};
constexpr std::size_t pages_around = 2;  // so many numbers on either side of the present page

std::string_view language_of(const SearchView& search) { return to_text(search.reader.language); }

std::string address_of(const SearchView& search, const SearchRequest& request) {
  return page_address(search.reader.language, search_address(request)) + "#results";
}

std::string count_text(const SearchView& search) {
  const SearchResult& result = search.result;
  return message(result.total_is_exact ? "results_count" : "results_count_estimate", language_of(search),
                 {{"count", result.total}});
}

std::size_t page_number(const SearchView& search) { return search.request.offset / search.request.limit + 1; }

std::size_t page_count(const SearchView& search) {
  const std::size_t reachable = std::min(search.result.total, search.max_reach);
  return (reachable + search.request.limit - 1) / search.request.limit;
}

std::string title_of(const SearchView& search) {
  const auto language = language_of(search);
  const std::string what = search.request.q.empty() ? message("search", language)
                                                    : message("search_title", language, {{"query", search.request.q}});
  std::string title = what + " – " + count_text(search);
  if (page_number(search) > 1) title += " – " + message("page_number", language, {{"page", page_number(search)}});
  return title;
}

View sorts_view(const SearchView& search) {
  View list(View::type::list);
  for (const Sort sort : sorts) {
    View item;
    item.set("label", message(sort_messages.at(static_cast<std::size_t>(sort)), language_of(search)));
    item.set("address", address_of(search, sorted_by(search.request, sort)));
    item.set("is_current", View(sort == search.request.sort));
    list << std::move(item);
  }
  return list;
}

View page_view(const SearchView& search, std::size_t number) {
  View item;
  item.set("number", fmt::format("{}", number));
  item.set("name", message("page_number", language_of(search), {{"page", number}}));
  item.set("address", address_of(search, at_offset(search.request, (number - 1) * search.request.limit)));
  item.set("is_current", View(number == page_number(search)));
  return item;
}

void set_pages(const SearchView& search, View& view) {
  const std::size_t number = page_number(search), count = page_count(search);
  View pages(View::type::list);
  const std::size_t first = number > pages_around ? number - pages_around : 1;
  for (std::size_t page = first; page <= std::min(count, number + pages_around); ++page)
    pages << page_view(search, page);
  view.set("pages", pages);
  view.set("has_pages", View(count > 1 || number > 1));
  const auto neighbour = [&](bool is_there, std::size_t page) {
    return is_there ? View(address_of(search, at_offset(search.request, (page - 1) * search.request.limit)))
                    : View(false);
  };
  view.set("previous", neighbour(number > 1, std::min(number - 1, std::max<std::size_t>(count, 1))));
  view.set("next", neighbour(number < count, number + 1));
  view.set("page_of", message("page_of", language_of(search), {{"page", number}, {"pages", std::max(count, number)}}));
}

std::string label_of(const SearchView& search, const WayOut& way) {
  const std::string_view language = language_of(search);
  if (way.kind == WayOutKind::without_filter) {
    const auto filter = std::ranges::find(search.request.filters, way.field, &FacetFilter::field);
    std::vector<std::string> names;
    for (const std::string& code : filter->codes)
      names.push_back(facet_label(way.field, code, search.titles, search.reader.language));
    return message("results_without_filter", language,
                   {{"count", way.total}, {"name", fmt::format("{}", fmt::join(names, ", "))}});
  }
  const std::string read_as =
      way.request.language ? message(fmt::format("language_name_{}", to_text(*way.request.language)), language) : "";
  const std::string step =
      message(fmt::format("way_{}", to_text(way.kind)), language, {{"query", way.request.q}, {"language", read_as}});
  return fmt::format("{} ({})", step, message("results_count", language, {{"count", way.total}}));
}

View ways_out_view(const SearchView& search) {
  View list(View::type::list);
  for (const WayOut& way : search.result.ways_out) {
    View item;
    item.set("address", address_of(search, way.request));
    item.set("label", label_of(search, way));
    list << std::move(item);
  }
  return list;
}

View corrections_view(const SearchView& search) {
  View list(View::type::list);
  for (const Correction& one : search.result.corrections) {
    View item;
    item.set("address", address_of(search, with_query(search.request, one.query)));
    item.set("query", one.query);
    item.set("count", message("results_count", language_of(search), {{"count", one.total}}));
    list << std::move(item);
  }
  return list;
}

// Offered where the language of the words is known; the way back always.
void set_language_switch(const SearchView& search, View& view) {
  const bool is_known = search.result.languages.size() == 1 && !search.request.q.empty();
  const bool is_on = search.request.same_language;
  if (!is_on && (!is_known || search.result.total == 0)) return;
  View item;
  item.set("address", address_of(search, in_same_language(search.request, !is_on)));
  item.set("label", is_on ? message("in_all_languages", language_of(search))
                          : message("only_this_language", language_of(search),
                                    {{"language", to_text(search.result.languages.front())}}));
  view.set("language_switch", std::move(item));
}

// What a form sends along beside what it asks for.
View kept_view(const SearchRequest& request) {
  View list(View::type::list);
  const auto keep = [&](std::string_view name, std::string_view value) {
    View item;
    item.set("name", std::string(name));
    item.set("value", std::string(value));
    list << std::move(item);
  };
  if (!request.q.empty()) keep("q", request.q);
  if (request.language) keep("lang", stemming::to_text(*request.language));
  if (request.same_language) keep("same_language", "true");
  if (request.sort != Sort::relevance) keep("sort", to_text(request.sort));
  // Filters that the page has no boxes for.
  const std::vector<std::string> offered = page_facets();
  for (const FacetFilter& filter : request.filters)
    if (std::ranges::find(offered, filter.field) == offered.end())
      for (const std::string& code : filter.codes) keep(filter.field, code);
  return list;
}

View hits_view(const SearchView& search) {
  View list(View::type::list);
  for (const Hit& hit : search.result.hits) list << View{"card", card_of(hit, search.reader)};
  return list;
}

}  // namespace

std::string render_search_page(const SearchView& search) {
  View view = frame_view({.language = search.reader.language,
                          .title = title_of(search),
                          .rest = search_address(search.request),
                          .q = search.request.q,
                          .is_indexable = search.request.filters.empty() && search.request.offset == 0,
                          .styles = {"results.css"},
                          .scripts = {"search.js", "results.js"}});
  view.set("feed", subscription_address("/feed", search.request, search.reader.language));
  if (is_chosen(search.request, "type", "call"))
    view.set("calendar", subscription_address("/calendar.ics", search.request, search.reader.language));
  view.set("json_address", "/api/v1/" + search_address(search.request));
  view.set("count", count_text(search));
  view.set("has_hits", View(!search.result.hits.empty()));
  view.set("hits", hits_view(search));
  view.set("first_rank", fmt::format("{}", search.request.offset + 1));
  view.set("sorts", sorts_view(search));
  view.set("filters", filters_view(search.request, search.result, search.titles, search.reader));
  view.set("kept", kept_view(search.request));
  view.set("chosen", chosen_view(search.request, search.titles, search.reader));
  view.set("has_chosen", View(!search.request.filters.empty()));
  view.set("clear_address", address_of(search, without_filters(search.request)));
  view.set("corrections", corrections_view(search));
  view.set("has_corrections", View(!search.result.corrections.empty()));
  view.set("ways_out", ways_out_view(search));
  set_language_switch(search, view);
  set_pages(search, view);
  return render("search", search.reader.language, view);
}

}  // namespace kohtaamo::server
