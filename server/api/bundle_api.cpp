// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "config/json.h"
#include "corpora/record_json.h"
#include "server/api/asking.h"
#include "server/api/handlers.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server::api {

using config::fail;

namespace {

using config::Result;

constexpr std::size_t default_overlapping = 10, most_overlapping = 50;

// The draft itself stands in the body as a record, and the other members beside it.
Result<std::optional<corpora::Record>> record_in_body(const HttpRequest& http) {
  const auto json = config::parse_json(http.body);
  if (!json) return fail(json.error());
  if (!json->IsObject() || !json->HasMember("record")) return std::optional<corpora::Record>{};
  auto read = corpora::read_record((*json)["record"]);
  if (!read) return fail(read.error().code, read.error().message, "/record" + read.error().where);
  return std::optional(std::move(read->record));
}

Result<OverlapRequest> overlap_request(App& app, const RoutedRequest& routed) {
  auto record = record_in_body(routed.http);
  if (!record) return fail(record.error());
  const auto parameters = Parameters::of_body(routed.http, overlap_members, "record");
  if (!parameters) return fail(parameters.error());
  if (*record) {
    const auto limit = parameters->count("limit", 1, most_overlapping, default_overlapping);
    if (!limit) return fail(limit.error());
    return OverlapRequest{.draft = std::move(**record), .limit = *limit, .today = app.today()};
  }
  auto asked = parse_match(*parameters, app.settings(), app.today());
  if (!asked) return fail(asked.error());
  if (auto ok = add_own_need(app, routed.http, *asked); !ok) return fail(ok.error());
  return overlap_request_of(app.search(), *asked);
}

}  // namespace

Reply post_bundle(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = match_request_of(app, routed, asker_members);
  if (!request) return fail(request.error());
  const auto bundle = find_bundle(app.matcher(), app.search(), *request);
  if (!bundle) return fail(bundle.error());
  return json_reply(to_json(*bundle, view_of(app, routed), std::chrono::steady_clock::now() - began));
}

Reply post_mirror(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = match_request_of(app, routed, mirror_members);
  if (!request) return fail(request.error());
  const auto mirror = find_mirror(app.matcher(), app.search(), *request);
  if (!mirror) return fail(mirror.error());
  return json_reply(to_json(*mirror, view_of(app, routed), std::chrono::steady_clock::now() - began));
}

Reply post_consortium(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto parameters = Parameters::of_body(routed.http, consortium_members);
  if (!parameters) return fail(parameters.error());
  const auto request = parse_consortium(*parameters, app.today());
  if (!request) return fail(request.error());
  const auto consortium = find_consortium(app.matcher(), app.search(), *request);
  if (!consortium) return fail(consortium.error());
  return json_reply(to_json(*consortium, view_of(app, routed), std::chrono::steady_clock::now() - began));
}

Reply post_overlap(App& app, const RoutedRequest& routed) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = overlap_request(app, routed);
  if (!request) return fail(request.error());
  const auto overlap = find_overlap(app.matcher(), app.search(), app.builder(), *request);
  if (!overlap) return fail(overlap.error());
  return json_reply(to_json(*overlap, view_of(app, routed), std::chrono::steady_clock::now() - began));
}

Reply get_lineage(App& app, const RoutedRequest& routed) {
  const auto request = parse_lineage(Parameters::of_query(routed.http), routed.id);
  if (!request) return fail(request.error());
  const auto lineage = find_lineage(app.search(), *request);
  if (!lineage) return fail(lineage.error());
  return json_reply(to_json(*lineage, view_of(app, routed)));
}

}  // namespace kohtaamo::server::api
