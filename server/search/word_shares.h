// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_shares.h — what each word of a plan brings to it: clauses, one after the other.
//
// Given   words as the analyzer reads them, the languages they are in, what is known of concepts and translations.
// Gives   the tree of each, and its clause in the plan: readings as one, parts, synonyms and
//         translations for less; and the concepts that a text names, each a share of its own.
//         Nothing is translated into a language that the index holds no text in: its words would find nothing,
//         and those that look alike would disturb.
// Never   knows how the words are joined: query_plan.cpp does for what is typed, long_text_plan.cpp for texts.
// Threads one object for one plan.

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/query_plan.h"
#include "stemming/analyzer.h"
#include "stemming/knowledge.h"

namespace kohtaamo::server {

// The base forms and the parts of a word in some languages, each text once.
struct WordReadings {
  std::string_view typed{};  // as it stands in the text
  std::vector<std::string> bases{}, parts{};
  std::vector<std::string> meant{};  // read in one language: the base it is written as, else all (meant_bases.h)
  bool is_stop_word = true;          // in every language
};

// The words of a text, read in all the languages. The languages cut the same text at the same places,
// up to a few signs; words of other languages than the first are met by their first byte.
std::vector<WordReadings> read_words(const stemming::Analyzer& analyzer, std::string_view text,
                                     const std::vector<stemming::Language>& languages);

class WordShares {
 public:
  // Without knowledge, a word finds itself alone. All of it outlives the object.
  WordShares(const stemming::Analyzer& analyzer, const stemming::Knowledge* knowledge,
             const config::RankingSettings& ranking, std::vector<stemming::Language> languages,
             const Xapian::Database& database)
      : analyzer_(analyzer), knowledge_(knowledge), ranking_(ranking), database_(database) {
    read_in(std::move(languages));
  }

  void read_in(std::vector<stemming::Language> languages) { plan_.languages = std::move(languages); }
  const std::vector<stemming::Language>& languages() const { return plan_.languages; }

  // The share of one word: its readings as one, its parts and translations for less.
  WordTree readings(const WordReadings& word, const std::string& typed, const std::string& field);

  // The shares of the expressions of several words that have other names: "Euroopan sosiaalirahasto" is ESR as
  // well. A word without readings breaks them off.
  std::vector<WordTree> synonyms_of_several(const std::vector<WordReadings>& words);

  // Each two words that follow each other, where a title has them side by side: a fixed weight, from how rare both are
  // in titles (the idf of BM25). A word without readings breaks them off.
  std::vector<WordTree> neighbours(const std::vector<WordReadings>& words);

  // The concepts that a text names, beside its words.
  WordTree concepts(std::string_view text, std::size_t most);

  // In how many documents a word stands: in its base form, else in another language, else in parts.
  Xapian::doccount frequency(const WordReadings& word) const;

  // A clause of another making; its terms are marked.
  void add(Clause clause);

  // The plan with all clauses so far, searching for this.
  QueryPlan take(Xapian::Query query);
  QueryPlan take(WordTree words);

 private:
  struct Translations {
    std::vector<std::string> terms{};
    double certainty = 0;  // of the surest
    stemming::Language language{};
  };
  double idf_in_titles(const std::vector<std::string>& bases) const;
  Xapian::doccount highest_frequency(const std::vector<std::string>& terms) const;
  bool is_held(stemming::Language language) const;  // by some record of the index
  WordTree other_names(const stemming::FoundExpression& found, std::string_view prefix, Clause& clause) const;
  std::vector<stemming::FoundExpression> expressions_in(const std::vector<WordReadings>& words,
                                                        stemming::Language language) const;
  std::vector<Translations> translations_of(const WordReadings& word) const;
  Translations translated(const std::vector<std::string>& terms, stemming::Language to) const;
  // Each word of a translation into the third language, translated on.
  Translations through_third(const std::vector<std::string>& terms, stemming::Language to) const;
  WordTree concept_share(const stemming::ConceptEntry& entry, stemming::Language language);
  void mark_labels(const stemming::ConceptEntry& entry);

  const stemming::Analyzer& analyzer_;
  const stemming::Knowledge* knowledge_;
  const config::RankingSettings& ranking_;
  const Xapian::Database& database_;
  QueryPlan plan_{};
  std::set<std::uint32_t> seen_concepts_{};
  mutable std::array<std::optional<bool>, stemming::all_languages.size()> is_held_{};
};

}  // namespace kohtaamo::server
