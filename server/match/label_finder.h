// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// label_finder.h — the codes of a list whose labels stand in a text, inflected as they may be.
//
// Given   a list of config/lists; a text and its words.
// Gives   the codes, each with the words that it was read from, in the order of the text.
// Threads constant after construction: safe from everywhere.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::server {

struct LabelPlace {
  std::string code{};
  std::size_t begin = 0, end = 0;  // words
};

class LabelFinder {
 public:
  // needs_capital: a word of the text counts only when it begins with a capital letter, as names of
  // places do; else "ii" and "salo" would be municipalities wherever they are words.
  LabelFinder(const stemming::Analyzer& analyzer, std::string_view list, bool needs_capital);

  std::vector<LabelPlace> find(std::string_view text, const std::vector<stemming::Word>& words,
                               stemming::Language language) const;

 private:
  struct Label {
    std::vector<std::vector<std::string>> words{};  // at each place the base forms that fit
    std::string code{};
  };
  std::map<stemming::Language, std::multimap<std::string, Label, std::less<>>>
      labels_{};  // by a base of the first word
  bool needs_capital_;
};

}  // namespace kohtaamo::server
