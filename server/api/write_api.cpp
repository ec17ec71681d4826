// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "corpora/record_json.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Change;

constexpr std::chrono::seconds longest_wait{10};

std::string_view name_of(Change change) {
  constexpr std::array<std::string_view, 5> names{"added", "changed", "unchanged", "deleted", "missing"};
  return names.at(static_cast<std::size_t>(change));
}

// `"abc", "def"`
std::vector<std::string> tags_of(std::string_view header) {
  std::vector<std::string> tags;
  for (std::string_view rest = header; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view tag = rest.substr(0, comma);
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    while (tag.ends_with(' ')) tag.remove_suffix(1);
    tags.emplace_back(tag);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return tags;
}

Result<Condition> condition_of(const HttpRequest& request) {
  Condition condition;
  if (const auto match = request.find_header("if-match")) condition.tags = tags_of(*match);
  const auto none_match = request.find_header("if-none-match");
  if (none_match && *none_match != "*")
    return fail(ErrorCode::bad_request, "of a change, If-None-Match can only say *", "if-none-match");
  condition.must_be_new = none_match.has_value();
  return condition;
}

// Reads show concepts that the index has found. Put back, they are not kept: it finds them anew, by the new text.
corpora::Record without_found_concepts(corpora::Record record) {
  std::erase_if(record.concepts, [](const corpora::Concept& one) { return one.by == "rule"; });
  return record;
}

Result<void> check_type(const HttpRequest& request, std::initializer_list<std::string_view> types) {
  const std::string_view sent = request.find_header("content-type").value_or("");
  const std::string_view type = sent.substr(0, std::min(sent.find(';'), sent.size()));
  if (std::ranges::any_of(types, [&](std::string_view one) { return is_same_header_name(one, type); })) return {};
  return fail(ErrorCode::unsupported_media_type, fmt::format("send the header Content-Type: {}", *types.begin()),
              "content-type");
}

Result<bool> waits(const RoutedRequest& request) { return Parameters::of_query(request.http).flag("wait", false); }

// The change is on disk; searches see it when this says so.
bool is_indexed(App& app, corpora::Seq seq, bool waits) {
  app.indexing()->wake();
  return app.indexing()->wait_for(seq, waits ? longest_wait : std::chrono::seconds(0));
}

HttpReply written_reply(App& app, const corpora::RecordId& id, const Written& written, bool waits) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "id", id);
  write_text(writer, "change", name_of(written.change));
  write_count(writer, "seq", written.seq);
  write_flag(writer, "indexed", is_indexed(app, written.seq, waits));
  writer.EndObject();
  HttpReply reply = json_reply(std::string(config::text_of(json)));
  if (!written.tag.empty()) reply.headers.emplace_back("ETag", written.tag);
  return reply;
}

void write_line(config::JsonWriter& writer, const ImportedLine& line) {
  writer.StartObject();
  write_count(writer, "line", line.line);
  if (!line.id.empty()) write_text(writer, "id", line.id);
  write_text(writer, "outcome", line.refused ? "rejected" : name_of(line.change));
  if (line.refused) {
    write_text(writer, "code", config::error_row(line.refused->code).name);
    write_text(writer, "pointer", line.refused->where);
    write_text(writer, "detail", line.refused->message);
  }
  writer.EndObject();
}

std::string to_json(const ImportOutcome& outcome, bool indexed) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_count(writer, "rows", outcome.counts.rows);
  write_count(writer, "added", outcome.counts.added);
  write_count(writer, "changed", outcome.counts.changed);
  write_count(writer, "unchanged", outcome.counts.unchanged);
  write_count(writer, "rejected", outcome.counts.rejected);
  write_count(writer, "seq", outcome.seq);
  write_flag(writer, "indexed", indexed);
  config::write_key(writer, "lines");
  writer.StartArray();
  for (const ImportedLine& line : outcome.lines) write_line(writer, line);
  writer.EndArray();
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace

Reply put_record(App& app, const RoutedRequest& request) {
  const auto wait = waits(request);
  if (!wait) return fail(wait.error());
  if (auto ok = check_type(request.http, {"application/json"}); !ok) return fail(ok.error());
  const auto condition = condition_of(request.http);
  if (!condition) return fail(condition.error());
  const auto read = corpora::read_record(request.http.body);
  if (!read) return fail(read.error());
  if (read->record.id != request.id)
    return fail(ErrorCode::conflict,
                fmt::format("the record says it is '{}', the address '{}'", read->record.id, request.id), "/id");
  const auto written = app.writes()->put(without_found_concepts(read->record), *condition, request.holder);
  if (!written) return fail(written.error());
  HttpReply reply = written_reply(app, request.id, *written, *wait);
  if (written->change == Change::added) reply.status = 201;
  return reply;
}

Reply delete_record(App& app, const RoutedRequest& request) {
  const auto wait = waits(request);
  if (!wait) return fail(wait.error());
  const auto condition = condition_of(request.http);
  if (!condition) return fail(condition.error());
  const auto written = app.writes()->erase(request.id, *condition, request.holder);
  if (!written) return fail(written.error());
  return written_reply(app, request.id, *written, *wait);
}

Reply post_import(App& app, const RoutedRequest& request) {
  const auto wait = waits(request);
  if (!wait) return fail(wait.error());
  if (auto ok = check_type(request.http, {"application/x-ndjson", "application/jsonl", "application/json"}); !ok)
    return fail(ok.error());
  const auto outcome = app.writes()->import(request.http.body, request.holder);
  if (!outcome) return fail(outcome.error());
  return json_reply(to_json(*outcome, is_indexed(app, outcome->seq, *wait)));
}

}  // namespace kohtaamo::server::api
