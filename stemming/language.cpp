// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/language.h"

#include <cstdio>  // CLD2's header needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/fold.h"
#include "stemming/stop_words.h"
#include "stemming/workbench.h"

namespace kohtaamo::stemming {
namespace {

struct LanguageRow {
  Language language;
  std::string_view code, code3;  // ISO 639-1 and 639-2
  CLD2::Language cld2;
};
constexpr std::array language_table{
    LanguageRow{Language::fi, "fi", "fin", CLD2::FINNISH},
    LanguageRow{Language::sv, "sv", "swe", CLD2::SWEDISH},
    LanguageRow{Language::en, "en", "eng", CLD2::ENGLISH},
};

constexpr std::size_t max_bytes_read = 8192;      // the start of a text tells as much as all of it
constexpr std::size_t max_words_asked = 64;       // of the dictionaries
constexpr std::size_t min_letters_for_cld2 = 32;  // below this CLD2 errs: it takes "batteriåtervinning" for English
constexpr double min_real_text_score = 400;       // CLD2's figure is about 1000 for real text and low for a bad guess

// The first words of a text, folded: well-formed UTF-8 whatever the text was.
std::vector<std::string> first_words(std::string_view utf8, Workbench& bench) {
  bench.tools_of(Language::fi).segmenter.segment(utf8.substr(0, max_bytes_read), bench.segments);
  std::vector<std::string> words;
  for (const Segment& segment : bench.segments) {
    if (segment.is_number) continue;
    fold_word(utf8.substr(segment.bytes.begin, segment.bytes.end - segment.bytes.begin), bench.word);
    if (!bench.word.empty()) words.push_back(bench.word);
  }
  return words;
}

// What CLD2 says. Nothing: it does not say; a language of the world that is not ours: `is_foreign`.
struct Verdict {
  std::optional<Language> language{};
  bool is_foreign = false;
  bool is_reliable = false;
};

Verdict ask_cld2(const std::string& text) {
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int letters = 0;
  bool is_reliable = false;
  const bool is_plain_text = true;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), is_plain_text, &no_hints,
                                 CLD2::kCLDFlagBestEffort, languages.data(), percents.data(), scores.data(), nullptr,
                                 &letters, &is_reliable);
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || scores[0] < min_real_text_score) return {};
  const auto row = std::ranges::find(language_table, languages[0], &LanguageRow::cld2);
  if (row == language_table.end()) return {.is_foreign = true, .is_reliable = is_reliable};
  return {.language = row->language, .is_reliable = is_reliable};
}

// One vote a word and language that knows it, and one for CLD2. A tie, or fewer than half the words
// known, is no answer.
template <class IsFinnish>
std::optional<Language> vote(const std::vector<std::string>& words, const Verdict& verdict, IsFinnish&& knows) {
  std::array<std::size_t, all_languages.size()> votes{};
  const std::size_t asked = std::min(words.size(), max_words_asked);
  for (std::size_t i = 0; i < asked; ++i) {
    const std::string& word = words[i];
    const bool is_finnish = is_stop_word(word, Language::fi) || knows(word);
    const bool is_swedish = is_stop_word(word, Language::sv) || (!is_finnish && word.find("å") != std::string::npos);
    votes[static_cast<std::size_t>(Language::fi)] += is_finnish;
    votes[static_cast<std::size_t>(Language::sv)] += is_swedish;
    votes[static_cast<std::size_t>(Language::en)] += is_stop_word(word, Language::en);
  }
  if (verdict.language) ++votes[static_cast<std::size_t>(*verdict.language)];
  const auto most = std::ranges::max_element(votes);
  const bool is_tie = std::ranges::count(votes, *most) > 1;
  if (is_tie || *most <= (verdict.is_foreign ? 1U : 0U) || 2 * *most < asked) return std::nullopt;
  return static_cast<Language>(most - votes.begin());
}

}  // namespace

std::string_view to_text(Language language) { return language_table[static_cast<std::size_t>(language)].code; }

std::optional<Language> parse_language(std::string_view code) {
  std::string main(code.substr(0, code.find_first_of("-_")));
  std::ranges::transform(main, main.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const LanguageRow& row : language_table) {
    if (main == row.code || main == row.code3) return row.language;
  }
  return std::nullopt;
}

namespace {

WorkRoom& room() {
  static WorkRoom only{std::string{}};
  return only;
}

template <class IsFinnish>
std::optional<Language> detect(const std::vector<std::string>& words, IsFinnish&& knows) {
  std::string text;
  for (const std::string& word : words) text.append(word).push_back(' ');
  const Verdict verdict = ask_cld2(text);
  if (verdict.is_reliable && text.size() >= min_letters_for_cld2) return verdict.language;
  return vote(words, verdict, knows);
}

}  // namespace

std::optional<Language> detect_language(std::string_view utf8) {
  const WorkRoom::Lease bench = room().take();
  return detect(first_words(utf8, *bench), [&](const std::string& word) { return bench->finnish.knows(word); });
}

std::optional<Language> detect_language(std::string_view utf8, const Analyzer& analyzer) {
  const std::vector<std::string> words = first_words(utf8, *room().take());
  return detect(words, [&](const std::string& word) { return analyzer.terms_of(word, Language::fi)->is_known; });
}

}  // namespace kohtaamo::stemming
