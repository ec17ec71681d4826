// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// match_card.h — a match in a list: the record, how well it meets what was asked, why, and what is to be checked.
//
// Given   a match, and how the page shows it.
// Gives   the values that journey_match.mustache asks for.
// Threads pure functions.

#include <string>
#include <vector>

#include "server/match/match.h"
#include "server/pages/card.h"

namespace kohtaamo::server {

struct MatchCard {
  const Match& match;
  bool is_open = false;        // grounds stand open from the start
  bool can_be_picked = false;  // for a comparison
};
View match_view(const MatchCard& card, const Reader& reader);

enum class Grounds : std::uint8_t { folded, best_open, open };
View matches_view(const std::vector<Match>& matches, Grounds grounds, const Reader& reader);

// "Osuvuus: vahva"
std::string strength_words(const Match& match, const Reader& reader);
// The heaviest reasons, as sentences; those that are a number alone have none.
std::vector<std::string> reasons_of(const Match& match, const Reader& reader);
// What a signal holds against it, such as a cost above the budget.
std::vector<std::string> drawbacks_of(const Match& match, const Reader& reader);
View checks_view(const Match& match, const Reader& reader);
// "3 täyttyy, 1 tarkista"; empty without checks.
std::string checks_count(const Match& match, const Reader& reader);
// What would make the conditions pass that fail.
std::vector<std::string> changes_of(const Match& match, const Reader& reader);

View texts_view(const std::vector<std::string>& texts);  // items with the name "text"

}  // namespace kohtaamo::server
