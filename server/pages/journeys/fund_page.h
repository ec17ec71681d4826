// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// fund_page.h — what a call would meet: who fits, who nearly does, who asks for it, what was funded before, and where
// nobody answers.
//
// Given   what was asked, and the mirror of it; or calls to begin with.
// Gives   HTML; the same as rows of a table, for a file.
// Threads pure functions.

#include <optional>
#include <string>
#include <vector>

#include "server/match/consortium.h"
#include "server/match/mirror.h"
#include "server/pages/facet_view.h"
#include "server/pages/journeys/journey_page.h"
#include "server/places/funded.h"

namespace kohtaamo::server {

struct Funding {
  Mirror mirror{};
  std::optional<Consortium> consortium{};  // of a call that asks for partners
  Funded funded{};
  Titles themes{};
  std::string region{};  // that the matrix is of; empty: all
};

std::string render_fund_page(const JourneyView& view, const Funding& funding);
// Nothing has been asked yet: calls to pick from.
std::string render_fund_question(const JourneyView& view, const std::vector<Hit>& calls);

// The first row names the columns.
std::vector<std::vector<std::string>> match_rows(const Mirror& mirror, const std::string& base, const Reader& reader);

}  // namespace kohtaamo::server
