// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// knowledge.h — what is known about words beyond their forms: concepts, translations and synonyms.
//
// Given   our own vocabulary and list of everyday words (both in the program), vocabularies and a learnt table of
//         translations in a folder, the system's FreeDict dictionaries, and a file of synonyms beside our own.
// Gives   one vocabulary, the tagger that finds its concepts in texts, a translator, and the synonyms.
// Fails   bad_config with file:line for a file of the folder, or of synonyms, that does not parse. A dictionary that is
//         not installed is a warning: words are then met across languages by concepts alone.
// Threads serves all threads.
//
//   <folder>/*.ttl *.tsv [.gz]     vocabularies, read in the order of their names
//   <folder>/translations.tsv      what `kohtaamo-indexer vocabulary learn` has learnt

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "config/error.h"
#include "stemming/analyzer.h"
#include "stemming/concept_tagger.h"
#include "stemming/synonyms.h"
#include "stemming/translation.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

inline constexpr std::string_view learnt_table_name = "translations.tsv";

struct KnowledgeOptions {
  std::string synonyms_file{};                                      // beside our own; empty: none
  std::string translations{"freedict everyday vocabulary learnt"};  // the sources in use, by their names (TranslatedBy)
};

class Knowledge {
 public:
  // The analyzer must outlive it. A folder that does not exist has nothing to add.
  static config::Result<std::unique_ptr<const Knowledge>> load(const Analyzer& analyzer, const std::string& folder,
                                                               const KnowledgeOptions& options = {});

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const ConceptTagger& tagger() const { return tagger_; }
  const Synonyms& synonyms() const { return synonyms_; }

  // Built at the first call, which takes a second or two: programs that only index never pay for it.
  const Translator& translator() const { return translations().translator; }
  const std::vector<std::string>& warnings() const { return translations().warnings; }

  // Names what documents are tagged with: an index tagged with another vocabulary is foreign.
  std::string fingerprint() const { return vocabulary_.fingerprint(); }

 private:
  struct Translations {
    Translator translator{};
    std::vector<std::string> warnings{};
  };
  Knowledge(const Analyzer& analyzer, std::vector<SourceConcept> concepts, std::vector<TermPair> learnt,
            Synonyms synonyms, std::set<TranslatedBy> sources);
  const Translations& translations() const;

  const Analyzer& analyzer_;
  Vocabulary vocabulary_;
  ConceptTagger tagger_;
  std::vector<TermPair> learnt_;
  Synonyms synonyms_;
  std::set<TranslatedBy> sources_;
  mutable std::once_flag is_built_{};
  mutable Translations translations_{};
};

}  // namespace kohtaamo::stemming
