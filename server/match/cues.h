// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// cues.h — the words that tell what a text says: who may apply, how much, not, except, …
//
// Given   a text with its words. The words looked for are server/match/words/<language>.tsv, whose README.md
//         tells what each kind means.
// Gives   the cues in reading order. Inflected as they may be: a phrase is met by the base forms of its words,
//         where the list says so, in that very form or by how they begin. Of phrases of one kind the longest counts.
// Fails   never at run time: a broken list is our own mistake, and a test reads them all.
// Threads a CueFinder is constant after construction: safe from everywhere.
//
// Example (fi)  "Kunnille ei myönnetä"  →  applicant municipality | not | apply gives

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::server {

enum class CueKind : std::uint8_t {
  applicant,
  apply,
  partner,
  verb,
  negation,
  shut_out,
  exception,
  turn,
  condition,
  only,
  needless,
  relative,
  thing,
  with,
  plain,
  conjunction,
  must,
  grant,
  total,
  cost,
  other_money,
  most,
  least,
  own_funding,
  rate,
  de_minimis,
  partner_unit,
  country_unit,
  number,
  percent,
  outside,
  self,
  own_money,
  start,
  month,
  stage,
  group,
  seek,
  aim,
  unlike,
  being,
  article,
  common,
  idle,
  means
};

struct Cue {
  CueKind kind{};
  std::string_view value{};        // as in the list; empty for "-"
  std::size_t begin = 0, end = 0;  // words
};

// A text, its words, the form in which each stands, and the cues among them.
struct CuedText {
  std::string_view text{};
  stemming::Language language{};
  std::vector<stemming::Word> words{};
  std::vector<std::string> forms{};  // folded
  std::vector<Cue> cues{};           // in the order of the words
};

class CueFinder {
 public:
  explicit CueFinder(const stemming::Analyzer& analyzer);

  CuedText read(std::string_view text, stemming::Language language) const;

  // The base forms of the words that are a cue of this kind by themselves, in all languages.
  std::set<std::string> bases_of_kind(CueKind kind) const;

 private:
  struct PhraseWord {
    std::string form{};                // folded
    std::vector<std::string> bases{};  // empty: only this very form will do
    bool is_beginning = false;         // the form is how the word begins: "maahanmuuttaja*"
  };
  struct Phrase {
    CueKind kind{};
    std::string value{};
    std::vector<PhraseWord> words{};
  };
  // Of one language: from a base, a form or the beginning of the first word to the phrases.
  struct Phrases {
    std::vector<Phrase> all{};
    std::unordered_map<std::string, std::vector<std::size_t>> by_base{}, by_form{}, by_beginning{};
  };

  void read_list(stemming::Language language);
  void add(stemming::Language language, CueKind kind, std::string_view value, std::string_view phrase);
  static bool stands_at(const Phrase& phrase, const CuedText& text, std::size_t at);

  const stemming::Analyzer& analyzer_;
  std::array<Phrases, 3> phrases_{};
};

}  // namespace kohtaamo::server
