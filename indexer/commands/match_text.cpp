// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/match_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "config/json.h"
#include "corpora/record.h"

namespace kohtaamo::indexer {
namespace {

using config::JsonValue;
using config::Result;
using config::string_of;

constexpr config::JsonLimits limits{.max_values = 5'000'000};

bool has_text(const JsonValue& object, const char* name) { return object.HasMember(name) && object[name].IsString(); }
bool has_number(const JsonValue& object, const char* name) { return object.HasMember(name) && object[name].IsNumber(); }
bool has_list(const JsonValue& object, const char* name) { return object.HasMember(name) && object[name].IsArray(); }

bool has_reason(const JsonValue& object) {
  if (!object.HasMember("reason")) return false;
  const JsonValue& reason = object["reason"];
  return reason.IsNull() || (reason.IsObject() && has_text(reason, "text"));
}

bool is_signal(const JsonValue& signal) {
  return signal.IsObject() && has_number(signal, "value") && has_number(signal, "weight") && has_reason(signal);
}

bool is_check(const JsonValue& check) { return check.IsObject() && has_text(check, "verdict") && has_reason(check); }

bool is_match(const JsonValue& match) {
  return match.IsObject() && match.HasMember("rank") && match["rank"].IsInt64() && has_number(match, "score") &&
         has_text(match, "strength") && has_text(match, "id") && match.HasMember("title") &&
         match["title"].IsObject() && has_list(match, "signals") &&
         std::ranges::all_of(match["signals"].GetArray(), is_signal) && has_list(match, "checks") &&
         std::ranges::all_of(match["checks"].GetArray(), is_check);
}

bool is_answer(const JsonValue& answer) {
  return answer.IsObject() && has_list(answer, "matches") && has_list(answer, "near_misses") &&
         std::ranges::all_of(answer["matches"].GetArray(), is_match) &&
         std::ranges::all_of(answer["near_misses"].GetArray(), is_match);
}

std::string_view sentence_of(const JsonValue& object) {
  const JsonValue& reason = object["reason"];
  return reason.IsNull() ? std::string_view() : string_of(reason["text"]);
}

std::string title_of(const JsonValue& match, stemming::Language language) {
  corpora::LocalText title;
  for (const stemming::Language one : stemming::all_languages)
    if (const std::string name(to_text(one)); has_text(match["title"], name.c_str()))
      title.in(one) = string_of(match["title"][name]);
  return title.best(language);
}

void add_matches(std::string& text, const JsonValue& matches, stemming::Language language) {
  const auto out = std::back_inserter(text);
  for (const JsonValue& match : matches.GetArray()) {
    fmt::format_to(out, "{:3}  {:.3f}  {:8}  {}  {}\n", match["rank"].GetInt64(), match["score"].GetDouble(),
                   string_of(match["strength"]), string_of(match["id"]), title_of(match, language));
    for (const JsonValue& signal : match["signals"].GetArray())
      fmt::format_to(out, "       {:.2f} of weight {:g}  {}\n", signal["value"].GetDouble(),
                     signal["weight"].GetDouble(), sentence_of(signal));
    for (const JsonValue& check : match["checks"].GetArray())
      fmt::format_to(out, "       {}: {}\n", string_of(check["verdict"]), sentence_of(check));
  }
}

}  // namespace

Result<std::string> match_text(std::string_view json, stemming::Language language) {
  const auto answer = config::parse_json(json, limits);
  if (!answer) return config::fail(answer.error());
  if (!is_answer(*answer)) return config::fail(config::ErrorCode::bad_request, "this is no answer to a match");
  const JsonValue& matches = (*answer)["matches"];
  const JsonValue& near_misses = (*answer)["near_misses"];
  std::string text;
  add_matches(text, matches, language);
  if (!near_misses.Empty()) text += "near misses\n";
  add_matches(text, near_misses, language);
  return text + fmt::format("{} matches, {} near misses\n", matches.Size(), near_misses.Size());
}

}  // namespace kohtaamo::indexer
