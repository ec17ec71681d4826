// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/pages.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/pages/assets.h"
#include "server/pages/frame.h"
#include "server/pages/page_handlers.h"
#include "server/pages/plain_pages.h"
#include "server/requests.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;
using stemming::Language;

namespace {

constexpr std::array<std::string_view, 2> match_parameters{"text", "id"};

Result<HttpReply> get_asset(App&, const RoutedRequest& request) {
  if (auto reply = find_asset(request.id)) return *reply;
  return fail(ErrorCode::not_found, "there is no such file, or it has changed", request.id);
}

HttpReply redirect(int status, std::string address) {
  return {.status = status, .headers = {{"Location", std::move(address)}, {"Vary", "Accept-Language"}}};
}

Result<HttpReply> choose_language(App&, const RoutedRequest& request) {
  return redirect(303, page_address(preferred_language(request.http).value_or(Language::fi), ""));
}

Result<HttpReply> add_slash(App&, const RoutedRequest& request) { return redirect(308, request.http.path + "/"); }

// The columns, in order: method, path, handler, parameters, needs_permit, freshness.
constexpr std::array table{
    Route{"GET", "/", choose_language, {}},
    Route{"GET", "/assets/{id}", get_asset, {}},
    Route{"GET", "/fi", add_slash, {}},
    Route{"GET", "/fi/", pages::get_front, {}, true, Freshness::index},
    Route{"GET", "/fi/search", pages::get_search, search_parameters, true, Freshness::index},
    Route{"GET", "/fi/records/{id}", pages::get_record, {}, true, Freshness::index},
    Route{"GET", "/fi/match", pages::get_match, match_parameters, true, Freshness::index},
    Route{"GET", "/fi/about", pages::get_about, {}, false, Freshness::body},
    Route{"GET", "/sv", add_slash, {}},
    Route{"GET", "/sv/", pages::get_front, {}, true, Freshness::index},
    Route{"GET", "/sv/search", pages::get_search, search_parameters, true, Freshness::index},
    Route{"GET", "/sv/records/{id}", pages::get_record, {}, true, Freshness::index},
    Route{"GET", "/sv/match", pages::get_match, match_parameters, true, Freshness::index},
    Route{"GET", "/sv/about", pages::get_about, {}, false, Freshness::body},
    Route{"GET", "/en", add_slash, {}},
    Route{"GET", "/en/", pages::get_front, {}, true, Freshness::index},
    Route{"GET", "/en/search", pages::get_search, search_parameters, true, Freshness::index},
    Route{"GET", "/en/records/{id}", pages::get_record, {}, true, Freshness::index},
    Route{"GET", "/en/match", pages::get_match, match_parameters, true, Freshness::index},
    Route{"GET", "/en/about", pages::get_about, {}, false, Freshness::body},
};

// "/fi/search" -> fi
std::optional<Language> language_of_path(std::string_view path) {
  for (const Language language : stemming::all_languages) {
    const std::string home = "/" + std::string(to_text(language));
    if (path == home || path.starts_with(home + "/")) return language;
  }
  return std::nullopt;
}

}  // namespace

std::span<const Route> page_routes() { return table; }

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
