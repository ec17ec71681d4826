// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/pages.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "server/pages/assets.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/journey_handlers.h"
#include "server/pages/page_handlers.h"
#include "server/pages/place_handlers.h"
#include "server/pages/plain_pages.h"
#include "server/requests.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;
using stemming::Language;

namespace {

constexpr std::array<std::string_view, 1> report_parameters{"id"};

Result<HttpReply> get_asset(App&, const RoutedRequest& request) {
  if (auto reply = find_asset(request.id, request.http)) return *reply;
  return fail(ErrorCode::not_found, "there is no such file, or it has changed", request.id);
}

HttpReply redirect(int status, std::string address) {
  return {.status = status, .headers = {{"Location", std::move(address)}, {"Vary", "Accept-Language"}}};
}

Result<HttpReply> choose_language(App&, const RoutedRequest& request) {
  return redirect(303, page_address(preferred_language(request.http).value_or(Language::fi), ""));
}

// The permanent address of a record leads to its page in the asker's language.
Result<HttpReply> choose_record_page(App&, const RoutedRequest& request) {
  return redirect(303, record_address(preferred_language(request.http).value_or(Language::fi), request.id));
}

Result<HttpReply> add_slash(App&, const RoutedRequest& request) { return redirect(308, request.http.path + "/"); }

// One row a page: it is there in each language, under "/fi/" + rest. To add a page, add its row.
// The columns, in order: rest, handler, parameters, needs_permit, freshness, method.
struct PageRow {
  std::string_view rest{};
  RouteHandler handler = nullptr;
  std::span<const std::string_view> parameters{};
  bool needs_permit = false;
  Freshness freshness = Freshness::none;
  std::string_view method = "GET";
};
constexpr std::array table{
    PageRow{"", pages::get_front, {}, true, Freshness::index},
    PageRow{"search", pages::get_search, search_parameters, true, Freshness::index},
    PageRow{"need", pages::get_need, pages::journey_parameters, true, Freshness::index},
    PageRow{"need", pages::post_need, {}, true, Freshness::none, "POST"},
    PageRow{"develop", pages::get_develop, pages::journey_parameters, true, Freshness::index},
    PageRow{"develop", pages::post_develop, {}, true, Freshness::none, "POST"},
    PageRow{"fund", pages::get_fund, pages::fund_parameters, true, Freshness::index},
    PageRow{"fund", pages::post_fund, {}, true, Freshness::none, "POST"},
    PageRow{"fund/matches.csv", pages::get_mirror_matches, pages::fund_parameters, true, Freshness::index},
    PageRow{"fund/white-spots.csv", pages::get_white_spots, pages::fund_parameters, true, Freshness::index},
    PageRow{"fund/mirror.json", pages::get_mirror_json, pages::fund_parameters, true, Freshness::index},
    PageRow{"compare", pages::get_compare, pages::compare_parameters, true, Freshness::index},
    PageRow{"match", pages::get_match, pages::match_parameters},
    PageRow{"records/{id}", pages::get_record, {}, true, Freshness::index},
    PageRow{"funding", pages::get_funding, pages::funding_parameters, true, Freshness::index},
    PageRow{"funding/calendar", pages::get_funding_calendar, pages::funding_calendar_parameters, true,
            Freshness::index},
    PageRow{"funding/calls.csv", pages::get_funding_table, pages::funding_table_parameters, true, Freshness::index},
    PageRow{"actors", pages::get_actors, pages::actor_parameters, true, Freshness::index},
    PageRow{"actors/map", pages::get_actor_map, pages::actor_map_parameters, true, Freshness::index},
    PageRow{"actors/network", pages::get_actor_network, pages::network_parameters, true, Freshness::index},
    PageRow{"themes", pages::get_themes, {}, true, Freshness::index},
    PageRow{"about", pages::get_about, {}, true, Freshness::body},
    PageRow{"api", pages::get_api, {}, false, Freshness::body},
    PageRow{"report", pages::get_report, report_parameters, true, Freshness::index},
};

std::vector<Route> routes_of_table() {
  static std::deque<std::string> paths;  // which the routes point to
  std::vector<Route> routes{{"GET", "/", choose_language, {}},
                            {"GET", "/assets/{id}", get_asset, {}},
                            {"GET", "/records/{id}", choose_record_page, {}}};
  for (const Language language : stemming::all_languages) {
    const std::string home = page_address(language, "");
    routes.push_back({"GET", paths.emplace_back(home.substr(0, home.size() - 1)), add_slash, {}});
    for (const PageRow& row : table)
      routes.push_back({row.method, paths.emplace_back(home + std::string(row.rest)), row.handler, row.parameters,
                        row.needs_permit, row.freshness});
  }
  return routes;
}

// "/fi/search" -> fi
std::optional<Language> language_of_path(std::string_view path) {
  for (const Language language : stemming::all_languages) {
    const std::string home = "/" + std::string(to_text(language));
    if (path == home || path.starts_with(home + "/")) return language;
  }
  return std::nullopt;
}

}  // namespace

std::span<const Route> page_routes() {
  static const std::vector<Route> routes = routes_of_table();
  return routes;
}

HttpReply error_page(const App&, const config::Error& error, const HttpRequest& request) {
  const Language language = language_of_path(request.path).value_or(preferred_language(request).value_or(Language::fi));
  HttpReply reply{.status = config::error_row(error.code).http_status,
                  .content_type = "text/html; charset=utf-8",
                  .headers = {{"Content-Language", std::string(to_text(language))}, {"Cache-Control", "no-store"}},
                  .body = {}};
  reply.body = render_error_page({.language = language,
                                  .error = error,
                                  .request_id = request.request_id,
                                  .q = std::string(request.find_query("q").value_or(""))});
  if (reply.status == 503) reply.headers.emplace_back("Retry-After", "5");
  return reply;
}

}  // namespace kohtaamo::server
