// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// white_spots.h — which needs nobody answers, by theme, target group and region.
//
// Given   an open index with its facet table, and the field that is looked at: themes, target groups,
//         regions; what is empty sets no bound. A need is of the field when it shares a theme or a target
//         group with it, and is not for regions apart from its regions.
// Gives   every open need of the field, counted in each cell of the field that it names; beside them the innovations of
//         the same cell, and those of the same theme and group elsewhere. All counts are exact. A need
//         that lacks a theme, a group or a region is in no cell, and counted by itself: what is unknown
//         is no white spot.
// Never   counts closed needs, stopped innovations, or anything unlisted.
// Threads as the database.

#include <string>
#include <vector>

#include <xapian.h>

#include "corpora/record.h"
#include "server/search/search.h"

namespace kohtaamo::server {

struct Field {
  std::vector<corpora::RecordId> themes{};
  std::vector<std::string> target_groups{}, regions{};
};

struct Cell {
  corpora::RecordId theme{};
  std::string target_group{}, region{};  // regions as provinces, or a whole country
  std::size_t needs = 0;
  std::size_t innovations = 0;  // of this region, or for the whole country
  std::size_t innovations_elsewhere = 0;
  std::vector<corpora::RecordId> examples{};  // some of the needs
  bool is_white_spot() const { return innovations == 0; }
};

struct WhiteSpots {
  std::vector<Cell> cells{};   // with at least one need; white spots first, then by needs, then by codes
  std::size_t needs = 0;       // open ones of the field
  std::size_t unanswered = 0;  // of these: name no answer themselves, and all their cells are white
  std::size_t unplaced = 0;    // of these: lack a theme, a group or a region
  bool is_complete = true;     // false: there are more needs than are read
};

config::Result<WhiteSpots> find_white_spots(const SearchEngine& engine, const Xapian::Database& database,
                                            const indexer::IndexState& state, const Field& field, corpora::Date today);

}  // namespace kohtaamo::server
