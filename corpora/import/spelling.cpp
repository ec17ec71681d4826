// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "config/json.h"
#include "corpora/date.h"
#include "corpora/identifiers.h"
#include "corpora/import/licence_text.h"
#include "corpora/import/percent.h"
#include "corpora/time_of_day.h"

namespace kohtaamo::corpora {
namespace {

using Spelled = std::optional<std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The first four digits together that are a year.
Spelled year_of(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const std::string_view four = text.substr(at, 4);
    const bool is_whole = (at == 0 || !is_digit(text[at - 1])) && (at + 4 == text.size() || !is_digit(text[at + 4]));
    if (is_whole && std::ranges::all_of(four, is_digit) && (four[0] == '1' || four[0] == '2')) return std::string(four);
  }
  return std::nullopt;
}

// A whole day; a year or a month alone are none.
Spelled day_of(std::string_view text) {
  const auto day = parse_date(text);
  return day ? Spelled(to_text(*day)) : std::nullopt;
}

Spelled vat_of(std::string_view text) {  // of other countries the digits may look the same
  return text.starts_with("FI") ? y_tunnus_of(text) : std::nullopt;
}

Spelled encoded(std::string_view text) { return percent_encoded(text); }

// {"care":[1,3],"shared":[0]} -> "shared care … care": an abstract as OpenAlex keeps it.
Spelled text_of_positions(std::string_view json) {
  constexpr std::int64_t most_words = 20'000;
  const auto words = config::parse_json(json);
  if (!words || !words->IsObject()) return std::nullopt;
  std::map<std::int64_t, std::string_view> by_place;
  for (const auto& word : words->GetObject()) {
    if (!word.value.IsArray()) return std::nullopt;
    for (const config::JsonValue& place : word.value.GetArray())
      if (place.IsInt64() && place.GetInt64() >= 0 && place.GetInt64() < most_words)
        by_place.emplace(place.GetInt64(), config::string_of(word.name));
  }
  std::string text;
  constexpr std::size_t most_bytes = 1 << 20;  // a long word in many places would grow without end
  for (const auto& [place, word] : by_place) {
    if (text.size() + word.size() + 1 > most_bytes) break;
    text.append(text.empty() ? "" : " ").append(word);
  }
  return text;
}

// Of an abstract in JATS the heading "Abstract", which says nothing; the markup goes when texts are cleaned.
Spelled jats_of(std::string_view text) {
  constexpr std::string_view opening = "<jats:title>", closing = "</jats:title>";
  constexpr std::size_t longest_heading = 20;
  const std::size_t begin = text.find(opening), end = text.find(closing);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return std::string(text);
  const std::size_t length = end - begin - opening.size();
  const bool is_first = text.substr(0, begin).find_first_not_of(" \t\r\n") == std::string_view::npos;
  const bool is_followed = text.substr(end + closing.size()).find(opening) == std::string_view::npos;
  if (!is_first || !is_followed || length > longest_heading) return std::string(text);
  return std::string(text.substr(end + closing.size()));
}

struct Spelling {
  std::string_view name{};
  Spelled (*read)(std::string_view text) = nullptr;
};
constexpr std::array spellings{Spelling{"day", day_of},
                               Spelling{"doi", doi_of},
                               Spelling{"encoded", encoded},
                               Spelling{"finnish_vat", vat_of},
                               Spelling{"id", [](std::string_view text) { return Spelled(id_text(text)); }},
                               Spelling{"jats", jats_of},
                               Spelling{"orcid", orcid_of},
                               Spelling{"positions", text_of_positions},
                               Spelling{"ror", ror_of},
                               Spelling{"spdx", spdx_of},
                               Spelling{"time", time_in_helsinki},
                               Spelling{"y_tunnus", y_tunnus_of},
                               Spelling{"year", year_of}};

const Spelling* find_spelling(std::string_view name) {
  const auto found = std::ranges::find(spellings, name, &Spelling::name);
  return found == spellings.end() ? nullptr : &*found;
}

}  // namespace

std::string id_text(std::string_view id_at_source) {
  constexpr std::string_view blanks = " \t\r\n";
  std::string text;
  while (true) {
    const std::size_t begin = id_at_source.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return text;
    const std::size_t end = std::min(id_at_source.find_first_of(blanks, begin), id_at_source.size());
    text.append(text.empty() ? "" : "_").append(id_at_source.substr(begin, end - begin));
    id_at_source.remove_prefix(end);
  }
}

std::vector<std::string_view> spelling_names() {
  std::vector<std::string_view> names;
  for (const Spelling& spelling : spellings) names.push_back(spelling.name);
  return names;
}

bool is_spelling(std::string_view name) { return find_spelling(name) != nullptr; }

std::string spelled_as(std::string_view name, const std::string& text) {
  const Spelling* spelling = find_spelling(name);
  return spelling ? spelling->read(text).value_or("") : text;
}

}  // namespace kohtaamo::corpora
