// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// progress_bar.h — how far something long has come, on stderr.
//
// Given   what is done, of how much, as often as the caller likes.
// Gives   on a terminal a bar with rate and remaining time, ten times a second at most; elsewhere a
//         plain line every five seconds. Work of less than two seconds shows nothing.
// Never   writes to stdout; a bar is wiped away when it ends.
// Threads one at a time.
//
// Example   importing  [##########..........]  50 %  12300 records, 4100/s, 3 s left

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kohtaamo::indexer {

struct Progress {
  std::uint64_t done = 0, total = 0;  // in any measure; total 0: unknown
  std::int64_t count = 0;             // things done, for the rate
};

// One line, with a bar or without.
std::string progress_line(std::string_view label, std::string_view things, const Progress& at,
                          std::chrono::duration<double> elapsed, bool with_bar);

class ProgressBar {
 public:
  ProgressBar(std::string label, std::string things, bool is_quiet);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  void show(const Progress& at);

 private:
  using Clock = std::chrono::steady_clock;

  std::string label_, things_;
  bool is_quiet_, is_terminal_, is_shown_ = false;
  Clock::time_point began_, next_;
};

}  // namespace kohtaamo::indexer
