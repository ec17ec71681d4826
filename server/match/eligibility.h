// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// eligibility.h — what the prose of a call says about who may apply, how much there is and with whom.
//
// Given   a text in Finnish, Swedish or English.
// Gives   facts in reading order, each with its polarity, the bytes of the words that say it and those of the
//         sentence: what can be quoted. A denial reaches as far as its clause. What holds only under a condition
//         or with a limit is conditional: for a person to check. What is not said is no fact.
// Fails   never: what is not understood gives no fact.
// Never   takes a partner for an applicant ("yhteistyössä kunnan kanssa"), or a task, cost or project for one.
// Threads safe from everywhere.
//
// Example (fi)  "Avustusta voivat hakea yhdistykset. Sitä ei myönnetä kunnille eikä yrityksille."
//   facts       applicant association allowed | applicant municipality excluded | applicant company excluded

#include <cstdint>
#include <memory>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/match/cues.h"
#include "server/match/label_finder.h"
#include "stemming/byte_range.h"

namespace kohtaamo::server {

enum class FactKind : std::uint8_t {
  applicant,         // code: an actor type
  region,            // code: a region
  min_grant,         // number: euros
  max_grant,         // number: euros
  total_budget,      // number: euros
  own_funding,       // number: per cent, at least
  support_rate,      // number: per cent, at most
  de_minimis,        //
  min_partners,      // number
  min_countries,     // number
  required_partner,  // code: an actor type
};

enum class Polarity : std::uint8_t { allowed, excluded, conditional };

struct Fact {
  FactKind kind{};
  Polarity polarity = Polarity::allowed;
  std::string code{};
  double number = 0;
  bool is_exclusive = false;  // "only": nobody else
  stemming::ByteRange words{}, sentence{};
};

class EligibilityReader {
 public:
  explicit EligibilityReader(const stemming::Analyzer& analyzer);

  std::vector<Fact> read(std::string_view text, stemming::Language language) const;

  // The same, remembered: the calls of one match are often those of the one before. Forgets all of them when
  // there are too many.
  std::shared_ptr<const std::vector<Fact>> remembered(std::string_view text, stemming::Language language) const;

  // For those who read other texts by the same words.
  const CueFinder& cues() const { return cues_; }
  const LabelFinder& regions() const { return regions_; }
  // The base forms of the words that name one, in all languages.
  const std::set<std::string>& kinds_of_applicants() const { return kinds_of_applicants_; }

 private:
  CueFinder cues_;
  std::set<std::string> kinds_of_applicants_;
  LabelFinder regions_;
  mutable std::shared_mutex mutex_{};
  mutable std::unordered_map<std::string, std::shared_ptr<const std::vector<Fact>>> remembered_{};  // guarded by mutex_
};

}  // namespace kohtaamo::server
