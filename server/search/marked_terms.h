// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// marked_terms.h — the terms whose words are marked in passages, for asking word after word.
//
// Given   the terms of a plan (base forms and parts; "asunto*" for a prefix), once a query.
// Gives   of a word's letters whether it may answer one, and of its terms which one it answers. Most words
//         are none, and most of these show it by their letters, before anything is looked up.
// Threads constant after construction.

#include <bitset>
#include <cstddef>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::server {

class MarkedTerms {
 public:
  // A passage that answers `enough` different terms needs no better one.
  explicit MarkedTerms(std::set<std::string> terms, std::size_t enough = std::numeric_limits<std::size_t>::max());
  MarkedTerms(const MarkedTerms&) = delete;  // its views look into its own terms
  MarkedTerms& operator=(const MarkedTerms&) = delete;

  std::size_t enough() const { return enough_; }

  // Never false for a word whose base form begins as the word does, or that has a term as a later part.
  bool may_be_answered_by(std::string_view word) const;

  // The marked term that the word answers; empty when none.
  std::string_view answered_by(const stemming::WordTerms& word) const;

 private:
  static constexpr std::size_t key_count = 4096;

  std::set<std::string> terms_;
  std::size_t enough_;
  std::bitset<256> begins_{}, short_begins_{};
  std::bitset<key_count> long_begins_{}, parts_{};
  std::vector<std::string_view> prefixes_{};  // each with its '*'
};

}  // namespace kohtaamo::server
