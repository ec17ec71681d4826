// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// swedish.h — what Hunspell's dictionary tells of Swedish words: what they are forms of, and the parts of compounds.
//
// Given   one folded word.
// Gives   its base terms: the words of the dictionary that it is a form of (swedish_forms.h), itself among them when it
//         is one; of a compound that the dictionary lacks, the compound with its last part as a word; else the stem.
//         And its parts: the fewest words that all of it is made of, and among as few those whose shortest is longest.
//         No parts for a word that is no compound, or whose parts would be too short to mean anything.
// Fails   never: without the dictionary words are stemmed alone.
// Never   takes an ending for a word: "möjlighet" is not made of "het". Stems what the dictionary knows: Snowball takes
//         "marknad" for a form of "markn", and "marknaden" of "marknad".
// Threads safe from everywhere. The dictionary is read at the first Swedish word, in some tenths of a second.
//
// Example       "hälsovårdscentralen"              "matsvinnet"
//   cut         hälsovårds | centralen             mat | svinnet
//   base form   hälsovårdscentral                  matsvinn
//   parts       hälsovård, central                 mat, svinn

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "stemming/snowball.h"
#include "stemming/term_list.h"

namespace kohtaamo::stemming {

class Swedish {
 public:
  struct Lexicon;

  // A folder with sv_SE.dic and sv_SE.aff; an empty path: the system's.
  explicit Swedish(const std::string& hunspell_path);
  ~Swedish();

  bool has_dictionary() const { return dictionary_version_ > 0; }
  std::size_t dictionary_version() const { return dictionary_version_; }

  // The stemmer of the calling thread.
  void add_terms(const std::string& word, Snowball& snowball, TermList& terms) const;

 private:
  const Lexicon& lexicon() const;

  const std::string folder_;
  const std::size_t dictionary_version_;
  mutable std::once_flag is_read_{};
  mutable std::unique_ptr<const Lexicon> lexicon_{};
};

}  // namespace kohtaamo::stemming
