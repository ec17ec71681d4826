// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// statements.h — a sentence in statements: as far as a verb and a denial reach.
//
// Given   a sentence with its cues.
// Gives   its statements in reading order, each a clause or what is left of one. The items of a list belong to the
//         clause that lists them; exceptions are kept apart; relative clauses and conditions are left out, but leave
//         their mark.
// Threads pure function.
//
// Example (fi)  "Hakea voivat yhdistykset, jotka toimivat kylissä, paitsi seurakunnat, mutta eivät kunnat."
//   statements  main "Hakea voivat yhdistykset", exception "paitsi seurakunnat" | main "mutta eivät kunnat", elliptic

#include <algorithm>
#include <cstddef>
#include <vector>

#include "server/match/cues.h"

namespace kohtaamo::server {

struct WordRange {
  std::size_t begin = 0, end = 0;
  bool contains(std::size_t word) const { return word >= begin && word < end; }
};

struct Statement {
  std::vector<WordRange> main{}, exceptions{};
  std::vector<std::size_t> relatives{};  // the words at which relative clauses stood
  bool has_condition = false;            // "…, jos …"
  bool is_elliptic = false;              // without a verb of its own: it takes that of the clause before
  bool ends_denial = false;              // "vaan …"

  std::vector<Cue> cues_of(const CuedText& text) const;  // of the main parts
};

std::vector<Statement> statements_of(const CuedText& sentence);

inline bool has_cue(const std::vector<Cue>& cues, CueKind kind) {
  return std::ranges::find(cues, kind, &Cue::kind) != cues.end();
}
inline bool has_cue(const std::vector<Cue>& cues, CueKind kind, std::string_view value) {
  return std::ranges::any_of(cues, [&](const Cue& cue) { return cue.kind == kind && cue.value == value; });
}

// The cues that begin within the words.
std::vector<Cue> cues_within(const CuedText& text, WordRange words);

}  // namespace kohtaamo::server
