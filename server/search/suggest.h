// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// suggest.h — completing what is being typed.
//
// Given   the beginning of a query, its last word perhaps unfinished, and the language of the reader.
// Gives   words of titles that complete the last one, most frequent first, each with the whole query it would
//         make; concepts that records have, by their labels in the reader's language; actors and other
//         records whose title has all the words typed so far. Words are met in any inflection.
// Limits  the last word needs two letters; at most ten of each kind.
// Threads safe.
//
// Example (fi)   ikäihmisten yks   →   word ikäihmisten yksinäisyys, record Ikäihmisten yksinäisyys

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_reader.h"
#include "server/search/concept_labels.h"
#include "stemming/analyzer.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::server {

enum class SuggestedKind : std::uint8_t { word, concept_label, actor, title };
std::string_view to_text(SuggestedKind kind);  // "concept"

struct SuggestedWord {
  std::string word{}, query{};
  std::size_t records = 0;
};
struct SuggestedConcept {
  std::string uri{}, label{};
  std::size_t records = 0;
};
struct SuggestedRecord {
  corpora::RecordId id{};
  std::string type{}, title{}, language{};
};
struct Suggestions {
  std::vector<SuggestedWord> words{};
  std::vector<SuggestedConcept> concepts{};
  std::vector<SuggestedRecord> actors{}, records{};
};

class SuggestEngine {
 public:
  // Without a vocabulary no concepts are suggested. All must outlive the engine.
  SuggestEngine(const indexer::IndexReader& reader, const stemming::Analyzer& analyzer,
                const stemming::Vocabulary* vocabulary)
      : reader_(reader), analyzer_(analyzer), vocabulary_(vocabulary) {}

  config::Result<Suggestions> suggest(const std::string& typed, stemming::Language language, std::size_t limit) const;

  // Reads the labels of a language ahead: some tenths of a second for a large vocabulary.
  void warm_up(stemming::Language language) const;

 private:
  class Run;
  struct Labels {
    std::once_flag is_built{};
    std::unique_ptr<const ConceptLabels> labels{};
  };
  const ConceptLabels* labels_in(stemming::Language language) const;

  const indexer::IndexReader& reader_;
  const stemming::Analyzer& analyzer_;
  const stemming::Vocabulary* vocabulary_;
  mutable std::array<Labels, stemming::all_languages.size()> labels_{};
};

}  // namespace kohtaamo::server
