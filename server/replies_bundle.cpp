// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_upon_match.h"

#include "server/replies_hit.h"
#include "server/replies_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

void write_requirement(JsonWriter& writer, const Requirement& requirement) {
  write_text(writer, "code", requirement.code);
  write_text(writer, "basis", to_text(requirement.basis));
}

void write_parts(JsonWriter& writer, const std::vector<BundlePart>& parts, const HitView& view) {
  config::write_key(writer, "parts");
  writer.StartArray();
  for (const BundlePart& part : parts) {
    writer.StartObject();
    write_texts(writer, "covers", part.covers);
    write_texts(writer, "linked_to", part.linked_to);
    config::write_key(writer, "match");
    write_match(writer, part.match, view);
    write_matches(writer, "others", part.others, view);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_gaps(JsonWriter& writer, const std::vector<BundleGap>& gaps, const HitView& view) {
  config::write_key(writer, "gaps");
  writer.StartArray();
  for (const BundleGap& gap : gaps) {
    writer.StartObject();
    write_requirement(writer, gap.requirement);
    write_reason(writer, "reason", gap.reason, view.language);
    write_matches(writer, "nearest", gap.nearest, view);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string to_json(const Bundle& bundle, const HitView& view, std::chrono::nanoseconds took) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  write_understood(writer, bundle.understood);
  config::write_key(writer, "requirements");
  writer.StartArray();
  for (const Requirement& requirement : bundle.requirements) {
    writer.StartObject();
    write_requirement(writer, requirement);
    writer.EndObject();
  }
  writer.EndArray();
  write_parts(writer, bundle.parts, view);
  write_gaps(writer, bundle.gaps, view);
  write_text(writer, "generation", bundle.state.tag());
  write_number(writer, "took_ms", milliseconds_of(took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
