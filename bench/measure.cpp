// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"

#include <time.h>

#include <algorithm>
#include <cmath>

namespace kohtaamo::bench {

using config::Result;

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::ranges::nth_element(values, values.begin() + at);
  return values[static_cast<std::size_t>(at)];
}

Result<std::vector<Times>> time_in_turn(const std::vector<Work>& ways, std::size_t pieces, Seconds bound) {
  for (std::size_t piece = 0; piece < pieces; ++piece)
    for (const Work& way : ways)
      if (auto ok = way(piece); !ok) return config::fail(ok.error());
  std::vector<Times> times(ways.size());
  const Stopwatch whole;
  for (std::size_t turn = 0; turn < pieces || whole.wall_seconds() < bound.count(); ++turn) {
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const std::size_t way = (turn + i) % ways.size();
      const Stopwatch one;
      if (auto ok = ways[way](turn % pieces); !ok) return config::fail(ok.error());
      times[way].wall_ms.push_back(1e3 * one.wall_seconds());
      times[way].cpu_ms.push_back(1e3 * one.cpu_seconds());
    }
  }
  return times;
}

double Stopwatch::wall_seconds() const { return Seconds(std::chrono::steady_clock::now() - began_).count(); }

double Stopwatch::cpu_seconds() const { return cpu_now() - cpu_began_; }

double Stopwatch::cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace kohtaamo::bench
