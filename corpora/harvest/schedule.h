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
#include <map>
#include <string>
#include <vector>

#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/source.h"

namespace kohtaamo::corpora::harvest {

std::chrono::sys_seconds next_due(const Source& source, const HarvestState& state, std::chrono::sys_seconds now);

// Which of several sources has its turn. Of those that are due it is the one that waits longest: since it was due, or
// since it was tried last, whichever is later, so that one that is due again at once, or cannot even note that it
// failed, does not keep the others from theirs. Who was never harvested comes before all others. Ties go by name.
class Turns {
 public:
  struct Turn {
    const Source* source = nullptr;  // none: there are no sources
    std::chrono::sys_seconds due{};  // not before now
  };

  Turn next(const std::vector<Source>& sources, const std::vector<HarvestState>& states,
            std::chrono::sys_seconds now) const;
  void note(const std::string& source, std::chrono::sys_seconds ended) { tried_[source] = ended; }

 private:
  std::map<std::string, std::chrono::sys_seconds> tried_{};
};

// The last state of a source; an empty one when it was never harvested.
HarvestState state_of(const std::vector<HarvestState>& states, const Source& source);

// "every 6h", "daily at 03:30", "by hand"
std::string schedule_text(const Source& source);

}  // namespace kohtaamo::corpora::harvest
