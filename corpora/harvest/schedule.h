// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// schedule.h — when a source is harvested next.
//
// Given   its declaration, how its last run went, and the time.
// Gives   a moment, not before now. Never harvested, or left half-way: now. After a failure: 15 minutes after its end,
//         then 30, 60 … but no later than its schedule has it. By `every`: so long after the last run began. By
//         `daily_at`: the next such time of day in Helsinki after the last run began. Not before the source itself
//         asked for.
// Never   asks the clock. A clock that was set back makes nobody wait: a last run in the future is none.
// Threads pure functions.

#include <chrono>

#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/source.h"

namespace kohtaamo::corpora::harvest {

std::chrono::sys_seconds next_due(const Source& source, const HarvestState& state, std::chrono::sys_seconds now);

// "every 6h", "daily at 03:30", "by hand"
std::string schedule_text(const Source& source);

}  // namespace kohtaamo::corpora::harvest
