// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// concept_ranking.h — which of the concepts found in a text the text is about.
//
// Given   the tags of a text (concept_tagger.h), how long it is, and, where one is at hand, how often
//         each concept was met in a collection.
// Gives   each concept once, best first; equal scores by place in the vocabulary. A score is an estimate,
//         0..1, of the chance that a librarian would name the concept a subject of the text: the logistic
//         of a weighted sum of features, with the weights of the table in concept_ranking.cpp.
// Fails   never.
// Threads safe from everywhere.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stemming/concept_tagger.h"

namespace kohtaamo::stemming {

// What a collection tells about the concepts; empty vectors when nothing is known.
struct ConceptStatistics {
  std::uint32_t documents = 0;
  std::vector<std::uint32_t> tagged_in{};  // documents whose text has the concept, a number a concept
  std::vector<std::uint32_t>
      subject_of{};  // of those, the ones that name it as a subject; empty where nobody names any
};

struct ScoredConcept {
  std::uint32_t concept_index = 0;
  double score = 0;
  std::uint32_t occurrences = 0;
  ByteRange first{};  // where it stands first
  bool operator==(const ScoredConcept&) const = default;
};

std::vector<ScoredConcept> rank_concepts(std::span<const ConceptTag> tags, std::uint32_t text_bytes,
                                         const Vocabulary& vocabulary, const ConceptStatistics& statistics = {});

// What a score is made of, for explanations and for learning the weights (bench/subject_suggestion.cpp).
enum class ConceptFeature : std::uint8_t {
  constant,       // 1
  occurrences,    // log2(1 + how often)
  share,          // of all tags of the text
  early,          // 1 at the first byte of the text, 0 at its end
  lead,           // 1 when among the first 150 bytes
  spread,         // from first to last, as a share of the text
  label_words,    // words of the longest label met, less one
  label_length,   // log2 of its bytes
  preferred,      // share of occurrences by the preferred label
  choices,        // log2 of how many concepts share its label
  supported,      // 1 when something in the text speaks for it
  company,        // log2(1 + concepts of the text that are broader, narrower or related)
  text_length,    // log2 of the tags of the text
  rarity,         // log2 of documents per document with the concept; 0 without statistics
  known_subject,  // log odds of being a subject where met; 0 without statistics
};
inline constexpr std::size_t concept_feature_count = 15;
using ConceptFeatures = std::array<double, concept_feature_count>;

struct ConceptEvidence {
  std::uint32_t concept_index = 0;
  std::uint32_t occurrences = 0;
  ByteRange first{};
  ConceptFeatures features{};
};

// Each concept once, in the order of the vocabulary.
std::vector<ConceptEvidence> gather_evidence(std::span<const ConceptTag> tags, std::uint32_t text_bytes,
                                             const Vocabulary& vocabulary, const ConceptStatistics& statistics);

}  // namespace kohtaamo::stemming
