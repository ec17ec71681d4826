// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_cache.h — what words have led to, so that each is analysed once.
//
// Given   a folded word and its language.
// Gives   its terms, or nothing yet. Entries are never changed or removed before the cache itself is
//         gone: when it is full, further words are simply not kept, and very long ones never. Words
//         repeat so much that the half million met first cover nearly all text.
// Threads all at once. Readers take no lock and write nothing: the table holds atomic pointers to
//         constant entries, filled from empty once. The pointers handed out have no counter (they
//         alias an empty shared_ptr), so copying them costs nothing either, and they must not outlive
//         the cache.

#include <atomic>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {

class WordCache {
 public:
  // Holds at most `max_words` words; the table itself takes 11 to 21 bytes for each.
  explicit WordCache(std::size_t max_words);
  ~WordCache();
  WordCache(const WordCache&) = delete;
  WordCache& operator=(const WordCache&) = delete;

  // Null: not in it.
  std::shared_ptr<const WordTerms> find(std::string_view word, Language language) const;

  // The terms as kept: those of another thread when it was faster; not kept when the cache is full.
  std::shared_ptr<const WordTerms> add(std::string_view word, Language language, WordTerms terms);

 private:
  struct Entry;
  bool has_room();

  std::size_t max_words_;
  std::atomic<std::size_t> words_ = 0;
  std::vector<std::atomic<const Entry*>> table_;  // a power of two, a quarter or more of it empty
};

}  // namespace kohtaamo::stemming
