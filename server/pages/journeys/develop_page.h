// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// develop_page.h — for who develops: who does the same already, who needs it, who pays for it, and until when.
//
// Given   what was asked, and what was found for it.
// Gives   HTML.
// Threads pure function.

#include <string>
#include <vector>

#include "server/match/overlap.h"
#include "server/pages/journeys/journey_page.h"

namespace kohtaamo::server {

struct Development {
  Asker understood{};
  Overlap overlap{};
  std::vector<Match> prior{};  // of the same subject, at any stage, beside peers and what overlaps
  std::vector<Match> needs{}, papers{}, offers{};
  std::vector<Match> calls{};         // the nearest deadline first
  std::vector<Match> closed_calls{};  // a condition fails
  std::vector<Match> peers{};         // of the same stages
};

// The stages of those who are about as far: of the same group; without a stage those that are being developed.
std::vector<std::string> stages_of_peers(std::string_view stage);
void sort_by_deadline(std::vector<Match>& calls, corpora::Date today);

// `found` is null as long as nothing was looked for.
std::string render_develop_page(const JourneyView& view, const Development* found);

}  // namespace kohtaamo::server
