// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// funded.h — what has been funded in a field, province by province and group by group.
//
// Given   a field (server/match/white_spots.h), and an open index with its facet table.
// Gives   for each province of the field and each of its target groups the projects and decisions that name both,
//         counted exactly; beside them those that are for the whole country. A field of the whole country, or of none,
//         has all provinces. A group that nothing funded names anywhere is left out: its sources do not tell it. Empty
//         when no group is left.
// Fails   as a search does.
// Threads as the database.

#include <string>
#include <vector>

#include "server/match/white_spots.h"
#include "server/places/selection.h"

namespace kohtaamo::server {

struct FundedRow {
  std::string region{};                // a province, or "national:FI"
  std::vector<std::size_t> records{};  // for each group
};

struct Funded {
  std::vector<std::string> groups{};
  std::vector<FundedRow> rows{};  // provinces in the order of their codes, the whole country last
};

config::Result<Funded> funded_in(const SearchEngine& engine, const Xapian::Database& database,
                                 const indexer::IndexState& state, const Field& field, corpora::Date today);

}  // namespace kohtaamo::server
