// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// page_handlers.h — from a request to what a page shows: searches and finds, then renders.
//
// Given   a routed request whose address begins with the language of the page.
// Gives   a page, or an error.
// Threads any.

#include "server/routes.h"

namespace kohtaamo::server::pages {

config::Result<HttpReply> get_front(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_search(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_record(App& app, const RoutedRequest& request);
config::Result<HttpReply> get_report(App& app, const RoutedRequest& request);

}  // namespace kohtaamo::server::pages
