// SPDX-License-Identifier: GPL-3.0-or-later
// Searches that are subscribed to: a feed of any, a calendar of those for calls.
#include <fmt/format.h>

#include <algorithm>

#include "config/messages.h"
#include "corpora/date.h"
#include "server/exchange/atom.h"
#include "server/exchange/handlers.h"
#include "server/exchange/icalendar.h"
#include "server/requests.h"

namespace kohtaamo::server::exchange {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t feed_records = 50;

// What was asked, as a search; `lang` is the language of the reader here, and words are in any.
Result<SearchRequest> parse_subscription(const App& app, const RoutedRequest& request, Sort sort) {
  const Parameters parameters = Parameters::of_query(request.http);
  auto search = parse_search(parameters, app.settings().search, app.today());
  if (!search) return search;
  search->language.reset();
  search->facets.clear();
  search->highlight = false;
  search->explain = Explain::none;
  if (parameters.list("sort").empty()) search->sort = sort;
  if (parameters.list("limit").empty()) search->limit = feed_records;
  return search;
}

// The hits as the store knows them: with their last change. What the index has not yet heard to be gone is left out.
Result<std::vector<HarvestedRecord>> records_of(Harvest& harvest, const SearchResult& result) {
  std::vector<HarvestedRecord> records;
  for (const Hit& hit : result.hits) {
    auto found = harvest.find(hit.record->id);
    if (!found) return fail(found.error());
    if (*found && !(*found)->is_gone) records.push_back(std::move(**found));
  }
  return records;
}

Result<std::vector<HarvestedRecord>> found_records(const App& app, Harvest& harvest, const SearchRequest& search) {
  const auto result = app.search().search(search);
  if (!result) return fail(result.error());
  return records_of(harvest, *result);
}

// "?q=x&type=call", with what differs between the addresses of one search left out.
std::string query_of(const HttpRequest& request) {
  std::string query;
  for (const auto& [name, value] : request.query)
    if (name != "lang" && name != "limit")
      query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, percent_encode(value));
  return query;
}

std::string title_of(const SearchRequest& search, stemming::Language language) {
  const std::string site = config::message("site_name", to_text(language));
  return search.q.empty() ? site : fmt::format("{}: {}", site, search.q);
}

}  // namespace

Reply get_feed(App& app, const RoutedRequest& request) {
  const auto search = parse_subscription(app, request, Sort::newest);
  if (!search) return fail(search.error());
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto records = found_records(app, *harvest, *search);
  if (!records) return fail(records.error());
  const auto earliest = harvest->store().earliest_change_at();
  if (!earliest) return fail(earliest.error());
  const Addresses addresses(app, request.http);
  const FeedView view{.addresses = addresses,
                      .self = request.http.target,
                      .page = fmt::format("/{}/search{}", to_text(request.language), query_of(request.http)),
                      .title = title_of(*search, request.language),
                      .updated = earliest->empty() ? corpora::now_as_timestamp() : *earliest,
                      .language = request.language};
  return HttpReply{.content_type = "application/atom+xml; charset=utf-8", .body = to_atom(*records, view)};
}

Reply get_calendar(App& app, const RoutedRequest& request) {
  auto search = parse_subscription(app, request, Sort::deadline);
  if (!search) return fail(search.error());
  std::erase_if(search->filters, [](const FacetFilter& filter) { return filter.field == "type"; });
  search->filters.push_back({.field = "type", .codes = {"call"}});
  // Unless asked for, no calls that are over: they would fill a calendar from its beginning.
  if (std::ranges::find(search->filters, status_facet, &FacetFilter::field) == search->filters.end())
    search->filters.push_back(
        {.field = std::string(status_facet), .codes = {"open", "closing_soon", "forthcoming", "rolling", "cancelled"}});
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto records = found_records(app, *harvest, *search);
  if (!records) return fail(records.error());
  const Addresses addresses(app, request.http);
  return HttpReply{.content_type = "text/calendar; charset=utf-8",
                   .headers = {{"Content-Disposition", "inline; filename=\"kohtaamo.ics\""}},
                   .body = to_icalendar(*records, {.addresses = addresses,
                                                   .name = title_of(*search, request.language),
                                                   .language = request.language,
                                                   .today = app.today()})};
}

}  // namespace kohtaamo::server::exchange
