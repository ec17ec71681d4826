// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// region_outlines.h — the boundaries of the regions (maakunta), as the operator has them in a file of GeoJSON.
//
// Given   a FeatureCollection in WGS 84 whose features have the code of a region: "11" or "mk:11", as their id or in
//         their property `code`; polygons and multipolygons.
// Gives   each region as a path of SVG in a drawing of `width` by `height`, and a point for a number: the middle of
//         its largest part. Parts smaller than can be seen are left out, the largest never is.
// Fails   bad_config with file and feature: not GeoJSON, an unknown region, one twice, one missing.
// How     degrees are drawn as they are, east-west shortened by the cosine of the middle latitude.
// Threads pure functions; read_region_outlines reads the file.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"

namespace kohtaamo::server {

struct RegionOutline {
  std::string region{};  // "mk:11"
  std::string path{};    // of SVG
  double middle_x = 0, middle_y = 0;
};

struct RegionOutlines {
  std::vector<RegionOutline> regions{};  // in the order of their codes
  double width = 0, height = 0;
};

config::Result<RegionOutlines> parse_region_outlines(std::string_view geojson, const std::string& file);
config::Result<RegionOutlines> read_region_outlines(const std::string& file);

}  // namespace kohtaamo::server
