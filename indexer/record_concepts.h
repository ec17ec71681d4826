// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_concepts.h — the concepts of a record: those its source gave, and those its texts speak of.
//
// Given   a Record and the tagger.
// Gives   the record with at most max_found_concepts more concepts (by: rule), best first, each with its
//         score and labels; URIs as the index spells them, and what contains them.
// Never   takes away or doubles a concept that is there already, under whichever of its URIs.
// Threads pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "corpora/record.h"
#include "stemming/concept_tagger.h"

namespace kohtaamo::indexer {

inline constexpr std::size_t max_found_concepts = 12;
inline constexpr double min_concept_score = 0.05;

void add_found_concepts(corpora::Record& record, const stemming::ConceptTagger& tagger);

// The URI under which the vocabulary knows a concept; the same one when it does not.
std::string canonical_uri(std::string_view uri, const stemming::Vocabulary* vocabulary);

// All that contain the concept, at any distance; empty when the vocabulary does not know it.
std::vector<std::string> broader_uris(std::string_view uri, const stemming::Vocabulary* vocabulary);

corpora::LocalText labels_of(const stemming::ConceptEntry& entry);

}  // namespace kohtaamo::indexer
