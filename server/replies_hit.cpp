// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"

#include <cmath>

#include "corpora/effective_status.h"
#include "indexer/record_parts.h"
#include "server/http_message.h"

namespace kohtaamo::server {

using config::JsonWriter;

void write_text(JsonWriter& writer, std::string_view name, std::string_view text) {
  config::write_key(writer, name);
  config::write_string(writer, text);
}

void write_texts(JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const std::string& text : texts) config::write_string(writer, text);
  writer.EndArray();
}

void write_number(JsonWriter& writer, std::string_view name, double number) {
  config::write_key(writer, name);
  writer.Double(number);
}

void write_flag(JsonWriter& writer, std::string_view name, bool is_set) {
  config::write_key(writer, name);
  writer.Bool(is_set);
}

void write_local(JsonWriter& writer, std::string_view name, const corpora::LocalText& text) {
  config::write_key(writer, name);
  writer.StartObject();
  for (const stemming::Language language : stemming::all_languages)
    if (!text.in(language).empty()) write_text(writer, to_text(language), text.in(language));
  writer.EndObject();
}

HttpReply json_reply(std::string json) { return {.content_type = "application/json", .body = std::move(json)}; }

std::string page_of(const corpora::RecordId& id, const HitView& view) {
  return std::string(view.public_url) + "/" + std::string(to_text(view.language)) + "/records/" + percent_encode(id);
}

double milliseconds_of(std::chrono::nanoseconds took) {
  constexpr double microseconds_of_ms = 1'000;
  return std::round(std::chrono::duration<double, std::micro>(took).count()) / microseconds_of_ms;
}

void write_segments(JsonWriter& writer, std::string_view name, const std::vector<Segment>& segments) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Segment& segment : segments) {
    writer.StartObject();
    write_text(writer, "text", segment.text);
    write_flag(writer, "hit", segment.is_hit);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_snippet(JsonWriter& writer, std::string_view name, const Snippet& snippet, std::string_view member,
                   stemming::Language language) {
  config::write_key(writer, name);
  if (snippet.segments.empty()) {
    writer.Null();
    return;
  }
  writer.StartObject();
  if (!member.empty()) write_text(writer, "field", member);
  write_text(writer, "language", to_text(language));
  write_segments(writer, "segments", snippet.segments);
  write_flag(writer, "cut_before", snippet.is_cut_before);
  write_flag(writer, "cut_after", snippet.is_cut_after);
  writer.EndObject();
}

void write_languages(JsonWriter& writer, std::string_view name, const std::vector<stemming::Language>& languages) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const stemming::Language language : languages) config::write_string(writer, to_text(language));
  writer.EndArray();
}

namespace {

void write_given(JsonWriter& writer, std::string_view name, const std::string& text) {
  if (!text.empty()) write_text(writer, name, text);
}

void write_given(JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) write_texts(writer, name, texts);
}

void write_day(JsonWriter& writer, std::string_view name, std::optional<corpora::Date> day) {
  if (day) write_text(writer, name, corpora::to_text(*day));
}

void write_call_members(JsonWriter& writer, const corpora::Call& call, corpora::Date today) {
  const corpora::CallDates dates = corpora::dates_of(call);
  write_text(writer, "status", corpora::effective_status(dates, today));
  write_day(writer, "opens", call.opens);
  write_day(writer, "next_deadline", corpora::next_deadline(dates, today));
  if (call.amount.max_grant) write_number(writer, "max_grant", *call.amount.max_grant);
  write_given(writer, "currency", call.amount.currency);
}

std::vector<std::string> region_keys(const corpora::Record& record) {
  std::vector<std::string> keys;
  for (const corpora::Region& region : record.regions) keys.push_back(region.key());
  return keys;
}

}  // namespace

void write_record_members(JsonWriter& writer, const corpora::Record& record, const HitView& view) {
  write_text(writer, "id", record.id);
  write_text(writer, "type", to_text(record.type()));
  write_local(writer, "title", record.title);
  write_local(writer, "summary", record.summary);
  if (indexer::is_confidential(record))
    write_text(writer, "visibility", record.visibility);
  else
    write_text(writer, "url", page_of(record.id, view));
  write_text(writer, "language", to_text(indexer::main_language(record)));
  write_given(writer, "stage", record.stage);
  write_given(writer, "regions", region_keys(record));
  write_given(writer, "target_groups", record.target_groups);
  write_given(writer, "themes", record.themes);
  write_given(writer, "sectors", record.sectors);
  write_given(writer, "quality", record.quality);
  write_given(writer, "source", record.provenance.source);
  write_given(writer, "licence", record.licence);
  write_day(writer, "modified", record.dates.modified);
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) write_call_members(writer, *call, view.today);
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    if (innovation->evidence.level) write_count(writer, "evidence", *innovation->evidence.level);
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details))
    write_given(writer, "actor_type", actor->actor_type);
  if (const auto* resource = std::get_if<corpora::Resource>(&record.details))
    write_given(writer, "resource_kind", resource->kind);
}

void write_records(JsonWriter& writer, std::string_view name, const std::vector<corpora::Record>& records,
                   const HitView& view) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const corpora::Record& record : records) {
    writer.StartObject();
    write_record_members(writer, record, view);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace kohtaamo::server
