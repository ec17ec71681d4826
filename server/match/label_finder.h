// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// label_finder.h — the codes of a list of names whose labels stand in a sentence: places.
//
// Given   a list of config/lists; a sentence with its cues.
// Gives   the codes, each with the words that it was read from, in the order of the text. A name has its capital
//         letter, in Swedish and English its very letters ("Unga" is no form of "Ungern"), in Finnish any case.
// Never   takes a common word for a name at the beginning of a sentence ("Kolarit", the cue `common`).
// Threads constant after construction: safe from everywhere.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/match/cues.h"

namespace kohtaamo::server {

struct LabelPlace {
  std::string code{};
  std::size_t begin = 0, end = 0;  // words
};

class LabelFinder {
 public:
  LabelFinder(const stemming::Analyzer& analyzer, std::string_view list);

  std::vector<LabelPlace> find(const CuedText& sentence) const;

 private:
  struct LabelWord {
    std::string form{};                // folded
    std::vector<std::string> bases{};  // Finnish alone
  };
  struct Label {
    std::vector<LabelWord> words{};
    std::string code{};
  };
  static bool is_named(const LabelWord& word, const CuedText& sentence, std::size_t at);

  // By a base of the first word in Finnish, else by its form.
  std::map<stemming::Language, std::multimap<std::string, Label, std::less<>>> labels_{};
};

// ASCII capitals and Ä, Å, Ö: how Finnish and Swedish names begin.
bool begins_with_capital(std::string_view text, std::size_t at);

}  // namespace kohtaamo::server
