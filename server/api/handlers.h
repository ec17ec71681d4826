// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// handlers.h — one function an endpoint; routes.cpp says which, openapi.json what it takes and gives.
//
// Given   a request that has been routed: its parameters are known, its key holds, its permit is taken.
// Gives   a reply, or an error for problems.h to word.
// Threads any.

#include "server/routes.h"

namespace kohtaamo::server::api {

using Reply = config::Result<HttpReply>;

// Finding: search_api.cpp, match_api.cpp, bundle_api.cpp, record_api.cpp.
Reply get_search(App& app, const RoutedRequest& request);
Reply post_search(App& app, const RoutedRequest& request);
Reply get_suggestions(App& app, const RoutedRequest& request);
Reply post_match(App& app, const RoutedRequest& request);
Reply post_bundle(App& app, const RoutedRequest& request);
Reply post_mirror(App& app, const RoutedRequest& request);
Reply post_consortium(App& app, const RoutedRequest& request);
Reply post_overlap(App& app, const RoutedRequest& request);
Reply get_lineage(App& app, const RoutedRequest& request);
Reply get_record(App& app, const RoutedRequest& request);
Reply get_similar(App& app, const RoutedRequest& request);
Reply get_links_to(App& app, const RoutedRequest& request);

// Changing: write_api.cpp, feedback_api.cpp.
Reply put_record(App& app, const RoutedRequest& request);
Reply delete_record(App& app, const RoutedRequest& request);
Reply get_feedback_of(App& app, const RoutedRequest& request);
Reply get_feedback(App& app, const RoutedRequest& request);
Reply put_feedback(App& app, const RoutedRequest& request);
Reply delete_feedback(App& app, const RoutedRequest& request);
Reply post_import(App& app, const RoutedRequest& request);

// The service itself: code_list_api.cpp, ranking_api.cpp, service_api.cpp.
Reply get_ranking(App& app, const RoutedRequest& request);
Reply get_links(App& app, const RoutedRequest& request);
Reply get_code_lists(App& app, const RoutedRequest& request);
Reply get_code_list(App& app, const RoutedRequest& request);
Reply get_openapi(App& app, const RoutedRequest& request);
Reply get_health(App& app, const RoutedRequest& request);
Reply get_ready(App& app, const RoutedRequest& request);
Reply get_version(App& app, const RoutedRequest& request);
Reply get_metrics(App& app, const RoutedRequest& request);

// openapi.json, as it stands in the program.
std::string_view openapi_text();

}  // namespace kohtaamo::server::api
