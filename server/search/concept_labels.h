// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// concept_labels.h — the labels of concepts in one language, to be completed while they are typed.
//
// Given   the words typed so far, and the beginning of one more.
// Gives   concepts one of whose labels has all these words, in any inflection, and a word that begins so:
//         labels that begin with it first, shorter ones before longer ones.
// Limits  most_labels_read of those that begin so are looked at.
// Threads constant once built.
//
// Example (fi)   sosiaalisten innov   →   sosiaaliset innovaatiot

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::server {

// A word as it was typed, and its base forms.
struct TypedWord {
  std::string folded{};
  std::set<std::string> bases{};
};

class ConceptLabels {
 public:
  static constexpr std::size_t most_labels_read = 2'000;

  ConceptLabels(const stemming::Vocabulary& vocabulary, const stemming::Analyzer& analyzer,
                stemming::Language language);

  // Numbers of the vocabulary, each once.
  std::vector<std::uint32_t> complete(const std::vector<TypedWord>& whole, const TypedWord& last,
                                      std::size_t most) const;

 private:
  struct Label {
    std::uint32_t concept_index = 0;
    std::string folded{};              // all of it
    std::vector<std::string> words{};  // folded, and their base forms
  };
  using Found = std::set<std::uint32_t>;  // places in labels_

  void add(std::string_view text, std::uint32_t concept_index, const stemming::Analyzer& analyzer,
           stemming::Language language);
  void find(std::string_view beginning, bool is_whole_word, const std::vector<TypedWord>& whole, Found& found) const;
  static bool has_word(const Label& label, const TypedWord& word);

  std::vector<Label> labels_{};
  std::vector<std::pair<std::string, std::uint32_t>> words_{};  // sorted; with the place of their label
};

}  // namespace kohtaamo::server
