// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// vocabulary.h — concepts with their labels in three languages, from one or several vocabularies.
//
// Given   the concepts of sources (vocabulary_turtle.h, vocabulary_tsv.h), in the order of precedence.
// Gives   one list of concepts. What several sources call the same (exactMatch) is one concept: its URI
//         is that of the source given first, the others' URIs lead to it as well, and their labels are
//         added as alternative ones.
// Fails   never: a broader or related concept that no source holds is left out.
// Never   merges two concepts of one scheme, even where both match a third.
// Threads constant once built.
//
// Example  kohtaamo:loneliness "yksinäisyys"@fi exactMatch yso:p5719   (first)
//          yso:p5719           "yksinäisyys"@fi, "ensamhet"@sv        (second)
//   one concept: uri kohtaamo:loneliness, also_known_as {yso:p5719}; find() knows it by both URIs

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemming/language.h"

namespace kohtaamo::stemming {

struct ConceptLabels {
  PerLanguage<std::string> preferred{};                 // empty: none in this language
  PerLanguage<std::vector<std::string>> alternative{};  // other names of the concept
  PerLanguage<std::vector<std::string>> hidden{};       // found in texts, shown to nobody
};

// A concept as its source tells it; all references are URIs.
struct SourceConcept {
  std::string uri{}, scheme{};
  ConceptLabels labels{};
  std::vector<std::string> broader{}, related{}, exact_match{}, close_match{};
};

// A concept of the merged vocabulary. Numbers are places in Vocabulary::concepts(), ascending.
struct ConceptEntry {
  std::string uri{}, scheme{};
  ConceptLabels labels{};
  std::vector<std::uint32_t> broader{}, narrower{}, related{};
  std::vector<std::string> also_known_as{};  // URIs in other vocabularies, in the order met
  std::vector<std::string> close_match{};
};

class Vocabulary {
 public:
  explicit Vocabulary(std::vector<SourceConcept> concepts = {});

  std::span<const ConceptEntry> concepts() const { return concepts_; }

  // By its own URI or by one of also_known_as.
  std::optional<std::uint32_t> find(std::string_view uri) const;

  // 16 hexadecimal digits over the whole content: an index tagged with another vocabulary is foreign.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::vector<ConceptEntry> concepts_;
  std::unordered_map<std::string, std::uint32_t> place_of_uri_;
  std::string fingerprint_;
};

// The preferred label in this language, else in another (fi, sv, en), else the URI.
std::string_view name_of(const ConceptEntry& entry, Language language);

}  // namespace kohtaamo::stemming
