// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// suggest.h — completing what is being typed.
//
// Given   the beginning of a query, its last word perhaps unfinished.
// Gives   words that complete the last one, most frequent first, each with the whole query it would
//         make; and records whose title has all the words typed so far.
// Limits  the last word needs two letters; at most ten of each.
// Threads safe.

#include <string>
#include <vector>

#include "indexer/index_reader.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

struct SuggestedWord {
  std::string word{}, query{};
  std::size_t records = 0;
};
struct SuggestedRecord {
  corpora::RecordId id{};
  std::string type{}, title{}, language{};
};
struct Suggestions {
  std::vector<SuggestedWord> words{};
  std::vector<SuggestedRecord> records{};
};

class SuggestEngine {
 public:
  explicit SuggestEngine(const indexer::IndexReader& reader) : reader_(reader) {}
  config::Result<Suggestions> suggest(const std::string& typed, stemming::Language language, std::size_t limit) const;

 private:
  const indexer::IndexReader& reader_;
};

}  // namespace kohtaamo::server
