// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "server/api/handlers.h"
#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {

using config::fail;

Reply post_match(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto parameters = Parameters::of_body(routed.http, match_members);
  if (!parameters) return fail(parameters.error());
  auto request = parse_match(*parameters, app.settings(), app.today());
  if (!request) return fail(request.error());
  auto dismissed = app.feedback().dismissed(request->id);
  if (!dismissed) return fail(dismissed.error());
  request->dismissed = std::move(*dismissed);
  const auto result = app.matcher().match(*request);
  if (!result) return fail(result.error());
  const HitView view{.today = app.today(), .language = routed.language, .public_url = app.public_url()};
  return json_reply(to_json(*result, view, std::chrono::steady_clock::now() - began));
}

}  // namespace kohtaamo::server::api
