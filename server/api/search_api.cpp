// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "config/code_lists.h"
#include "server/api/asking.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {
namespace {

using config::fail;

// A facet's codes have their labels in a list; a theme is a record, and its label the title.
corpora::LocalText label_of(const App& app, std::string_view facet, const std::string& code) {
  if (facet == "theme") {
    const auto theme = app.search().find(code);
    if (theme && *theme) return (*theme)->title;
  }
  const std::string_view list = code_list_of(facet);
  const config::Code* known = list.empty() ? nullptr : config::code_list(list).find(code);
  if (known == nullptr) return {.fi = code, .sv = code, .en = code};
  return {.fi = known->fi, .sv = known->sv, .en = known->en};
}

// The same address with another place to begin.
std::string address_of_page(const HttpRequest& request, const std::string& cursor) {
  std::string address = request.path + "?";
  for (const auto& [name, value] : request.query)
    if (name != "offset" && name != "cursor") address += percent_encode(name) + "=" + percent_encode(value) + "&";
  return address + "cursor=" + cursor;
}

// The same address for another search: what is shown of it stays, where it begins does not.
std::string address_of_search(const HttpRequest& http, const SearchRequest& request) {
  std::vector<NameValue> parameters{{"q", request.q}};
  if (request.language) parameters.emplace_back("lang", to_text(*request.language));
  if (request.same_language) parameters.emplace_back("same_language", "true");
  for (const FacetFilter& filter : request.filters)
    for (const std::string& code : filter.codes) parameters.emplace_back(filter.field, code);
  constexpr std::array<std::string_view, 5> shown{"facets", "sort", "limit", "highlight", "explain"};
  for (const auto& [name, value] : http.query)
    if (std::ranges::find(shown, name) != shown.end()) parameters.emplace_back(name, value);
  std::string address;
  for (const auto& [name, value] : parameters)
    address += (address.empty() ? "?" : "&") + percent_encode(name) + "=" + percent_encode(value);
  return http.path + address;
}

PageLinks links_of(const HttpRequest& http, const SearchRequest& request, const SearchResult& result,
                   std::size_t max_reach) {
  PageLinks links;
  const std::size_t next = request.offset + request.limit;
  const bool is_link = http.method == "GET";
  if (request.limit > 0 && next < result.total && next + request.limit <= max_reach) {
    links.cursor = cursor_of(request, next);
    if (is_link) links.next = address_of_page(http, links.cursor);
  }
  if (request.offset > 0 && is_link)
    links.prev = address_of_page(http, cursor_of(request, request.offset - std::min(request.offset, request.limit)));
  return links;
}

void add_links(HttpReply& reply, const PageLinks& links) {
  if (!links.next.empty()) reply.headers.emplace_back("Link", fmt::format("<{}>; rel=\"next\"", links.next));
  if (!links.prev.empty()) reply.headers.emplace_back("Link", fmt::format("<{}>; rel=\"prev\"", links.prev));
}

Reply search(App& app, const RoutedRequest& routed, const Parameters& parameters) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = parse_search(parameters, app.settings().search, app.today());
  if (!request) return fail(request.error());
  const auto result = app.search().search(*request);
  if (!result) return fail(result.error());
  if (result->total == 0)
    app.metrics().count_zero_hit_search(result->languages.size() == 1 ? to_text(result->languages.front()) : "");
  const PageLinks links =
      links_of(routed.http, *request, *result, static_cast<std::size_t>(app.settings().search.max_reach));
  const SearchReply reply{
      .request = *request,
      .result = *result,
      .view = view_of(app, routed),
      .links = links,
      .address_of = [&](const SearchRequest& other) { return address_of_search(routed.http, other); },
      .took = std::chrono::steady_clock::now() - began};
  HttpReply json = json_reply(
      to_json(reply, [&](std::string_view facet, const std::string& code) { return label_of(app, facet, code); }));
  add_links(json, links);
  return json;
}

}  // namespace

Reply get_search(App& app, const RoutedRequest& request) {
  return search(app, request, Parameters::of_query(request.http));
}

Reply post_search(App& app, const RoutedRequest& request) {
  const auto parameters = Parameters::of_body(request.http, search_parameters);
  if (!parameters) return fail(parameters.error());
  return search(app, request, *parameters);
}

Reply get_suggestions(App& app, const RoutedRequest& routed) {
  const auto request = parse_suggest(Parameters::of_query(routed.http), app.settings().search);
  if (!request) return fail(request.error());
  const auto suggestions =
      app.suggest().suggest(request->typed, request->language.value_or(routed.language), request->limit);
  if (!suggestions) return fail(suggestions.error());
  return json_reply(to_json(*suggestions, view_of(app, routed)));
}

}  // namespace kohtaamo::server::api
