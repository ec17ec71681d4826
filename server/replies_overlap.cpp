// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"
#include "server/replies_match.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

void write_concepts(JsonWriter& writer, const std::vector<corpora::LocalText>& concepts) {
  config::write_key(writer, "concepts");
  writer.StartArray();
  for (const corpora::LocalText& label : concepts) {
    writer.StartObject();
    for (const stemming::Language language : stemming::all_languages)
      if (!label.in(language).empty()) write_text(writer, to_text(language), label.in(language));
    writer.EndObject();
  }
  writer.EndArray();
}

void write_pairs(JsonWriter& writer, std::string_view name, const std::vector<Overlapping>& pairs,
                 const HitView& view) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Overlapping& pair : pairs) {
    writer.StartObject();
    write_record_members(writer, pair.record, view);
    config::write_key(writer, "resemblance");
    pair.resemblance ? writer.Double(*pair.resemblance) : writer.Null();
    write_number(writer, "shared_concepts", pair.shared_concepts);
    write_concepts(writer, pair.concepts);
    write_texts(writer, "shared_target_groups", pair.target_groups);
    write_text(writer, "same_time", to_text(pair.same_time));
    write_text(writer, "other_owner", to_text(pair.other_owner));
    write_reason(writer, "invitation", pair.invitation, view.language);
    const bool has_own = pair.record.contact != corpora::Contact{};
    write_contact(writer, has_own || !pair.owner ? pair.record : *pair.owner, view);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string to_json(const Overlap& overlap, const HitView& view, std::chrono::nanoseconds took) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  write_reason(writer, "invitation", overlap.invitation, view.language);
  write_pairs(writer, "near_duplicates", overlap.near_duplicates, view);
  write_pairs(writer, "overlapping", overlap.overlapping, view);
  write_count(writer, "compared", overlap.compared);
  write_number(writer, "took_ms", milliseconds_of(took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
