// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"
#include "server/replies_match.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

void write_rule(JsonWriter& writer, const std::vector<RulePart>& rule, const HitView& view) {
  config::write_key(writer, "rule");
  writer.StartArray();
  for (const RulePart& part : rule) {
    writer.StartObject();
    write_text(writer, "kind", to_text(part.kind));
    write_text(writer, "code", part.code);
    write_count(writer, "required", part.required);
    write_count(writer, "have", part.have);
    write_flag(writer, "open", part.is_open());
    write_reason(writer, "reason", part.reason, view.language);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_members(JsonWriter& writer, const std::vector<Member>& members, const HitView& view) {
  config::write_key(writer, "members");
  writer.StartArray();
  for (const Member& member : members) {
    writer.StartObject();
    write_flag(writer, "asker", member.is_asker);
    config::write_key(writer, "fills");
    writer.StartArray();
    for (const std::size_t part : member.fills) writer.Int64(static_cast<std::int64_t>(part));
    writer.EndArray();
    write_text(writer, "country", member.country);
    write_texts(writer, "offers", member.offers);
    write_contact(writer, member.match.record, view);
    config::write_key(writer, "match");
    write_match(writer, member.match, view);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string to_json(const Consortium& consortium, const HitView& view, std::chrono::nanoseconds took) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "call");
  writer.StartObject();
  write_record_members(writer, consortium.call, view);
  writer.EndObject();
  write_rule(writer, consortium.rule, view);
  write_members(writer, consortium.members, view);
  write_text(writer, "generation", consortium.state.tag());
  write_number(writer, "took_ms", milliseconds_of(took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
