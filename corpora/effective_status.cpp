// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/effective_status.h"

#include <algorithm>

namespace kohtaamo::corpora {

CallDates dates_of(const Call& call) {
  CallDates dates{.opens = call.opens,
                  .is_rolling = call.deadline_model == "rolling",
                  .is_cancelled = call.source_status == "cancelled"};
  for (const Deadline& deadline : call.deadlines)
    if (deadline.date) dates.deadlines.push_back(*deadline.date);
  std::ranges::sort(dates.deadlines);
  return dates;
}

std::optional<Date> next_deadline(const CallDates& dates, Date today) {
  const auto next = std::ranges::lower_bound(dates.deadlines, today);
  return next == dates.deadlines.end() ? std::nullopt : std::optional(*next);
}

std::string_view effective_status(const CallDates& dates, Date today) {
  if (dates.is_cancelled) return "cancelled";
  const auto next = next_deadline(dates, today);
  if (!dates.deadlines.empty() && !next && !dates.is_rolling) return "closed";
  if (dates.opens && *dates.opens > today) return "forthcoming";
  if (dates.is_rolling) return "rolling";
  if (!next) return "unknown";
  return *next - today <= closing_soon_days ? "closing_soon" : "open";
}

}  // namespace kohtaamo::corpora
