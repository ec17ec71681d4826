// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// asking.h — who asks and for what, as several endpoints read it from a request.
//
// Given   a routed request.
// Gives   the view that a reply is worded for; the request of a match without what was dismissed for the need. With
//         the key that may write a need, the need also when it is confidential or a draft.
// Fails   as parse_match does; store_unavailable; unauthorized and forbidden, when a key that comes with an id is
//         not let in.
// Never   tells others than its key holder whether there is a need that is not shown to all.
// Threads any.

#include <span>
#include <string_view>

#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {

HitView view_of(const App& app, const RoutedRequest& request);

// members: what the body may hold.
config::Result<MatchRequest> match_request_of(App& app, const RoutedRequest& request,
                                              std::span<const std::string_view> members);

// A need that is not shown to all, to a request that comes with the key that may write it. Others get none, as if there
// were no such need.
config::Result<void> add_own_need(App& app, const HttpRequest& http, MatchRequest& request);

}  // namespace kohtaamo::server::api
