// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// query_plan.h — from a tree of words to what Xapian searches.
//
// Given   a parsed query, or a long text, and the language it is in (or none: then all three); what is
//         known of concepts and translations.
// Gives   a Xapian query, and its clauses: the weighted leaves, whose weights add up to the score of
//         a hit; and the terms that a snippet marks.
// Never   looks at filters, pages or records.
// Threads pure functions; the Analyzer is shared.
//
// Example (fi)  kärkihankkeiden rahoitus
//   clause "kärkihankkeiden"   kärkihanke OR 0.45 * (kärki OR hanke)
//   clause "rahoitus"          rahoitus OR 0.5 * (fund or financ)
//   clause rahoitus (concept)  0.3 * (the concept OR 0.5 * what is narrower)
//   clause "kärkihankkeiden rahoitus"   in a title that has both beside each other
// The readings of one word share one word's weight (OP_SYNONYM), as do its translations into one
// language; parts, synonyms, translations and concepts count less (settings, LANGUAGE.md). The synonyms of an
// expression of several words are a clause of their own.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/marked_terms.h"
#include "server/search/query.h"
#include "server/search/word_tree.h"
#include "stemming/analyzer.h"
#include "stemming/knowledge.h"

namespace kohtaamo::server {

// How a record's term answers a word of the query.
enum class Reached : std::uint8_t {
  base_form,
  compound_part,
  prefix,
  phrase,
  synonym,
  translation,
  shared_concept,
  narrower_concept,
  neighbour,    // in a title beside the word that it stands beside in the query
  recency,      // not a word: how new the record is
  completeness  // not a word: how much it tells
};
std::string_view to_text(Reached reached);

struct ReachedTerm {
  std::string text{};  // without the prefix of a field
  Reached reached = Reached::base_form;
  std::optional<stemming::Language> language{};  // of a translation
};

struct Clause {
  std::string text{};                // what was typed, or the label of a concept
  std::string field{};               // empty: all fields
  std::vector<ReachedTerm> terms{};  // what it became, nearest first
  std::string concept_uri{};         // of a concept alone
  Xapian::Query query{};             // its share of the whole
  std::optional<Reached> prior{};    // of what is no word of the query (priors.h)
};

struct PhraseToCheck {                            // positions are kept of titles and summaries only
  std::vector<std::vector<std::string>> words{};  // at each place the base forms that fit
};

// A text to find what is alike by, in parts: of a record, the title counts more than the body.
struct LongText {
  struct Part {
    std::string_view text{};
    std::optional<stemming::Language> language{};  // none: detected
    double weight = 1;                             // how often a word of it counts
  };
  std::vector<Part> parts{};
  std::size_t max_terms = 40;
  std::size_t max_terms_of_long = 40;                       // when it has more than many_words different ones
  std::function<double(const std::string& term)> factor{};  // of a term's weight; none: 1
  bool is_query = false;                                    // somebody typed it: what is there twice is not meant twice
};
inline constexpr std::size_t many_words = 200;

struct QueryPlan {
  Xapian::Query query{};  // empty: nothing was typed, so everything matches
  WordTree words{};       // what the query adds up, where it is of words side by side alone
  std::vector<Clause> clauses{};
  std::vector<MarkedTerm> marked_terms{};       // without prefix
  std::vector<stemming::Language> languages{};  // that the words were read in
};

// Plans hold for any database, except phrases: records whose body holds the phrase are looked up among
// the best `max_phrase_candidates` that have all its words.
class QueryPlanner {
 public:
  // Without knowledge, a query finds its own words alone.
  QueryPlanner(const stemming::Analyzer& analyzer, const stemming::Knowledge* knowledge,
               const config::RankingSettings& ranking, const config::SearchSettings& limits)
      : analyzer_(analyzer), knowledge_(knowledge), ranking_(ranking), limits_(limits) {}

  QueryPlan plan(const QueryNode& root, std::optional<stemming::Language> language,
                 const Xapian::Database& database) const;

  // A long text as a loose query of its best terms by wdf * idf (LANGUAGE.md section 3).
  QueryPlan plan_long_text(const LongText& text, const Xapian::Database& database) const;
  QueryPlan plan_long_text(std::string_view text, std::optional<stemming::Language> language, std::size_t max_terms,
                           const Xapian::Database& database) const;

  // The languages to read the words in: the one given, the one detected, or all.
  std::vector<stemming::Language> languages_for(std::string_view text,
                                                std::optional<stemming::Language> language) const;

 private:
  class Walk;
  const stemming::Analyzer& analyzer_;
  const stemming::Knowledge* knowledge_;
  const config::RankingSettings& ranking_;
  const config::SearchSettings& limits_;
};

// A query of its own: Xapian counts the users of its constant MatchAll without a lock.
Xapian::Query everything();

Xapian::BM25Weight bm25(const config::RankingSettings& ranking);

}  // namespace kohtaamo::server
