// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// query_plan.h — from a tree of words to what Xapian searches.
//
// Given   a parsed query, or a long text, and the language it is in (or none: then all three).
// Gives   a Xapian query, and its clauses: the weighted leaves, whose weights add up to the score of
//         a hit; and the terms that a snippet marks.
// Never   looks at filters, pages or records.
// Threads pure functions; the Analyzer is shared.
//
// Example (fi)  kärkihankkeiden rahoitus
//   clause "kärkihankkeiden"   kärkihanke OR 0.45 * (kärki OR hanke)
//   clause "rahoitus"          rahoitus
// The readings of one word share one word's weight (OP_SYNONYM); a compound's parts count less.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/query.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

struct Clause {
  std::string text{};                    // what was typed
  std::string field{};                   // empty: all fields
  std::vector<std::string> terms{};      // what it became: base forms, then parts
  std::size_t base_count = 0;            // how many of them are base forms
  Xapian::Query query{};                 // its share of the whole
};

struct PhraseToCheck {                   // positions are kept of titles and summaries only
  std::vector<std::vector<std::string>> words{};   // at each place the base forms that fit
};

struct QueryPlan {
  Xapian::Query query{};                 // empty: nothing was typed, so everything matches
  std::vector<Clause> clauses{};
  std::set<std::string> marked_terms{};  // without prefix
  std::vector<stemming::Language> languages{};   // that the words were read in
};

// Plans hold for any database, except phrases: records whose body holds the phrase are looked up among
// the best `max_phrase_candidates` that have all its words.
class QueryPlanner {
 public:
  QueryPlanner(const stemming::Analyzer& analyzer, const config::RankingSettings& ranking,
               const config::SearchSettings& limits)
      : analyzer_(analyzer), ranking_(ranking), limits_(limits) {}

  QueryPlan plan(const QueryNode& root, std::optional<stemming::Language> language, const Xapian::Database& database) const;

  // A long text as a loose query of its `max_terms` best terms by wdf * idf (LANGUAGE.md section 3).
  QueryPlan plan_long_text(std::string_view text, std::optional<stemming::Language> language, std::size_t max_terms,
                           const Xapian::Database& database) const;

  // The languages to read the words in: the one given, the one detected, or all.
  std::vector<stemming::Language> languages_for(std::string_view text, std::optional<stemming::Language> language) const;

 private:
  class Walk;
  const stemming::Analyzer& analyzer_;
  const config::RankingSettings& ranking_;
  const config::SearchSettings& limits_;
};

Xapian::BM25Weight bm25(const config::RankingSettings& ranking);

}  // namespace kohtaamo::server
