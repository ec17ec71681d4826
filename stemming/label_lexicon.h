// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// label_lexicon.h — the labels of a vocabulary in one language, as a tree of base forms.
//
// Given   words of a text, one after another, as numbers of their base forms.
// Gives   where in the tree they lead, and which labels end there.
// Fails   never.
// Threads constant once built.
//
// Example (fi)  "sosiaaliset innovaatiot", "innovaatiot", "kuusi (puu)"
//   root ─ sosiaalinen ─ innovaatio ●    root ─ innovaatio ●    root ─ kuusi ● qualifier: puu

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/concept_tagger.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

using TermNumber = std::uint32_t;  // of a base form that some label has; from 1
using NodeNumber = std::uint32_t;
inline constexpr NodeNumber root_node = 0;

// What stands between two words.
enum class Break : std::uint8_t {
  none,
  comma,  // only labels that have a comma themselves reach over it
  full,   // no label does
};

// A place of a text or label that a word of the other may meet: a word, or a suspended head with what it was glued to.
struct WordPlace {
  ByteRange bytes{};
  std::vector<TermNumber> terms{};  // of all readings
  bool is_stop_word = false;
  Break before = Break::none;
};

struct LabelUse {
  std::uint32_t concept_index = 0;
  LabelKind kind = LabelKind::preferred;
  std::uint8_t words = 0;
  bool has_comma = false;
  std::string text{};                   // folded, without the qualifier
  std::vector<TermNumber> qualifier{};  // of "(puu)"; empty: none
};

class LabelLexicon {
 public:
  LabelLexicon(const Vocabulary& vocabulary, const Analyzer& analyzer, Language language);

  // 0: in no label. A small word meets small words only: "on" (is) has the base form of the label "oleva" (being).
  TermNumber number_of(std::string_view term, bool is_stop_word) const;
  NodeNumber next(NodeNumber node, TermNumber term) const;  // root_node: nowhere
  std::span<const LabelUse> labels_at(NodeNumber node) const { return nodes_[node]; }

 private:
  struct TextHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the library asks for this name
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void add(std::string_view label, LabelUse use, const Analyzer& analyzer, Language language);
  std::vector<WordPlace> places_of(std::string_view label, const Analyzer& analyzer, Language language);
  TermNumber add_term(const std::string& term, bool is_stop_word);
  NodeNumber add_step(NodeNumber node, TermNumber term);

  using TermNumbers = std::unordered_map<std::string, TermNumber, TextHash, std::equal_to<>>;
  TermNumbers terms_, small_terms_;      // the numbers of both are of one row
  std::vector<NodeNumber> first_steps_;  // by term: from the root, where most words of a text lead nowhere
  std::unordered_map<std::uint64_t, NodeNumber> steps_;  // from other nodes: node << 32 | term
  std::vector<std::vector<LabelUse>> nodes_;
};

}  // namespace kohtaamo::stemming
