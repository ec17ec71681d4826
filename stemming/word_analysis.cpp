// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/word_analysis.h"

#include <algorithm>

#include "stemming/stop_words.h"

namespace kohtaamo::stemming {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

// Letters, hyphens and apostrophes: a word of a language, not a code or an address.
bool is_plain(std::string_view word) {
  return std::ranges::none_of(word, [](char c) { return is_digit(c) || c == '_' || c == '.' || c == '@'; });
}

// Analyses one word; lives as long as that takes.
class WordAnalysis {
 public:
  WordAnalysis(Language language, const ReadingMeans& means, Workbench& bench)
      : language_(language), means_(means), bench_(bench) {}

  // Whether the word is known.
  bool add(const std::string& word, TermList& terms) {
    if (is_number(word)) {
      terms.add_base(word);
      return true;
    }
    if (is_chain(word)) {
      terms.add_base(word);
      return false;
    }
    if (add_finnish_readings(word, terms)) return true;
    if (word.find('-') != std::string::npos) return add_hyphenated(word, terms);
    if (has_finnish() && bench_.finnish.add_prefix_readings(word, terms)) return true;
    if (language_ == Language::sv && means_.steps.swedish_dictionary && is_plain(word))
      means_.swedish.add_terms(word, bench_.tools_of(language_).snowball, terms);
    else
      terms.add_base(is_plain(word) ? stem(word) : word);
    return language_ != Language::fi && is_plain(word);
  }

 private:
  // "a-b-c-d-…": no word that people write has so many elements, and each would cost an analysis.
  static bool is_chain(const std::string& word) {
    constexpr std::ptrdiff_t most_hyphens = 8;
    return std::ranges::count(word, '-') > most_hyphens;
  }

  bool has_finnish() const { return language_ == Language::fi && means_.steps.finnish_dictionary; }

  bool add_finnish_readings(const std::string& word, TermList& terms) {
    return has_finnish() && bench_.finnish.add_readings(word, means_.steps, terms);
  }

  std::string stem(const std::string& word) { return bench_.tools_of(language_).snowball.stem(word); }

  // "hyvinvointi-alue" is a known word with a hyphen too many; otherwise only the last element of
  // "thl-hankkeessa" is inflected, and the elements are parts.
  bool add_hyphenated(const std::string& word, TermList& terms) {
    std::string joined = word;
    std::erase(joined, '-');
    if (add_finnish_readings(joined, terms)) return true;
    bool is_known = true;
    TermList elements, last;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < word.size(); begin = end + 1) {
      end = std::min(word.find('-', begin), word.size());
      const std::string element = word.substr(begin, end - begin);
      if (element.empty()) continue;
      last = {};
      is_known = add(element, last) && is_known;
      for (const std::string& base : last.bases()) terms.add_part(base);
    }
    const std::size_t last_begin = word.rfind('-') + 1;
    for (const std::string& base : last.bases()) terms.add_base(word.substr(0, last_begin) + base);
    add_joined(joined, word, last, terms);
    return is_known;
  }

  void add_joined(const std::string& joined, const std::string& word, const TermList& last, TermList& terms) {
    if (language_ != Language::fi) return terms.add_base(stem(joined));  // as the word without hyphens
    std::string head = word.substr(0, word.rfind('-'));
    std::erase(head, '-');
    for (const std::string& base : last.bases()) terms.add_base(head + base);
  }

  Language language_;
  const ReadingMeans& means_;
  Workbench& bench_;
};

bool is_stop(const std::string& folded, Language language, bool is_known, const TermList& terms) {
  if (is_stop_word(folded, language)) return true;
  const auto is_listed = [&](const std::string& base) { return is_stop_word(base, language); };
  return language == Language::fi && is_known && std::ranges::all_of(terms.bases(), is_listed);
}

}  // namespace

WordTerms analyze_word(const std::string& folded, Language language, const ReadingMeans& means, Workbench& bench) {
  if (folded.empty()) return {};
  TermList terms;
  const bool is_known = WordAnalysis(language, means, bench).add(folded, terms);
  const bool is_stop_word = is_stop(folded, language, is_known, terms);
  return {.terms = terms.take(), .is_stop_word = is_stop_word, .is_known = is_known};
}

}  // namespace kohtaamo::stemming
