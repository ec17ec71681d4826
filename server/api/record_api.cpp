// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "corpora/record_json.h"
#include "server/api/asking.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t longest_id = 200;  // in bytes, as records have it
constexpr std::size_t default_neighbours = 10, most_neighbours = 100;

Result<corpora::Record> find_record(const App& app, const corpora::RecordId& id) {
  if (id.size() > longest_id) return fail(ErrorCode::not_found, "no record has this id", id);
  auto record = app.search().find(id);
  if (!record) return fail(record.error());
  if (!*record) return fail(app.no_record(id));
  return std::move(**record);
}

Result<std::size_t> limit_of(const RoutedRequest& request) {
  return Parameters::of_query(request.http).count("limit", 1, most_neighbours, default_neighbours);
}

}  // namespace

// The record as others may see it: who puts it back writes what its privacy flags hide anew.
Reply get_record(App& app, const RoutedRequest& request) {
  const auto record = find_record(app, request.id);
  if (!record) return fail(record.error());
  HttpReply reply = json_reply(corpora::to_json(*record));
  reply.headers.emplace_back(
      "Link", fmt::format("<{}>; rel=\"alternate\"; type=\"text/html\"", page_of(record->id, view_of(app, request))));
  return reply;
}

Reply get_similar(App& app, const RoutedRequest& request) {
  const auto limit = limit_of(request);
  if (!limit) return fail(limit.error());
  if (const auto record = find_record(app, request.id); !record) return fail(record.error());
  const auto hits = app.search().similar(request.id, *limit);
  if (!hits) return fail(hits.error());
  return json_reply(to_json(*hits, view_of(app, request)));
}

Reply get_links_to(App& app, const RoutedRequest& request) {
  const auto limit = limit_of(request);
  if (!limit) return fail(limit.error());
  if (const auto record = find_record(app, request.id); !record) return fail(record.error());
  const auto records = app.search().referring_to(request.id, *limit);
  if (!records) return fail(records.error());
  return json_reply(to_json(*records, view_of(app, request)));
}

}  // namespace kohtaamo::server::api
