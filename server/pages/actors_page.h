// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actors_page.h — who there is: a list, and a map of Finland by region.
//
// Given   the actors that were chosen, and what was chosen; the operator's outlines of the regions, if there are any.
// Gives   HTML: filters and a list; or a map whose regions lead to their actors, with the same counts as a table. A
// region
//         without actors is shown as a gap, never left out.
// Threads pure function.

#include <string>

#include "server/pages/place_parts.h"
#include "server/places/actor_list.h"
#include "server/places/region_outlines.h"

namespace kohtaamo::server {

struct ActorsView {
  const Place& place;  // "actors" or "actors/map"
  const ActorList& list;
  std::size_t page = 1;
  bool is_map = false;
  const RegionOutlines* outlines = nullptr;  // none: tiles
};

std::span<const FacetRow> actor_filters();
std::span<const SisterPage> actor_pages();
std::string render_actors_page(const ActorsView& view);

inline constexpr std::size_t actors_per_page = 24;

// Of how many there are, 0 (none) to 4 (most): fifths of the largest on a scale of roots, so that small ones differ.
int level_of(std::size_t count, std::size_t most);
// "P-S": what fits into a tile.
std::string short_region_name(std::string_view name);

}  // namespace kohtaamo::server
