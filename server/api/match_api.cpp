// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "server/api/asking.h"
#include "server/api/handlers.h"

namespace kohtaamo::server::api {

using config::fail;

Reply post_match(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = match_request_of(app, routed, match_members);
  if (!request) return fail(request.error());
  const auto result = app.matcher().match(*request);
  if (!result) return fail(result.error());
  return json_reply(to_json(*result, view_of(app, routed), std::chrono::steady_clock::now() - began));
}

}  // namespace kohtaamo::server::api
