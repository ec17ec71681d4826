// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// reason.h — why, as data; and as a sentence in Finnish, Swedish or English.
//
// Given   a reason: the key of a sentence of config/messages and the values that stand in it, with
//         what they are (codes of a list, an amount, a day, plain words).
// Gives   the sentence. Scoring makes reasons and knows no language; only this turns them into words.
// Fails   never: a key that does not exist is our own mistake, and a test renders them all.
// Threads pure.
//
// Example   {"check_region_fail", {{"region", {"mk:01"}, regions}}}  ->  "Alue ei kuulu mukaan: Uusimaa."

#include <string>
#include <string_view>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::server {

struct ReasonValue {
  enum class Kind : std::uint8_t { words, codes, labels, euros, day, count };
  std::string name{};                // "{region}" in the sentence
  std::vector<std::string> texts{};  // words or codes
  Kind kind = Kind::words;
  std::string list{};                        // codes: of this list
  std::vector<corpora::LocalText> labels{};  // labels of concepts
  double number = 0;                         // euros, count
  corpora::Date day{};
};

ReasonValue words_value(std::string name, std::vector<std::string> words);
ReasonValue codes_value(std::string name, std::vector<std::string> codes, std::string list);
ReasonValue labels_value(std::string name, std::vector<corpora::LocalText> labels);
ReasonValue euros_value(std::string name, double euros);
ReasonValue day_value(std::string name, corpora::Date day);
ReasonValue count_value(std::string name, double count);

struct Reason {
  std::string key{};
  std::vector<ReasonValue> values{};
};

std::string sentence(const Reason& reason, std::string_view language);

}  // namespace kohtaamo::server
