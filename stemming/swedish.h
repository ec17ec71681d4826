// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// swedish.h — what Hunspell's dictionary adds to the stemming of Swedish: the parts of compounds, and the definite form
// of neuter nouns, which Snowball leaves as it is ("skyddet", "arbetet").
//
// Given   one folded word.
// Gives   its base terms: the stem of the word, or of the noun that it is a definite form of ("skydd"), or both where
//         the dictionary knows both; and the stems of its parts: the fewest parts that all of it is made of, and among
//         as few those whose shortest is longest. No parts for a word that is no compound, or whose parts would be too
//         short to mean anything.
// Fails   never: without the dictionary words are stemmed alone.
// Never   takes an ending for a word: "möjlighet" is not made of "het".
// Threads safe from everywhere. The dictionary is read at the first Swedish word, in some tenths of a second.
//
// Example       "hälsovårdscentralen"
//   cut         hälsovårds | centralen
//   parts       hälsovård (a word of the dictionary), central

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
