// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// spelling.h — what a query may have meant whose words are misspelled.
//
// Given   a parsed query of at most four words, the languages it is read in, and an index.
// Gives   the same query with other words in their places, likeliest first, at most three. A word is
//         doubted when the index does not have it, or, where few records are found, when no dictionary
//         knows it; and what stands in its place is in the index.
// From    the words of the index that are spelled nearly alike; in Swedish and English also their stems,
//         with the ending that was typed; what Voikko suggests; and, where all that gives nothing, Hunspell.
// Never   doubts words of fields that hold codes, words with *, and what is excluded.
// Threads safe from everywhere.
//
// Example   ikaantyneet AND yhteiso   →   ikääntyneet AND yhteisö

#include <vector>

#include "indexer/index_reader.h"
#include "server/search/index_vocabulary.h"
#include "server/search/query.h"
#include "stemming/analyzer.h"
#include "stemming/speller.h"

namespace kohtaamo::server {

class Spelling {
 public:
  // The analyzer must outlive it.
  Spelling(const stemming::Analyzer& analyzer, const stemming::SpellerOptions& options)
      : analyzer_(analyzer), speller_(options) {}

  std::vector<QueryNode> corrections(const QueryNode& root, const std::vector<stemming::Language>& languages,
                                     bool has_few_hits, const Xapian::Database& database,
                                     const indexer::IndexState& state) const;

  const stemming::Speller& speller() const { return speller_; }

 private:
  class Run;
  const stemming::Analyzer& analyzer_;
  stemming::Speller speller_;
  mutable IndexVocabularies vocabularies_{};
};

}  // namespace kohtaamo::server
