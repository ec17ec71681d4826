// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// region_points.h — where on a map a region stands: one point near the middle of it.
//
// Given   a region of a record.
// Gives   the point of its region (maakunta), of a wellbeing services county where several share one, of the whole
//         country; a municipality stands with its region: nobody is placed more closely than that.
// Threads a constant table.

#include <optional>

#include "corpora/record.h"

namespace kohtaamo::server::exchange {

struct Point {
  double longitude = 0, latitude = 0;  // WGS 84
};

std::optional<Point> point_of(const corpora::Region& region);

}  // namespace kohtaamo::server::exchange
