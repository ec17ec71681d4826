// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"
#include "server/replies_match.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

// Who wants to be asked says so in the adoption; the address is that of the adopter.
void write_adopter(JsonWriter& writer, const AdoptionStep& step, bool may_contact, const HitView& view) {
  config::write_key(writer, "adopter");
  if (!step.adopter) {
    writer.Null();
    return;
  }
  writer.StartObject();
  write_record_members(writer, *step.adopter, view);
  if (may_contact) write_contact(writer, *step.adopter, view);
  writer.EndObject();
}

void write_step(JsonWriter& writer, const AdoptionStep& step, const HitView& view) {
  const auto& adoption = std::get<corpora::Adoption>(step.record.details);
  writer.StartObject();
  write_record_members(writer, step.record, view);
  write_text(writer, "after", step.after);
  write_count(writer, "depth", step.depth);
  write_adopter(writer, step, adoption.may_contact.value_or(false), view);
  write_text(writer, "region", adoption.region);
  write_text(writer, "started", adoption.started ? corpora::to_text(*adoption.started) : std::string());
  write_text(writer, "adoption_status", adoption.adoption_status);
  write_local(writer, "adaptations", adoption.adaptations);
  write_text(writer, "result", adoption.result);
  write_local(writer, "advice", adoption.advice);
  config::write_key(writer, "likeness");
  step.likeness ? writer.Double(*step.likeness) : writer.Null();
  config::write_key(writer, "why_like");
  writer.StartArray();
  for (const Reason& reason : step.why_like) write_reason(writer, reason, view.language);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

std::string to_json(const Lineage& lineage, const HitView& view) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "innovation");
  writer.StartObject();
  write_record_members(writer, lineage.innovation, view);
  writer.EndObject();
  write_records(writer, "parents", lineage.parents, view);
  write_records(writer, "variants", lineage.variants, view);
  config::write_key(writer, "adoptions");
  writer.StartArray();
  for (const AdoptionStep& step : lineage.adoptions) write_step(writer, step, view);
  writer.EndArray();
  std::vector<std::string> most_like;
  for (const std::size_t place : lineage.most_like) most_like.push_back(lineage.adoptions[place].record.id);
  write_texts(writer, "most_like", most_like);
  write_flag(writer, "truncated", lineage.is_truncated);
  write_text(writer, "generation", lineage.state.tag());
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
