// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/finnish.h"

#include <libvoikko/voikko.h>

#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include "stemming/compound.h"
#include "stemming/wide.h"

namespace kohtaamo::stemming {
namespace {

// Voikko's own limit is 255 letters. The longest words people write have some 60; made-up ones
// ("alusalusalus…", a hundred readings) cost up to 10 ms each, so there is no gain in allowing more.
constexpr std::size_t max_word_bytes = 120;

// The readings of one word; frees them at its end.
class Readings {
 public:
  Readings(VoikkoHandle* voikko, std::string_view word) {
    if (voikko == nullptr || word.size() > max_word_bytes) return;
    first_ = voikkoAnalyzeWordCstr(voikko, std::string(word).c_str());
    while (first_ != nullptr && first_[count_] != nullptr) ++count_;
  }
  ~Readings() {
    if (first_ != nullptr) voikko_free_mor_analysis(first_);
  }
  Readings(const Readings&) = delete;
  Readings& operator=(const Readings&) = delete;

  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  bool empty() const { return count_ == 0; }

 private:
  std::span<voikko_mor_analysis* const> all() const { return {first_, count_}; }

  voikko_mor_analysis** first_ = nullptr;
  std::size_t count_ = 0;
};

std::wstring_view value_of(const voikko_mor_analysis* reading, const char* key) {
  const wchar_t* value = voikko_mor_analysis_value_ucs4(reading, key);
  return value == nullptr ? std::wstring_view{} : std::wstring_view(value);
}

// "COVID-19" is looked for as covid19, too.
void add_base_form(std::wstring base, TermList& terms) {
  terms.add_base(to_utf8(base));
  if (std::erase(base, L'-') > 0) terms.add_base(to_utf8(base));
}

// A participle is how a verb is inflected ("tehnyt", "annetut"), though Voikko calls it a word of its own:
// it stands under its verb as well. Nouns made of verbs ("rahoitus") do not; that finds worse.
void add_verb_of_participle(const voikko_mor_analysis* reading, std::size_t word_length, TermList& terms) {
  if (value_of(reading, "PARTICIPLE").empty()) return;
  if (parse_structure(value_of(reading, "STRUCTURE"), word_length).size() > 1) return;
  const std::vector<WordBase> bases = parse_word_bases(value_of(reading, "WORDBASES"));
  if (bases.size() > 1) terms.add_base(to_utf8(to_lower(bases.front().text)));
}

void add_parts(const voikko_mor_analysis* reading, std::wstring_view surface, std::wstring_view base,
               bool with_base_forms, TermList& terms) {
  const Reading read{.surface = surface,
                     .base = base,
                     .structure = value_of(reading, "STRUCTURE"),
                     .word_bases = value_of(reading, "WORDBASES")};
  for (const std::wstring& part : compound_parts(read, with_base_forms)) terms.add_part(to_utf8(to_lower(part)));
}

}  // namespace

void Finnish::Close::operator()(VoikkoHandle* voikko) const { voikkoTerminate(voikko); }

Finnish::Finnish(const std::string& voikko_path) {
  // Voikko itself would quietly go on to the system's dictionaries.
  std::error_code unreadable;
  if (!voikko_path.empty() && !std::filesystem::is_directory(voikko_path + "/5", unreadable)) return;
  const char* why_not = nullptr;
  voikko_.reset(voikkoInit(&why_not, "fi", voikko_path.empty() ? nullptr : voikko_path.c_str()));
}

std::string_view Finnish::voikko_version() { return voikkoGetVersion(); }

bool Finnish::knows(std::string_view word) const { return !Readings(voikko_.get(), word).empty(); }

std::vector<std::string> Finnish::suggest(std::string_view word) const {
  std::vector<std::string> words;
  if (voikko_ == nullptr || word.size() > max_word_bytes) return words;
  char** const suggested = voikkoSuggestCstr(voikko_.get(), std::string(word).c_str());
  if (suggested == nullptr) return words;
  for (char** one = suggested; *one != nullptr; ++one) words.emplace_back(*one);
  voikkoFreeCstrArray(suggested);
  return words;
}

std::vector<FinnishReading> Finnish::readings(std::string_view word) const {
  std::vector<FinnishReading> all;
  for (const voikko_mor_analysis* reading : Readings(voikko_.get(), word))
    all.push_back({.base = to_utf8(value_of(reading, "BASEFORM")),
                   .word_class = to_utf8(value_of(reading, "CLASS")),
                   .structure = to_utf8(value_of(reading, "STRUCTURE")),
                   .word_bases = to_utf8(value_of(reading, "WORDBASES"))});
  return all;
}

bool Finnish::add_readings(std::string_view word, const AnalysisSteps& steps, TermList& terms) const {
  const Readings readings(voikko_.get(), word);
  if (readings.empty()) return false;
  const std::wstring surface = to_wide(word);
  for (const voikko_mor_analysis* reading : readings) {
    const std::wstring base = to_lower(value_of(reading, "BASEFORM"));
    add_base_form(base, terms);
    add_verb_of_participle(reading, surface.size(), terms);
    if (steps.finnish_parts) add_parts(reading, surface, base, steps.base_forms_of_parts, terms);
    if (!steps.all_readings) break;
  }
  return true;
}

bool Finnish::add_prefix_readings(std::string_view prefix, TermList& terms) const {
  const Readings readings(voikko_.get(), std::string(prefix) + '-');
  if (readings.empty()) return false;
  terms.add_base(prefix);
  for (const voikko_mor_analysis* reading : readings) {
    for (const WordBase& base : parse_word_bases(value_of(reading, "WORDBASES"))) {
      const bool is_whole_word = base.begin == 0 && base.end == to_wide(prefix).size();
      if (is_whole_word && !base.text.empty()) terms.add_base(to_utf8(to_lower(base.text)));
    }
  }
  return true;
}

std::size_t Finnish::last_part_of(std::string_view word) const {
  const std::wstring surface = to_wide(word);
  for (const voikko_mor_analysis* reading : Readings(voikko_.get(), word)) {
    const auto slices = parse_structure(value_of(reading, "STRUCTURE"), surface.size());
    if (slices.size() > 1) return to_utf8(std::wstring_view(surface).substr(0, slices.back().begin)).size();
  }
  return 0;
}

}  // namespace kohtaamo::stemming
