// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// white_spot_view.h — where nobody answers a need: themes against target groups, and the same as rows of a table.
//
// Given   counted cells, the titles of their themes, and a region to look at (none: all of them).
// Gives   the values that white_spots.mustache asks for; rows of texts for a file.
// Threads pure functions.
//
// A square of the matrix is one cell when a region is chosen. Without one it tells in how many of the regions that
// have such needs nobody answers them: needs of several regions would otherwise be counted more than once.

#include <string>
#include <vector>

#include "server/match/white_spots.h"
#include "server/pages/facet_view.h"

namespace kohtaamo::server {

struct WhiteSpotView {
  const WhiteSpots& spots;
  const Titles& titles;
  std::string region{};  // code; empty: all
  Reader reader{};
};
View white_spot_view(const WhiteSpotView& view);

// The first row names the columns.
std::vector<std::vector<std::string>> white_spot_rows(const WhiteSpotView& view);

}  // namespace kohtaamo::server
