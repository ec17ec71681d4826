// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_calendar.h — the calls of a selection by what they are on the day of asking, and by deadline.
//
// Given   a selection of calls, the open index, the day.
// Gives   calls in the order in which a reader needs them: closing soon, open, rolling, forthcoming, not known, closed,
//         cancelled; in each the nearest day first, calls without one last; and the deadlines of a month.
// Never   gives a call without dates a deadline: what is not known is said to be so.
// Threads as the database.

#include <optional>
#include <string_view>
#include <vector>

#include "corpora/effective_status.h"
#include "server/places/month_grid.h"
#include "server/places/selection.h"

namespace kohtaamo::server {

struct CallEntry {
  Xapian::docid document{};
  std::string_view status{};  // of effective_statuses
  corpora::CallDates dates{};
};

// The order of the page; every effective status stands in it once.
std::vector<std::string_view> status_order();
// Those that can or may still be applied to: what is shown when nothing is chosen.
std::vector<std::string_view> current_statuses();

std::vector<CallEntry> list_calls(const Selection& selection, const Xapian::Database& database, corpora::Date today);

struct DatedCall {
  corpora::Date day{};
  const CallEntry* call{};         // of the list that was given
  std::size_t number = 1, of = 1;  // which of its deadlines, and of how many
};
// In order of the day, then of the list.
std::vector<DatedCall> deadlines_in(const std::vector<CallEntry>& calls, Month month);

// The nearest month with a deadline before or after this one, of those that can be shown; nothing when there is none.
std::optional<Month> month_before(const std::vector<CallEntry>& calls, Month month);
std::optional<Month> month_after(const std::vector<CallEntry>& calls, Month month);

}  // namespace kohtaamo::server
