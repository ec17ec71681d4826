// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// index_vocabulary.h — the words that an index can answer, for finding those that are spelled nearly alike.
//
// Given   an open index.
// Gives   the words of its titles as they stand there, and the base forms and stems of all its texts.
// Limits  a vocabulary may lag behind its index by a hundredth of its records: who suggests a word asks the
//         index itself how often it has it.
// Threads a vocabulary is constant; IndexVocabularies is safe from everywhere.

#include <memory>
#include <mutex>

#include <xapian.h>

#include "indexer/index_reader.h"
#include "server/search/near_terms.h"

namespace kohtaamo::server {

struct IndexVocabulary {
  NearTerms title_words{};
  NearTerms terms{};
};

class IndexVocabularies {
 public:
  // Reads all terms where the index has moved on: a tenth of a second for 100,000 records.
  std::shared_ptr<const IndexVocabulary> at(const Xapian::Database& database, const indexer::IndexState& state);

 private:
  std::mutex mutex_{};
  indexer::IndexState state_{};
  std::shared_ptr<const IndexVocabulary> newest_{};
};

}  // namespace kohtaamo::server
