// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// concept_tagger.h — which concepts a text speaks of, and where.
//
// Given   a Vocabulary, an Analyzer, and a text with its language.
// Gives   tags in reading order that never overlap: at each word the longest label whose words follow,
//         compared by base form (a word and a word of a label meet when they share one). A label does not
//         reach over punctuation, but for its own commas; labels of small words alone are not looked for.
//         Where words are stemmed (sv, en), "important" is no form of the label "import" (word_ending.h).
//         A label in parentheses' company, "kuusi (puu)", is looked for as "kuusi", and is taken only with
//         support. Of several concepts with one label, the best supported is taken.
//         Support is another concept of the text that is broader, narrower, related or a sister, or the
//         qualifier ("puu") as a word of the text.
// Fails   never.
// Never   looks for labels of another language than the text's, but for names a language lacks.
// Threads constant once built.
//
// Example (fi)  "Yksinäisten nuorten mielenterveyspalveluihin"
//   tags        nuori | mielenterveyspalvelu     "yksinäinen" is no label here

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

enum class LabelKind : std::uint8_t { preferred, alternative, hidden };

struct ConceptTag {
  std::uint32_t concept_index = 0;  // in Vocabulary::concepts()
  ByteRange bytes{};
  LabelKind label = LabelKind::preferred;
  std::uint8_t words = 1;    // of the label
  std::uint8_t choices = 1;  // how many concepts have this label
  bool is_supported = false;
  bool operator==(const ConceptTag&) const = default;
};

class ConceptTagger {
 public:
  // Both must outlive it.
  ConceptTagger(const Vocabulary& vocabulary, const Analyzer& analyzer);
  ~ConceptTagger();
  ConceptTagger(const ConceptTagger&) = delete;
  ConceptTagger& operator=(const ConceptTagger&) = delete;

  std::vector<ConceptTag> tag(std::string_view text, Language language) const;

  // The same for a text whose words are known already: analyzer.analyze(text, language).
  std::vector<ConceptTag> tag(std::string_view text, std::span<const Word> words, Language language) const;

  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  struct Lexicon;
  const Vocabulary& vocabulary_;
  const Analyzer& analyzer_;
  std::unique_ptr<const Lexicon> lexicon_;
};

}  // namespace kohtaamo::stemming
