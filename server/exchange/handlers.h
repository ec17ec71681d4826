// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// handlers.h — what Kohtaamo gives to other programs beside its API; routes.cpp says at which addresses.
//
// Given   a request that has been routed.
// Gives   a reply in a format of the field, of listed records alone, and of those without a licence that is
//         known no more than shared_record.h lets through.
// Fails   store_unavailable where the server has no store beside its index; as the search does.
// Threads any.

#include "server/routes.h"

namespace kohtaamo::server::exchange {

using Reply = config::Result<HttpReply>;

// Harvesting: oai_handler.cpp.
Reply get_oai(App& app, const RoutedRequest& request);
Reply post_oai(App& app, const RoutedRequest& request);
Reply get_oai_schema(App& app, const RoutedRequest& request);

// Subscribing to a search: feed_handler.cpp.
Reply get_feed(App& app, const RoutedRequest& request);
Reply get_calendar(App& app, const RoutedRequest& request);

// One record: record_handler.cpp.
Reply get_record_json_ld(App& app, const RoutedRequest& request);
Reply get_record_csv(App& app, const RoutedRequest& request);
Reply get_record_calendar(App& app, const RoutedRequest& request);

// All at once: bulk_handler.cpp.
Reply get_jsonl(App& app, const RoutedRequest& request);
Reply get_csv(App& app, const RoutedRequest& request);
Reply get_grants(App& app, const RoutedRequest& request);
Reply get_sim(App& app, const RoutedRequest& request);
Reply get_actor_points(App& app, const RoutedRequest& request);
Reply get_actor_graph(App& app, const RoutedRequest& request);

// Finding the way: site_handler.cpp, catalogue_handler.cpp.
Reply get_catalogue(App& app, const RoutedRequest& request);
Reply get_opensearch(App& app, const RoutedRequest& request);
Reply get_robots(App& app, const RoutedRequest& request);
Reply get_sitemap(App& app, const RoutedRequest& request);
Reply get_sitemaps(App& app, const RoutedRequest& request);
Reply get_vocabulary(App& app, const RoutedRequest& request);
Reply get_code_list(App& app, const RoutedRequest& request);

}  // namespace kohtaamo::server::exchange
