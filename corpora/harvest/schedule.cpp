// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/schedule.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpora/moment.h"

namespace kohtaamo::corpora::harvest {
namespace {

using std::chrono::sys_seconds;

constexpr std::chrono::minutes first_repeat{15};
constexpr std::int64_t most_doublings = 10;
constexpr std::chrono::minutes a_day{24 * 60};

sys_seconds by_schedule(const Source& source, sys_seconds began) {
  if (!source.daily_at) return began + std::max(source.every, std::chrono::minutes(1));
  const Date day = day_in_helsinki(began);
  const sys_seconds same_day = helsinki_moment(day, *source.daily_at);
  return same_day > began ? same_day : helsinki_moment(day + std::chrono::days(1), *source.daily_at);
}

sys_seconds after_failure(const Source& source, const HarvestState& state, sys_seconds ended) {
  const auto wait = first_repeat * (std::int64_t{1} << std::min(state.failures - 1, most_doublings));
  return ended + std::min(wait, source.daily_at ? a_day : std::max(source.every, std::chrono::minutes(1)));
}

// Also a moment that has passed: so long the source has waited.
sys_seconds due_at(const Source& source, const HarvestState& state, sys_seconds now) {
  const auto began = parse_moment(state.last_began_at);
  const auto ended = parse_moment(state.last_ended_at);
  if (!began || *began > now) return sys_seconds{};
  sys_seconds due = by_schedule(source, *began);
  const bool was_cut = !ended || *ended < *began || state.last_outcome == "stopped";
  if (was_cut)
    due = ended && *ended >= *began ? *ended : *began;
  else if (state.failures > 0)
    due = std::min(due, after_failure(source, state, *ended));
  if (const auto not_before = parse_moment(state.not_before)) due = std::max(due, *not_before);
  return due;
}

}  // namespace

sys_seconds next_due(const Source& source, const HarvestState& state, sys_seconds now) {
  return std::max(due_at(source, state, now), now);
}

Turns::Turn Turns::next(const std::vector<Source>& sources, const std::vector<HarvestState>& states,
                        sys_seconds now) const {
  Turn turn;
  auto first = sys_seconds::max();
  for (const Source& source : sources) {
    const sys_seconds due = due_at(source, state_of(states, source), now);
    const auto tried = tried_.find(source.name);
    const sys_seconds since = due > now || tried == tried_.end() ? due : std::max(due, std::min(tried->second, now));
    if (turn.source != nullptr && since >= first) continue;
    first = since;
    turn = {.source = &source, .due = std::max(due, now)};
  }
  return turn;
}

HarvestState state_of(const std::vector<HarvestState>& states, const Source& source) {
  const auto found = std::ranges::find(states, source.name, &HarvestState::source);
  return found == states.end() ? HarvestState{} : *found;
}

std::string schedule_text(const Source& source) {
  if (source.daily_at)
    return fmt::format("daily at {:02}:{:02}", source.daily_at->count() / 60, source.daily_at->count() % 60);
  const auto minutes = source.every.count();
  if (minutes == 0) return "by hand";
  if (minutes % a_day.count() == 0) return fmt::format("every {}d", minutes / a_day.count());
  return minutes % 60 == 0 ? fmt::format("every {}h", minutes / 60) : fmt::format("every {}m", minutes);
}

}  // namespace kohtaamo::corpora::harvest
