// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// fake_time.h — a clock that only waiting moves, and chance that a test decides.

#include <chrono>
#include <vector>

#include "corpora/harvest/polite_fetch.h"

namespace kohtaamo::corpora::harvest {

struct FakeTime {
  std::chrono::system_clock::time_point now =
      std::chrono::system_clock::from_time_t(1'795'802'400);  // 2026-11-27 18:00
  std::vector<std::chrono::milliseconds> waits{};
  double chance = 0;
  std::size_t stops_at_wait = 0;  // the first, the second …; 0: none

  Pace pace() {
    return {.now = [this] { return now; },
            .wait =
                [this](std::chrono::milliseconds time) {
                  waits.push_back(time);
                  now += time;
                  return waits.size() != stops_at_wait;
                },
            .chance = [this] { return chance; }};
  }
};

}  // namespace kohtaamo::corpora::harvest
