// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// routes.h — which handler answers which method and address: one table of the API, one of the pages.
//
// Given   the method and the target of a request.
// Gives   its route and what stands for {id} and {record}; or the methods that the address does have.
// Never   matches regular expressions: an address is compared segment by segment, each decoded by itself,
//         so that an id may hold a slash (%2F).
// Threads constant tables.
//
// To add an endpoint: its function in server/api/, a row here, its description in server/openapi.json.
// A test compares the two, both ways.
//
// Example   GET /api/v1/records/sample%3Aneed-001/similar
//   route   /api/v1/records/{id}/similar
//   id      sample:need-001

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "server/http_message.h"
#include "stemming/language.h"

namespace kohtaamo::server {

class App;

// Who asks, once the key has been checked.
struct KeyHolder {
  std::string id{};      // of the key
  std::string source{};  // the only source it may write to; empty: any
};

struct RoutedRequest {
  const HttpRequest& http;
  std::string id{};               // what stands in the address for {id}, decoded
  std::string record{};           // likewise for {record}
  stemming::Language language{};  // of the answer's words: `lang`, else Accept-Language, else English
  KeyHolder holder{};             // of routes that have a scope
};

// Given as a pointer to a function: a table of them is constant.
using RouteHandler = config::Result<HttpReply> (*)(App& app, const RoutedRequest& request);

// What tells whether an earlier reply still holds.
enum class Freshness : std::uint8_t {
  none,   // a reply holds for itself
  index,  // as long as the index stays as it is, and for the day: asked before any work is done
  body,   // as long as the body stays the same
};

// Who may ask. What lets a key in is its scope of the same name.
enum class Scope : std::uint8_t { open, records_write };
std::string_view to_text(Scope scope);  // "records:write"

struct Route {
  std::string_view method{};
  std::string_view path{};  // its name in metrics and OpenAPI, too
  RouteHandler handler = nullptr;
  std::span<const std::string_view> parameters{};  // of the query; others are refused
  bool needs_permit = false;                       // it takes computing time: permits.h
  Freshness freshness = Freshness::none;
  Scope scope = Scope::open;
  bool words_own_errors = false;  // takes any parameter: its protocol has words of its own for wrong ones
};

std::span<const Route> api_routes();

struct FoundRoute {
  const Route* route = nullptr;  // none: there is no such address, or it has other methods
  std::string id{}, record{};
  std::vector<std::string_view> allowed{};  // the methods that the address has
};

FoundRoute find_route(std::span<const Route> routes, std::string_view method, std::string_view target);

}  // namespace kohtaamo::server
