// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "indexer/record_parts.h"
#include "server/replies_hit.h"
#include "server/replies_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

// From which words of the text each was read.
void write_readings(JsonWriter& writer, const std::vector<Reading>& readings) {
  config::write_key(writer, "read_from");
  writer.StartArray();
  for (const Reading& reading : readings) {
    writer.StartObject();
    write_text(writer, "member", reading.member);
    write_text(writer, "value", reading.value);
    write_text(writer, "quote", reading.quote);
    write_count(writer, "begin", reading.bytes.begin);
    write_count(writer, "end", reading.bytes.end);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

void write_understood(JsonWriter& writer, const Asker& asker) {
  config::write_key(writer, "understood");
  writer.StartObject();
  write_languages(writer, "languages", asker.languages);
  write_texts(writer, "terms", asker.terms);
  write_texts(writer, "concepts", asker.concepts);
  write_texts(writer, "target_groups", asker.target_groups);
  write_texts(writer, "regions", asker.regions);
  write_text(writer, "stage", asker.stage);
  write_text(writer, "applicant_type", asker.applicant_type);
  if (asker.amount_eur) write_number(writer, "amount_eur", *asker.amount_eur);
  if (asker.own_funding_eur) write_number(writer, "own_funding_eur", *asker.own_funding_eur);
  if (asker.start_by) write_text(writer, "start_by", corpora::to_text(*asker.start_by));
  if (asker.partners) write_count(writer, "partners", *asker.partners);
  if (asker.countries) write_count(writer, "countries", *asker.countries);
  write_texts(writer, "partner_types", asker.partner_types);
  write_readings(writer, asker.readings);
  writer.EndObject();
}

namespace {

void write_labels(JsonWriter& writer, std::string_view name, const std::vector<corpora::LocalText>& labels) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const corpora::LocalText& label : labels) {
    writer.StartObject();
    for (const stemming::Language language : stemming::all_languages)
      if (!label.in(language).empty()) write_text(writer, to_text(language), label.in(language));
    writer.EndObject();
  }
  writer.EndArray();
}

void write_value(JsonWriter& writer, const ReasonValue& value) {
  switch (value.kind) {
    case ReasonValue::Kind::words:
    case ReasonValue::Kind::codes:
      return write_texts(writer, value.name, value.texts);
    case ReasonValue::Kind::labels:
      return write_labels(writer, value.name, value.labels);
    case ReasonValue::Kind::euros:
    case ReasonValue::Kind::count:
      return write_number(writer, value.name, value.number);
    case ReasonValue::Kind::day:
      return write_text(writer, value.name, corpora::to_text(value.day));
  }
}

}  // namespace

void write_reason(JsonWriter& writer, std::string_view name, const Reason& reason, stemming::Language language) {
  config::write_key(writer, name);
  write_reason(writer, reason, language);
}

void write_reason(JsonWriter& writer, const Reason& reason, stemming::Language language) {
  if (reason.key.empty()) {
    writer.Null();
    return;
  }
  writer.StartObject();
  write_text(writer, "text", sentence(reason, to_text(language)));
  write_text(writer, "key", reason.key);
  config::write_key(writer, "values");
  writer.StartObject();
  for (const ReasonValue& value : reason.values) write_value(writer, value);
  writer.EndObject();
  writer.EndObject();
}

bool hides_contact(const corpora::Record& record) {
  if (indexer::is_confidential(record)) return true;
  const auto* actor = std::get_if<corpora::Actor>(&record.details);
  return actor != nullptr && (actor->privacy.hide_contact.value_or(false) || actor->privacy.objected.value_or(false));
}

void write_contact(JsonWriter& writer, const corpora::Record& record, const HitView& view) {
  config::write_key(writer, "contact");
  const corpora::Contact& contact = record.contact;
  if (hides_contact(record) || (contact.actor.empty() && contact.role_address.empty() && contact.form_url.empty())) {
    writer.Null();
    return;
  }
  writer.StartObject();
  if (!contact.actor.empty()) write_text(writer, "url", page_of(contact.actor, view));
  if (!contact.form_url.empty()) write_text(writer, "form_url", contact.form_url);
  if (!contact.role_address.empty()) write_text(writer, "role_address", contact.role_address);
  writer.EndObject();
}

namespace {

// The shares add up to the score.
void write_signals(JsonWriter& writer, const std::vector<Signal>& signals, stemming::Language language) {
  const double weights = std::accumulate(signals.begin(), signals.end(), 0.0,
                                         [](double sum, const Signal& signal) { return sum + signal.weight; });
  config::write_key(writer, "signals");
  writer.StartArray();
  for (const Signal& signal : signals) {
    writer.StartObject();
    write_text(writer, "name", signal.name);
    write_number(writer, "weight", signal.weight);
    write_number(writer, "value", signal.value);
    write_number(writer, "share", weights > 0 ? signal.weight * signal.value / weights : 0);
    write_reason(writer, "reason", signal.reason, language);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_checks(JsonWriter& writer, const std::vector<Check>& checks, stemming::Language language) {
  config::write_key(writer, "checks");
  writer.StartArray();
  for (const Check& check : checks) {
    writer.StartObject();
    write_text(writer, "name", check.name);
    write_text(writer, "verdict", to_text(check.verdict));
    write_reason(writer, "reason", check.reason, language);
    if (check.change) write_reason(writer, "change", *check.change, language);
    if (!check.quote.empty()) write_text(writer, "quote", check.quote);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

void write_match(JsonWriter& writer, const Match& match, const HitView& view) {
  writer.StartObject();
  write_count(writer, "rank", match.rank);
  write_number(writer, "score", match.score);
  write_text(writer, "strength", to_text(match.strength));
  write_record_members(writer, match.record, view);
  write_signals(writer, match.signals, view.language);
  write_checks(writer, match.checks, view.language);
  write_snippet(writer, "passage", match.passage, {}, match.passage_language);
  write_texts(writer, "twins", match.twins);
  writer.EndObject();
}

void write_matches(JsonWriter& writer, std::string_view name, const std::vector<Match>& matches, const HitView& view) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Match& match : matches) write_match(writer, match, view);
  writer.EndArray();
}

std::string to_json(const MatchResult& result, const HitView& view, std::chrono::nanoseconds took) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  write_understood(writer, result.understood);
  write_matches(writer, "matches", result.matches, view);
  write_matches(writer, "near_misses", result.near_misses, view);
  write_text(writer, "generation", result.state.tag());
  write_number(writer, "took_ms", milliseconds_of(took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
