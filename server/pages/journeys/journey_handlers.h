// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// journey_handlers.h — from a request to the page of a journey: reads what is asked, lets the matcher answer, renders.
//
// Given   a routed request whose address begins with the language of the page.
// Gives   the page; for a form that was sent, the way to the address that holds its answer. A text that seems to tell
//         who somebody is goes into no address before the asker has said that it may.
// Fails   as the matcher does; what was typed wrong is no failure but a page that says so.
// Threads any.

#include <array>
#include <string_view>

#include "server/routes.h"

namespace kohtaamo::server::pages {

config::Result<HttpReply> get_need(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_develop(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_fund(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_compare(App& app, const RoutedRequest& request);

// Forms: they may carry more than an address can.
config::Result<HttpReply> post_need(App& app, const RoutedRequest& request);
config::Result<HttpReply> post_develop(App& app, const RoutedRequest& request);
config::Result<HttpReply> post_fund(App& app, const RoutedRequest& request);

// What the page of a funder shows, as files.
config::Result<HttpReply> get_mirror_json(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_mirror_matches(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_white_spots(App& app, const RoutedRequest& request);

// The earlier address of matches; it leads to the journey that the record belongs to.
config::Result<HttpReply> get_match(App& app, const RoutedRequest& request);

// Parameters of their addresses.
inline constexpr std::array<std::string_view, 13> journey_parameters{
    "text",   "packed", "id",    "region",   "group",     "applicant", "stage",
    "amount", "own",    "start", "partners", "countries", "report"};
inline constexpr std::array<std::string_view, 14> fund_parameters{"text",      "packed",    "id",     "region", "group",
                                                                  "applicant", "stage",     "amount", "own",    "start",
                                                                  "partners",  "countries", "report", "at"};
inline constexpr std::array<std::string_view, 14> compare_parameters{
    "text",   "packed", "id",    "region",   "group",     "applicant", "stage",
    "amount", "own",    "start", "partners", "countries", "journey",   "of"};
inline constexpr std::array<std::string_view, 2> match_parameters{"text", "id"};

}  // namespace kohtaamo::server::pages
