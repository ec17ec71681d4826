// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// concept_ranking.h — which of the concepts found in a text the text is about.
//
// Given   the tags of a text (concept_tagger.h), how long it is, and, where one is at hand, how often
//         each concept was met in a collection.
// Gives   each concept once, best first; equal scores by place in the vocabulary. A score is an estimate,
//         0..1, of the chance that a librarian would name the concept a subject of the text.
// Fails   never.
// Threads safe from everywhere.

#include <cstdint>
#include <span>
#include <vector>

#include "stemming/concept_tagger.h"

namespace kohtaamo::stemming {

// What a collection tells about the concepts; empty vectors when nothing is known.
struct ConceptStatistics {
  std::uint32_t documents = 0;
  std::vector<std::uint32_t> tagged_in{};   // documents whose text has the concept, a number a concept
  std::vector<std::uint32_t> subject_of{};  // of those, the ones that name it as a subject; empty where nobody names any
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

}  // namespace kohtaamo::stemming
