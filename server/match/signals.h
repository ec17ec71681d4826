// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// signals.h — the soft reasons to match, each one small function.
//
// Given   the asker, a candidate, the role whose view it is, the day.
// Gives   a value 0..1 with its weight (settings) and its reason, or nothing when either side has
//         nothing to say: what is unknown does not count against a pair.
// To add a signal: a function in measures.h, its row in signals.cpp, its weight in config/settings, and its
//         sentences (reason_<name>) in three languages.
// Threads pure functions.

#include <map>
#include <string>
#include <vector>

#include "server/match/match.h"

namespace kohtaamo::server {

struct Candidate {
  const corpora::Record& record;
  double text = 0;                 // 0..1, how well its words answer
  std::size_t adoptions = 0;       // that the index knows of
  std::size_t earlier_awards = 0;  // of a call: projects and decisions alike to what the asker says
  // How telling each concept of the asker is: ln of all records over those that have it. None: all are alike.
  const std::map<std::string, double>* rarities = nullptr;

  double rarity_of(const std::string& concept_uri) const;
};

std::vector<Signal> measure_all(const Asker& asker, const Candidate& candidate, Role role, corpora::Date today,
                                const config::MatchWeights& weights);

const config::MatchWeights& weights_of(Role role, const config::MatchSettings& settings);

// Σ weight·value / Σ weight; 0 without signals.
double score_of(const std::vector<Signal>& signals);

std::vector<std::string_view> signal_names();

// What the signal of this name weighs; asking for another name is our mistake (std::logic_error).
double weight_of(std::string_view signal, const config::MatchWeights& weights);

}  // namespace kohtaamo::server
