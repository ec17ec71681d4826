// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// mirror.h — what a call would meet: for who funds, before or while it is open.
//
// Given   a call: a stored record, or the draft of its text.
// Gives   the innovations, projects and actors that fit, held against the call's own conditions; those that
//         nearly do, with the condition that fails; the needs that it would answer; earlier decisions and
//         projects of the same field; where in its field nobody answers a need; and which conditions were read, so that
//         the funder sees what the sides were told apart by.
// Fails   as Matcher does; bad_request when the record is no call.
// Never   lets the dates of the call decide: the funder asks what it would meet. Takes more sub-queries than
//         there are types.
// Threads safe.

#include <string>
#include <vector>

#include "server/match/match.h"
#include "server/match/record_terms.h"
#include "server/match/white_spots.h"

namespace kohtaamo::server {

// What this very call has led to so far, exactly; of a draft nothing.
struct CallHistory {
  std::size_t decisions = 0, awarded = 0, rejected = 0, projects = 0;
  double granted_eur = 0;          // of the decisions that say it
  std::size_t without_amount = 0;  // awarded ones that do not
};

struct Mirror {
  Asker understood{};
  std::vector<QuotedFact> conditions{};  // of the fields, without quotes, and else of the prose; without regions
  std::vector<Match> fits{};             // innovations, projects and actors; of each type the best, none weak
  std::vector<Match> near_misses{};      // likewise
  std::vector<Match> demand{};           // needs, best first
  std::size_t demand_total = 0;          // needs that are no weak match …
  bool demand_is_exact = true;           // … or at least so many
  std::vector<Match> overlap{};          // decisions and projects of the same field
  CallHistory history{};
  Field field{};
  WhiteSpots white_spots{};
  indexer::IndexState state{};
};

// `request.limit` holds for each type; types and filters are of no consequence.
config::Result<Mirror> find_mirror(const Matcher& matcher, const SearchEngine& engine, const MatchRequest& request);

}  // namespace kohtaamo::server
