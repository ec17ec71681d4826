// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// theme_overview.h — the spearhead themes, and what there is of each: by type, stage and region.
//
// Given   an open index with its facet table, the day.
// Gives   every listed theme, those in force first, then those to come, then those that have ended, each by title; the
//         records that name the theme, counted exactly.
// Fails   as reading the index does.
// Threads as the database.

#include <vector>

#include "server/places/selection.h"

namespace kohtaamo::server {

enum class ThemeTime : std::uint8_t { in_force, to_come, ended };

struct ThemeRow {
  corpora::Record record{};
  ThemeTime time{};
  std::size_t records = 0;
  Counts types{}, stage_groups{}, stages{}, regions{};
};

// Without dates a theme is in force.
ThemeTime time_of(const corpora::Theme& theme, corpora::Date today);

config::Result<std::vector<ThemeRow>> overview_of_themes(const SearchEngine& engine, const Xapian::Database& database,
                                                         const indexer::IndexState& state, corpora::Date today);

}  // namespace kohtaamo::server
