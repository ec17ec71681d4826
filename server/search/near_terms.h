// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// near_terms.h — the terms that are spelled nearly like a word.
//
// Given   terms in the order of their bytes, and a word; both folded.
// Gives   the terms within a cost of it. Costs are quarters of a changed letter, for some slips are
//         likelier than others: missing dots (a for ä) 1, a letter doubled or not 2, two letters that
//         changed places 3, any other letter too many, too few or wrong 4.
// How     terms that begin alike are judged together, and given up together.
// Threads a table is constant.
//
// Example   yhteiso    yhteisö 1    yhtiö 9
//           tyoton     työtön 2

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::server {

inline constexpr int whole_letter = 4;

struct NearTerm {
  std::string_view text{};  // of the table
  int cost = 0;
  std::uint32_t frequency = 0;
};

class NearTerms {
 public:
  void append(std::string_view term, std::uint32_t frequency);  // in the order of bytes

  std::size_t size() const { return frequencies_.size(); }
  std::string_view text(std::size_t term) const;
  std::uint32_t frequency(std::size_t term) const { return frequencies_[term]; }

  // In the order of the table; the word itself too when it is a term.
  std::vector<NearTerm> near(std::string_view word, int max_cost) const;

 private:
  class Walk;
  std::string bytes_{};
  std::vector<std::uint32_t> ends_{};  // in bytes_
  std::vector<std::uint32_t> frequencies_{};
};

// The cost of the one word for the other; above `max_cost` some number that is higher.
int spelling_cost(std::string_view typed, std::string_view meant, int max_cost);

}  // namespace kohtaamo::server
