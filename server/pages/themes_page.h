// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// themes_page.h — the spearhead themes: what they are, since when, from where, and what there is of each.
//
// Given   the themes with their counts.
// Gives   HTML: a list, and two tables of theme by stage and theme by region, whose numbers lead to a search.
// Threads pure function.

#include <string>
#include <vector>

#include "server/pages/card.h"
#include "server/places/theme_overview.h"

namespace kohtaamo::server {

struct ThemesView {
  Reader reader{};
  const std::vector<ThemeRow>& themes;
};
std::string render_themes_page(const ThemesView& view);

}  // namespace kohtaamo::server
