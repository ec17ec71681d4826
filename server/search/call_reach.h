// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_reach.h — where an applicant may be to apply to a call: its regions, all within them, and what contains them.
//
// Given   the regions of a call as the index has them: its own, and what contains them.
// Gives   every region that it is open to, once. What a call has only because a smaller region lies in it is not its
//         own: a call for Uusimaa is in Finland, but not for all of it.
// Never   has a call anywhere whose regions are not told: among filters and counts it has a code of its own.
// Threads pure function.
//
// Example   mk:11, national:FI   ->   mk:11, kunta:297 (within it), national:FI; not mk:01

#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::server {

// The code of a call whose regions nobody tells, beside those of the regions.
inline constexpr std::string_view reach_unknown = "unknown";

std::vector<std::string> regions_reached(const std::vector<std::string>& regions);

}  // namespace kohtaamo::server
