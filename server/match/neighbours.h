// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// neighbours.h — words that stand side by side in the asker's text and near each other in a record.
//
// Given   what the asker says, then one record at a time.
// Gives   what the record's neighbouring words add to its score, in the units of BM25.
// Never   reads the index: bodies have no positions there (decision 6), so texts are read.
// Threads one object for one match.
//
// Example   "remote work" of the asker stands in "work done remotely", not in "remote places without work
//           for the young".

#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "corpora/record.h"
#include "server/match/asker.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

// So many of the best candidates are read: farther down, no bonus would lift a record to the first ten.
inline constexpr std::size_t neighbours_read = 50;

class Neighbours {
 public:
  // Pairs of words next to each other, no stop word between; the most telling ones of a long text.
  Neighbours(const Asker& asker, const stemming::Analyzer& analyzer, const Xapian::Database& database,
             const config::Settings& settings);

  bool empty() const { return pairs_.empty(); }
  double bonus(const corpora::Record& record, double document_length) const;

 private:
  struct Pair {
    std::size_t first = 0, second = 0;  // numbers of words
    double weight = 0;
  };
  void add_pairs(const std::vector<stemming::Word>& words, const Xapian::Database& database);
  // For each place of a text, the number of the asker's word that stands there.
  std::vector<std::size_t> numbers_of(std::string_view text, stemming::Language language) const;

  const stemming::Analyzer& analyzer_;
  const config::Settings& settings_;
  double average_length_ = 1;
  std::vector<stemming::Language> languages_{};
  std::map<std::string, std::size_t, std::less<>> numbers_{};  // base form -> number
  std::vector<Pair> pairs_{};
};

}  // namespace kohtaamo::server
