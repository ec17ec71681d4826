// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fixture.h"

#include <rapidjson/pointer.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "corpora/keys.h"
#include "corpora/record_json.h"
#include "corpora/store.h"
#include "tests/support/must.h"
#include "tests/support/source_files.h"

namespace kohtaamo::tests {
namespace {

void put_records(const std::string& directory, std::string_view file) {
  std::istringstream lines(read_case(file));
  std::vector<corpora::Record> records;
  for (std::string line; std::getline(lines, line);) records.push_back(must(corpora::read_record(line)).record);
  auto store = must(corpora::Store::open(directory));
  must(store.put(records));
}

}  // namespace

Fixture::Fixture(std::string_view records_file, config::Settings settings, const server::Face& face) {
  settings.data.directory = folder_.path();
  settings.ranking.translation_weight = 0;  // the dictionaries take a second to read, and have tests of their own
  if (!records_file.empty()) put_records(folder_.path(), records_file);
  app_ = must(server::App::open(settings, face, [] { return today; }));
  if (app_->indexing() == nullptr) return;
  const corpora::Seq last = must(must(corpora::Store::open(folder_.path())).last_seq());
  if (!app_->indexing()->wait_for(last, std::chrono::seconds(20)))
    throw std::runtime_error("the index does not follow");
}

server::HttpReply Fixture::send(const Sent& sent) {
  server::HttpRequest request{.method = sent.method, .target = sent.target, .headers = sent.headers, .body = sent.body};
  auto target = must(server::parse_target(sent.target));
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  request.request_id = "test-request";
  return app_->handle(request);
}

server::HttpReply Fixture::post(std::string_view target, std::string_view json) {
  return send({.method = "POST",
               .target = std::string(target),
               .body = std::string(json),
               .headers = {{"content-type", "application/json"}}});
}

server::NameValue Fixture::authorization(const std::vector<std::string>& scopes, const std::string& source) {
  auto store = must(corpora::Store::open(folder_.path()));
  auto keys = must(corpora::Keys::open(store, folder_.path()));
  return {"authorization", "Bearer " + must(keys.create({.scopes = scopes, .source = source}))};
}

config::JsonDocument json_of(const server::HttpReply& reply) { return must(config::parse_json(reply.body)); }

const config::JsonValue& at(const config::JsonDocument& json, std::string_view pointer) {
  const rapidjson::Pointer place(pointer.data(), pointer.size());
  const config::JsonValue* value = place.Get(json);
  if (value == nullptr)
    throw std::runtime_error("nothing at " + std::string(pointer) + " in " + config::json_text(json));
  return *value;
}

std::string text_at(const config::JsonDocument& json, std::string_view pointer) {
  const config::JsonValue& value = at(json, pointer);
  return value.IsString() ? std::string(config::string_of(value)) : config::json_text(value);
}

std::string header_of(const server::HttpReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers)
    if (server::is_same_header_name(key, name)) return value;
  return {};
}

std::string json_string(std::string_view text) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  config::write_string(writer, text);
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::tests
