// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/asking.h"

namespace kohtaamo::server::api {

using config::fail;

HitView view_of(const App& app, const RoutedRequest& request) {
  return {.today = app.today(), .language = request.language, .public_url = app.public_url()};
}

config::Result<MatchRequest> match_request_of(App& app, const RoutedRequest& routed,
                                              std::span<const std::string_view> members) {
  const auto parameters = Parameters::of_body(routed.http, members);
  if (!parameters) return fail(parameters.error());
  auto request = parse_match(*parameters, app.settings(), app.today());
  if (!request) return fail(request.error());
  auto dismissed = app.feedback().dismissed(request->id);
  if (!dismissed) return fail(dismissed.error());
  request->dismissed = std::move(*dismissed);
  return request;
}

}  // namespace kohtaamo::server::api
