// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// region_tiles.h — the regions (maakunta) of Finland as tiles: one square each, laid out like the country.
//
// Given   nothing, or a region ("mk:11").
// Gives   the column and row of each, from the north-west; neighbours stand beside each other as far as squares can.
// Threads a constant table.

#include <array>
#include <string_view>

namespace kohtaamo::server {

struct RegionTile {
  std::string_view region{};
  int column = 0, row = 0;
};

inline constexpr std::array region_tiles{
    RegionTile{"mk:19", 3, 0}, RegionTile{"mk:16", 2, 1}, RegionTile{"mk:17", 3, 1}, RegionTile{"mk:18", 4, 1},
    RegionTile{"mk:15", 1, 2}, RegionTile{"mk:14", 2, 2}, RegionTile{"mk:13", 3, 2}, RegionTile{"mk:11", 4, 2},
    RegionTile{"mk:12", 5, 2}, RegionTile{"mk:04", 1, 3}, RegionTile{"mk:06", 2, 3}, RegionTile{"mk:07", 3, 3},
    RegionTile{"mk:10", 4, 3}, RegionTile{"mk:09", 5, 3}, RegionTile{"mk:21", 0, 4}, RegionTile{"mk:02", 1, 4},
    RegionTile{"mk:05", 2, 4}, RegionTile{"mk:01", 3, 4}, RegionTile{"mk:08", 4, 4},
};
inline constexpr int tile_columns = 6, tile_rows = 5;

}  // namespace kohtaamo::server
