// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// pages.h — the pages, in Finnish, Swedish and English: which address shows what.
//
// Given   a routed request. The first segment of the address is the language of the page.
// Gives   HTML; styles and scripts; from "/" the way to the pages in the asker's language.
// Fails   as the search, the match or the record does; error_page words it for people.
// Threads any.
//
// To add a page: its handler in page_handlers.h, a row in pages.cpp, its template, and a row in
// tests/browser/pages.mjs; if it is to be found from everywhere, a row of the navigation in frame.cpp.

#include <array>
#include <span>
#include <string_view>

#include "config/error.h"
#include "server/app.h"
#include "server/http_message.h"
#include "server/routes.h"

namespace kohtaamo::server {

std::span<const Route> page_routes();
HttpReply error_page(const App& app, const config::Error& error, const HttpRequest& request);

// Together they read all that a first page would wait for: templates, messages, facets, what stands in lists.
inline constexpr std::array<std::string_view, 9> first_pages{
    "/fi/",       "/sv/",        "/en/",       "/fi/search?q=asunto", "/sv/search?q=bostad", "/en/search?q=housing",
    "/fi/search", "/fi/funding", "/fi/actors",
};

// What main gives to App::open.
inline Face pages_face() { return {.routes = page_routes(), .problem = error_page, .first_targets = first_pages}; }

}  // namespace kohtaamo::server
