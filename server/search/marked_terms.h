// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// marked_terms.h — the terms whose words are marked in passages, for asking word after word.
//
// Given   the terms of a plan (base forms and parts; "asunto*" for a prefix), each for texts of one language or of
//         all; once a query.
// Gives   of a word's letters whether it may answer one, and of its terms which one it answers. Most words
//         are none, and most of these show it by their letters, before anything is looked up.
// Threads constant after construction.

#include <array>
#include <bitset>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::server {

struct MarkedTerm {
  std::string text{};
  std::optional<stemming::Language> language{};  // of the texts that it is marked in; none: of all
};

class MarkedTerms {
 public:
  // A passage that answers `enough` different terms needs no better one. A term may be given several times.
  explicit MarkedTerms(std::vector<MarkedTerm> terms, std::size_t enough = std::numeric_limits<std::size_t>::max());
  MarkedTerms(const MarkedTerms&) = delete;  // its views look into its own terms
  MarkedTerms& operator=(const MarkedTerms&) = delete;

  std::size_t enough() const { return enough_; }

  // Never false for a word whose base form begins as the word does, or that has a term as a later part.
  bool may_be_answered_by(std::string_view word, stemming::Language language) const {
    return letters_[stemming::index_of(language)].may_be_in(word, language);
  }

  // The marked term that the word answers; empty when none.
  std::string_view answered_by(const stemming::WordTerms& word, stemming::Language language) const;

 private:
  // How the terms for texts of one language begin.
  class Letters {
   public:
    void add(std::string_view term, stemming::Language language);
    bool may_be_in(std::string_view word, stemming::Language language) const;
    bool may_be(std::string_view term) const { return begins_.test(static_cast<unsigned char>(term.front())); }

   private:
    static constexpr std::size_t key_count = 4096, longest = 3;
    static std::size_t key_of(std::string_view letters);

    std::bitset<256> begins_{};                         // of the terms themselves
    std::array<std::bitset<key_count>, longest> of_{};  // beginnings that words share, of one, two and three bytes
    std::bitset<key_count> parts_{};
  };
  using Languages = std::bitset<stemming::all_languages.size()>;

  std::map<std::string, Languages, std::less<>> terms_{};
  std::size_t enough_;
  std::array<Letters, stemming::all_languages.size()> letters_{};
  std::vector<std::string_view> prefixes_{};  // each with its '*'
};

}  // namespace kohtaamo::server
