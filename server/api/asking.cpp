// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/asking.h"

#include "corpora/listing.h"

namespace kohtaamo::server::api {

using config::fail;
using config::Result;

namespace {

Result<std::optional<corpora::Record>> own_need(App& app, const corpora::RecordId& id, const HttpRequest& request) {
  const auto authorization = request.find_header("authorization");
  if (id.empty() || !authorization || app.writes() == nullptr) return std::optional<corpora::Record>{};
  const auto holder = app.writes()->admit(authorization, Scope::records_write);
  if (!holder) return fail(holder.error());  // whether there is such a need or not
  auto need = app.feedback().find_need(id);
  if (!need && need.error().code == config::ErrorCode::store_unavailable) return fail(need.error());
  const bool is_own = need && !corpora::is_listed(*need) && check_source(id, need->provenance.source, *holder);
  return is_own ? std::optional(std::move(*need)) : std::nullopt;
}

}  // namespace

Result<void> add_own_need(App& app, const HttpRequest& http, MatchRequest& request) {
  auto own = own_need(app, request.id, http);
  if (!own) return fail(own.error());
  request.own = std::move(*own);
  return {};
}

HitView view_of(const App& app, const RoutedRequest& request) {
  return {.today = app.today(), .language = request.language, .public_url = app.public_url()};
}

config::Result<MatchRequest> match_request_of(App& app, const RoutedRequest& routed,
                                              std::span<const std::string_view> members) {
  const auto parameters = Parameters::of_body(routed.http, members);
  if (!parameters) return fail(parameters.error());
  auto request = parse_match(*parameters, app.settings(), app.today());
  if (!request) return fail(request.error());
  if (auto ok = add_own_need(app, routed.http, *request); !ok) return fail(ok.error());
  auto dismissed = app.feedback().dismissed(request->id);
  if (!dismissed) return fail(dismissed.error());
  request->dismissed = std::move(*dismissed);
  return request;
}

}  // namespace kohtaamo::server::api
