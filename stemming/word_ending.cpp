// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/word_ending.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace kohtaamo::stemming {
namespace {

// What may follow the letters that two forms share: of nouns, and of adjectives in Swedish.
constexpr auto english_endings = std::to_array<std::string_view>({"", "s", "es", "y", "ies", "'s", "'", "s'"});
constexpr auto swedish_endings = std::to_array<std::string_view>(
    {"", "s", "n", "ns", "en", "ens", "et", "ets", "t", "ts", "na", "nas", "a", "as", "an", "ans", "e", "es", "er",
     "ers", "ar", "ars", "or", "ors", "r", "rs", "arna", "erna", "orna", "rna", "arnas", "ernas", "ornas", "rnas",
     "nen", "net", "nets", "nens",
     // the word itself, where an e or an m comes or goes: "nummer" and "numret", "rum" and "rummet"
     "er", "el", "mer", "mel", "um", "met", "mets", "men", "mens", "ret", "rets", "ren", "rens", "let", "lets", "len",
     "lens", "rar", "rarna", "lar", "larna", "nar", "narna", "mar", "marna"});

std::span<const std::string_view> endings_of(Language language) {
  if (language == Language::sv) return swedish_endings;
  return english_endings;
}

}  // namespace

bool has_same_word(std::string_view one, std::string_view other, Language language) {
  if (language == Language::fi) return true;
  const auto differing = std::ranges::mismatch(one, other);
  const auto shared = static_cast<std::size_t>(differing.in1 - one.begin());
  const auto is_ending = [&](std::string_view rest) { return std::ranges::count(endings_of(language), rest) > 0; };
  return is_ending(one.substr(shared)) && is_ending(other.substr(shared));
}

}  // namespace kohtaamo::stemming
