// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// asker.h — the side that asks: what it says, as codes and numbers.
//
// Given   a text in one's own words, or a stored record (and its owner, when that is known); and what the asker
//         corrects of it.
// Gives   an Asker. From a text: the target groups and regions whose labels it names, inflected as they may be,
//         amounts of money, a day to start by, what the asker says to be and how far its own work is, each with
//         the words it was read from; nothing is guessed.
// Threads an AskerReader is safe from everywhere; the functions are pure.
//
// Example (fi)  "Olemme yhdistys Kuopiosta. Tarvitsemme 40 000 euroa 1.3.2027 mennessä."
//   gives       applicant_type association, regions kunta:297, amount_eur 40000, start_by 2027-03-01

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpora/record.h"
#include "server/match/eligibility.h"
#include "server/match/money.h"
#include "stemming/byte_range.h"
#include "stemming/language.h"

namespace kohtaamo::server {

// From which words of the text a member of the asker was read.
struct Reading {
  std::string member{}, value{}, quote{};
  stemming::ByteRange bytes{};
};

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
  std::set<std::string> idle_terms{};           // base forms that a need is asked in and that say nothing of it
  std::vector<std::string> concepts{};          // URIs of those that the text names, best first
  std::vector<std::string> target_groups{}, regions{};
  std::string stage{}, applicant_type{};  // codes
  std::optional<double> amount_eur{}, own_funding_eur{};
  std::optional<corpora::Date> start_by{};
  std::optional<std::int64_t> partners{}, countries{};  // with the asker
  std::vector<std::string> partner_types{};             // codes
  std::vector<Reading> readings{};                      // in the order of the text
};

// What the asker says of itself in the place of what was read; "none of these" is empty, not absent.
struct Corrections {
  std::optional<std::vector<std::string>> target_groups{}, regions{}, partner_types{};
  std::optional<std::string> stage{}, applicant_type{};
  std::optional<std::optional<double>> amount_eur{}, own_funding_eur{};
  std::optional<std::optional<corpora::Date>> start_by{};
  std::optional<std::optional<std::int64_t>> partners{}, countries{};
};

class AskerReader {
 public:
  // The words outlive the reader.
  explicit AskerReader(const EligibilityReader& words) : words_(words) {}

  Asker read(const std::string& text, const std::vector<stemming::Language>& languages) const;

 private:
  const EligibilityReader& words_;
};

Asker understand_record(const corpora::Record& record, const std::optional<corpora::Record>& owner);

// Of the words of all parts; of those that need to be told apart by their language, in each of the asker's.
std::set<std::string> idle_terms_of(const Asker& asker, const CueFinder& cues);

void correct(Asker& asker, const Corrections& corrections);

}  // namespace kohtaamo::server
