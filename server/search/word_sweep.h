// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_sweep.h — how well the words of a plan answer every document, in one pass over the postings.
//
// Given   the tree of a plan, the index, what is in memory of its documents, the parameters of BM25.
// Gives   the score of each document that has any of the words: what Xapian's BM25Weight gives for the same query, up
//         to rounding. One pass serves all types and languages that a match looks among; Xapian would pass once for
//         each, and keep the best of that one alone.
// Threads one object for one match.

#include <memory>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/document_table.h"
#include "server/search/scored.h"
#include "server/search/word_tree.h"

namespace kohtaamo::server {

class WordSweep {
 public:
  WordSweep(const WordTree& words, const config::RankingSettings& ranking, const Xapian::Database& database,
            std::shared_ptr<const DocumentTable> table);

  const DocumentTable& table() const { return *table_; }
  const std::vector<Xapian::docid>& found() const { return found_; }           // in no order, each once
  double score_of(Xapian::docid document) const { return scores_[document]; }  // 0: it has none of the words
  std::size_t size() const { return scores_.size(); }                          // one above the last document

 private:
  struct Posting {
    Xapian::docid document = 0;
    Xapian::termcount wdf = 0;
  };
  void add(const WordTree& words, double factor);
  std::vector<Posting> postings_of(const std::string& term) const;
  std::vector<Posting> postings_of_any(const WordTree& words) const;
  // By document.
  std::vector<Scored> scored(const WordTree& words, double factor) const;
  std::vector<Scored> scored_synonym(const WordTree& words, double factor) const;
  std::vector<Scored> with_any(const WordTree& words, double factor) const;
  // found: how many documents they are in.
  std::vector<Scored> weighed(const std::vector<Posting>& postings, double found, double factor) const;

  const config::RankingSettings& ranking_;
  const Xapian::Database& database_;
  std::shared_ptr<const DocumentTable> table_;
  double documents_ = 0, average_length_ = 0;
  std::vector<double> scores_{};
  std::vector<Xapian::docid> found_{};
};

// The best `count`, best first: of equal ones those whose record id comes first.
std::vector<Scored> best_of(std::vector<Scored> all, std::size_t count, const Xapian::Database& database);

}  // namespace kohtaamo::server
