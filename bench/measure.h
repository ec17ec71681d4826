// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// measure.h — several ways of doing the same piece of work, timed in turn.
//
// Given   ways, the number of pieces, and how long to go on.
// Gives   the time of each piece in each way: on the clock, and of the processor (of all threads of this
//         program). After one untimed pass every pass takes the pieces in order, and each piece all ways,
//         beginning with another way each time: what disturbs the machine disturbs all of them alike, and
//         none always finds what another has just read.
// Fails   with what a piece fails with.
// Threads one at a time.

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

#include "config/error.h"

namespace kohtaamo::bench {

using Seconds = std::chrono::duration<double>;
using Work = std::function<config::Result<void>(std::size_t piece)>;

struct Times {
  std::vector<double> wall_ms{}, cpu_ms{};
};

double quantile(std::vector<double> values, double share);  // 0.5: the median; 0 of no values

config::Result<std::vector<Times>> time_in_turn(const std::vector<Work>& ways, std::size_t pieces, Seconds bound);

// Time since it was made.
class Stopwatch {
 public:
  double wall_seconds() const;
  double cpu_seconds() const;  // of all threads

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double cpu_began_ = cpu_now();
  static double cpu_now();
};

}  // namespace kohtaamo::bench
