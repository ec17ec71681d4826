// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// compare_page.h — up to four records side by side: what is known of each, how well it meets what was asked, and why.
//
// Given   the records in the order of their ids, and the matches of those that are among the answers.
// Gives   HTML: one table, whose rows stand under each other where there is little room.
// Threads pure function.

#include <map>
#include <string>
#include <vector>

#include "server/pages/journeys/journey_request.h"
#include "server/pages/record_page.h"

namespace kohtaamo::server {

inline constexpr std::size_t most_compared_side_by_side = 4;

struct Comparison {
  const JourneyRequest& asked;  // empty: they are compared as they are
  std::vector<corpora::Record> records{};
  std::map<corpora::RecordId, Match> matches{};
  Related related{};         // records that those compared refer to
  std::size_t left_out = 0;  // ids beyond the most, or that nobody has
  Reader reader{};
};
std::string render_compare_page(const Comparison& comparison);

// "compare?id=…&id=…&journey=need&of=…"
std::string compare_address(const JourneyRequest& asked, const std::vector<corpora::RecordId>& ids);

}  // namespace kohtaamo::server
