// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_sweep.h — how well the words of a plan answer every document, in one pass over the postings.
//
// Given   the tree of a plan, the index, what is in memory of its documents, the parameters of BM25.
// Gives   the score of each document that has any of the words: what Xapian's BM25Weight gives for the same query, up
//         to rounding. One pass serves all types and languages that a match looks among; Xapian would pass once for
//         each, and keep the best of that one alone.
// Threads one object for one match.

#include <algorithm>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/document_table.h"
#include "server/search/score_sheet.h"
#include "server/search/scored.h"
#include "server/search/word_tree.h"

namespace kohtaamo::server {

class WordSweep {
 public:
  WordSweep(const WordTree& words, const config::RankingSettings& ranking, const Xapian::Database& database,
            std::shared_ptr<const DocumentTable> table);

  const DocumentTable& table() const { return *table_; }
  const std::vector<Xapian::docid>& found() const { return scores_.found(); }  // in no order, each once
  double score_of(Xapian::docid document) const { return scores_[document]; }  // 0 as well where no word is found
  std::size_t size() const { return scores_.size(); }                          // one above the last document

 private:
  struct Posting {
    Xapian::docid document = 0;
    Xapian::termcount wdf = 0;
  };
  void add(const WordTree& words, double factor, ScoreSheet& scores) const;
  void add_term(const std::string& term, double factor, ScoreSheet& scores) const;
  void add_synonym(const WordTree& words, double factor, ScoreSheet& scores) const;
  void add_any(const WordTree& words, double factor, ScoreSheet& scores) const;
  void add_best(const WordTree& words, double factor, ScoreSheet& scores) const;
  void add_all(const WordTree& words, double factor, ScoreSheet& scores) const;
  ScoreSheet scores_by(const WordTree& words, double factor) const;
  // found: how many documents they are taken to be in.
  void add_postings(const std::vector<Posting>& postings, double found, double factor, ScoreSheet& scores) const;
  std::size_t append_postings(const std::string& term, std::vector<Posting>& postings) const;
  double guessed_frequency(std::vector<double> frequencies) const;

  // BM25: of a term in so many documents; of a term that stands so often in this document.
  double weight_of(double found, double factor) const;
  double saturation(Xapian::docid document, double wdf) const {
    if (wdf <= 0) return 0;  // a term that only says whether
    return wdf / (std::max(per_length_ * table_->lengths[document], least_of_length_) + whatever_length_ + wdf);
  }

  const config::RankingSettings& ranking_;
  const Xapian::Database& database_;
  std::shared_ptr<const DocumentTable> table_;
  double documents_ = 0;
  double per_length_ = 0, least_of_length_ = 0, whatever_length_ = 0;  // BM25's k1 ((1 - b) + b length / average)
  ScoreSheet scores_;
};

// Lets pass what may yet be among the best, so that the others need not be kept.
class BestSieve {
 public:
  explicit BestSieve(std::size_t count) : count_(count) {}
  bool passes(double score) {
    if (kept_.size() < count_) {
      kept_.push(score);
      return true;
    }
    if (count_ == 0 || score < kept_.top()) return false;
    if (score > kept_.top()) {
      kept_.pop();
      kept_.push(score);
    }
    return true;
  }

 private:
  std::size_t count_;
  std::priority_queue<double, std::vector<double>, std::greater<>> kept_{};
};

// The best `count`, best first: of equal ones those whose record id comes first.
std::vector<Scored> best_of(std::vector<Scored> all, std::size_t count, const Xapian::Database& database);

}  // namespace kohtaamo::server
