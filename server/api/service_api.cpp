// SPDX-License-Identifier: GPL-3.0-or-later
// What the service says about itself: to clients, to those who run it, and to crawlers.
#include <fmt/format.h>

#include "indexer/schema.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/commit.h"
#include "server/embedded_files.h"
#include "server/harvest_metrics.h"
#include "server/replies.h"

namespace kohtaamo::server::api {
namespace {

using config::ErrorCode;

constexpr std::string_view openapi_path = "server/openapi.json";

struct Reason {
  std::string_view code{};
  std::string detail{};
};

struct Readiness {
  std::vector<Reason> reasons{};   // why a search or a write would fail
  std::vector<Reason> warnings{};  // what is worse than it should be
  corpora::Seq index_seq = 0;
  std::optional<corpora::Seq> store_seq{};  // a read-only server knows no store
};

Readiness readiness_of(App& app) {
  Readiness readiness;
  if (const auto state = app.index_state())
    readiness.index_seq = state->seq;
  else
    readiness.reasons.push_back({"index_unavailable", config::to_text(state.error())});
  if (app.is_warming_up())
    readiness.reasons.push_back({"warming_up", "what the first questions need is being read; they would wait for it"});
  if (app.indexing() != nullptr) {
    const IndexingState indexing = app.indexing()->state();
    readiness.store_seq = indexing.store_seq;
    if (indexing.trouble) {
      const bool is_store = indexing.trouble->code == ErrorCode::store_unavailable;
      readiness.reasons.push_back(
          {is_store ? "store_unavailable" : "indexer_degraded", config::to_text(*indexing.trouble)});
    }
  }
  if (!app.analyzer().has_finnish_dictionary())
    readiness.warnings.push_back({"finnish_dictionary_missing", std::string(finnish_dictionary_missing)});
  if (!app.analyzer().has_swedish_dictionary())
    readiness.warnings.push_back({"swedish_dictionary_missing", std::string(swedish_dictionary_missing)});
  for (const std::string& warning : app.search().spelling().speller().warnings())
    readiness.warnings.push_back({"spelling_dictionary_missing", warning});
  return readiness;
}

void write_reasons(config::JsonWriter& writer, std::string_view name, const std::vector<Reason>& reasons) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Reason& reason : reasons) {
    writer.StartObject();
    write_text(writer, "code", reason.code);
    write_text(writer, "detail", reason.detail);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

Reply get_links(App& app, const RoutedRequest&) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "name", "Kohtaamo");
  write_text(writer, "version", KOHTAAMO_VERSION);
  config::write_key(writer, "links");
  writer.StartArray();
  for (const Route& route : api_routes()) {
    writer.StartObject();
    write_text(writer, "method", route.method);
    write_text(writer, "href", app.public_url() + std::string(route.path));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

std::string_view openapi_text() { return config::find_embedded(embedded_files(), openapi_path).value(); }

Reply get_openapi(App&, const RoutedRequest&) { return json_reply(std::string(openapi_text())); }

// Neither disk nor index: whether the process lives.
Reply get_health(App&, const RoutedRequest&) { return json_reply(R"({"status":"alive"})"); }

Reply get_ready(App& app, const RoutedRequest&) {
  const Readiness readiness = readiness_of(app);
  const bool is_ready = readiness.reasons.empty();
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "status", is_ready ? "ready" : "not_ready");
  write_reasons(writer, "reasons", readiness.reasons);
  write_reasons(writer, "warnings", readiness.warnings);
  write_count(writer, "index_seq", readiness.index_seq);
  if (readiness.store_seq) write_count(writer, "store_seq", *readiness.store_seq);
  writer.EndObject();
  HttpReply reply = json_reply(std::string(config::text_of(json)));
  reply.status = is_ready ? 200 : 503;
  return reply;
}

Reply get_version(App& app, const RoutedRequest&) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "name", "Kohtaamo");
  write_text(writer, "version", KOHTAAMO_VERSION);
  write_text(writer, "commit", built_commit());
  write_text(writer, "xapian", Xapian::version_string());
  write_text(writer, "analysis", app.analyzer().fingerprint());
  write_count(writer, "schema", indexer::schema_version);
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

Reply get_metrics(App& app, const RoutedRequest&) {
  if (const auto state = app.index_state()) {
    app.metrics().set_index_documents(state->documents);
    app.metrics().set_index_seq(static_cast<std::uint64_t>(state->seq));
  }
  if (app.indexing() != nullptr)
    app.metrics().set_store_seq(static_cast<std::uint64_t>(app.indexing()->state().store_seq));
  return HttpReply{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                   .body = app.metrics().text() + harvest_metrics(app.settings().data.directory)};
}

}  // namespace kohtaamo::server::api
