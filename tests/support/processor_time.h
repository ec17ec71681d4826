// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// processor_time.h — what this process has computed so far.
//
// Gives   processor time of all its threads. A bound on it holds however busy the machine is;
//         a bound on the clock would not.

#include <time.h>

#include <chrono>

namespace kohtaamo::tests {

inline std::chrono::nanoseconds processor_time() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

}  // namespace kohtaamo::tests
