// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace kohtaamo::indexer {
namespace {

constexpr std::chrono::seconds first_shown_after{2};
constexpr std::chrono::milliseconds between_bars{100}, between_lines{5'000};
constexpr std::size_t bar_cells = 20;

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  return whole < 100 ? fmt::format("{} s", whole) : fmt::format("{} min", (whole + 30) / 60);
}

}  // namespace

std::string progress_line(std::string_view label, std::string_view things, const Progress& at,
                          std::chrono::duration<double> elapsed, bool with_bar) {
  const double seconds = std::max(elapsed.count(), 1e-3);
  std::string line(label);
  const double share = at.total == 0 ? 0 : std::min(1.0, static_cast<double>(at.done) / static_cast<double>(at.total));
  if (at.total != 0 && with_bar) {
    const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_cells));
    line += fmt::format("  [{:#<{}}{:.<{}}]", "", full, "", bar_cells - full);
  }
  if (at.total != 0) line += fmt::format("  {:.0f} %", 100 * share);
  line += fmt::format("  {} {}, {:.0f}/s", at.count, things, static_cast<double>(at.count) / seconds);
  if (share > 0) line += fmt::format(", {} left", time_text(seconds / share - seconds));
  return line;
}

ProgressBar::ProgressBar(std::string label, std::string things, bool is_quiet)
    : label_(std::move(label)),
      things_(std::move(things)),
      is_quiet_(is_quiet),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      began_(Clock::now()),
      next_(began_ + first_shown_after) {}

ProgressBar::~ProgressBar() {
  if (is_shown_ && is_terminal_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressBar::show(const Progress& at) {
  const auto now = Clock::now();
  if (is_quiet_ || now < next_) return;
  is_shown_ = true;
  next_ = now + (is_terminal_ ? between_bars : between_lines);
  const std::string line = progress_line(label_, things_, at, now - began_, is_terminal_);
  if (is_terminal_)
    fmt::print(stderr, "\r{}\x1b[K", line);
  else
    fmt::print(stderr, "{}\n", line);
}

}  // namespace kohtaamo::indexer
