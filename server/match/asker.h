// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// asker.h — the side that asks: what it says, as codes and numbers.
//
// Given   a text in one's own words, or a stored record (and its owner, when that is known).
// Gives   an Asker. From a text: the target groups and regions whose labels it names, inflected as
//         they may be, and an amount of money; nothing is guessed.
// Threads a LabelFinder is constant after construction; the functions are pure.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpora/record.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

// A stretch of what the asker says, and how much it counts: the title of a need says more than its body.
struct AskerText {
  std::string text{};
  std::optional<stemming::Language> language{};  // none: detected
  double weight = 1;
};

// The asker's side in every check and signal. What is not known is empty.
struct Asker {
  corpora::RecordId id{};                       // of a stored record
  std::optional<corpora::RecordType> type{};    // of a stored record
  std::string text{};                           // all of it
  std::vector<AskerText> parts{};               // the same, piece by piece
  std::vector<stemming::Language> languages{};  // of the text
  std::vector<std::string> terms{};             // that the search went by, best first
  std::vector<std::string> concepts{};          // URIs of those that the text names, best first
  std::vector<std::string> target_groups{}, regions{};
  std::string stage{}, applicant_type{};  // codes
  std::optional<double> amount_eur{};
};

// Finds the codes of a list whose labels stand in a text.
class LabelFinder {
 public:
  // needs_capital: a word of the text counts only when it begins with a capital letter, as names of
  // places do; else "ii" and "salo" would be municipalities wherever they are words.
  LabelFinder(const stemming::Analyzer& analyzer, std::string_view list, bool needs_capital);
  std::vector<std::string> find(std::string_view text, const std::vector<stemming::Word>& words,
                                stemming::Language language) const;

 private:
  struct Label {
    std::vector<std::vector<std::string>> words{};  // at each place the base forms that fit
    std::string code{};
  };
  std::map<stemming::Language, std::multimap<std::string, Label>> labels_{};  // by a base form of the first word
  bool needs_capital_;
};

Asker understand_record(const corpora::Record& record, const std::optional<corpora::Record>& owner);

// An amount in euros: "40 000 euroa", "€40,000", "1,5 miljoonaa euroa"; the largest one named.
std::optional<double> find_amount_eur(std::string_view text);

}  // namespace kohtaamo::server
