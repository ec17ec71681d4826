// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// effective_status.h — whether a call can be applied to on a given day, whatever its source says.
//
// Given   a call and a day in Helsinki. Of a call in two stages only the first can be entered, so that the
//         deadlines of the second count for nobody who asks what to apply for.
// Gives   a code of config/lists/effective_statuses.json: open, closing_soon (the next deadline is at
//         most closing_soon_days away), forthcoming, rolling, closed, cancelled, unknown.
// Never   takes a call without dates for open: unknown stays unknown.
// Threads pure functions.

#include <optional>
#include <string_view>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::corpora {

inline constexpr std::chrono::days closing_soon_days{14};

struct CallDates {
  std::optional<Date> opens{};
  std::vector<Date> deadlines{};
  bool is_rolling = false, is_cancelled = false;
};

CallDates dates_of(const Call& call);  // deadlines in order: those by which the call can be entered
std::string_view effective_status(const CallDates& dates, Date today);
inline std::string_view effective_status(const Call& call, Date today) {
  return effective_status(dates_of(call), today);
}

// The first deadline that has not passed.
std::optional<Date> next_deadline(const CallDates& dates, Date today);

}  // namespace kohtaamo::corpora
