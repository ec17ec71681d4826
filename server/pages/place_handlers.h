// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// place_handlers.h — from a request to the pages of places: funding, actors, themes, about, the interface.
//
// Given   a routed request whose address begins with the language of the page.
// Gives   a page or a table, or an error; a page of a list beyond its end leads to its first.
// Threads any.

#include <array>
#include <string_view>

#include "server/routes.h"

namespace kohtaamo::server::pages {

// A region may be named as one of the calls, too: addresses that people keep say so.
inline constexpr std::array<std::string_view, 8> funding_parameters{
    "q", "status", "open_to", "region", "target_group", "applicant", "call_kind", "page"};
inline constexpr std::array<std::string_view, 8> funding_calendar_parameters{
    "q", "status", "open_to", "region", "target_group", "applicant", "call_kind", "month"};
// Of the table: what is chosen, as on the page beside which it is offered.
inline constexpr std::array<std::string_view, 8> funding_table_parameters = funding_calendar_parameters;
inline constexpr std::array<std::string_view, 6> actor_parameters{"q",      "actor_type", "role",
                                                                  "region", "function",   "page"};
inline constexpr std::array<std::string_view, 5> actor_map_parameters{"q", "actor_type", "role", "region", "function"};
inline constexpr std::array<std::string_view, 7> network_parameters{"q",        "actor_type", "role",      "region",
                                                                    "function", "actor",      "everywhere"};

config::Result<HttpReply> get_funding(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_funding_calendar(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_funding_table(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_actors(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_actor_map(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_actor_network(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_themes(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_about(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_api(App& app, const RoutedRequest& request);

}  // namespace kohtaamo::server::pages
