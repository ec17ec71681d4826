// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/effective_status.h"

#include <algorithm>

namespace kohtaamo::corpora {
namespace {

// Without stages by number, the first of all deadlines is that of the first stage.
bool is_later_stage(const Deadline& deadline) { return deadline.stage && *deadline.stage > 1; }

}  // namespace

CallDates dates_of(const Call& call) {
  CallDates dates{.opens = call.opens,
                  .is_rolling = call.deadline_model == "rolling",
                  .is_cancelled = call.source_status == "cancelled"};
  const bool has_stages = call.deadline_model == "two_stage";
  for (const Deadline& deadline : call.deadlines)
    if (deadline.date && !(has_stages && is_later_stage(deadline))) dates.deadlines.push_back(*deadline.date);
  std::ranges::sort(dates.deadlines);
  const bool is_numbered = std::ranges::any_of(call.deadlines, [](const Deadline& one) { return one.stage == 1; });
  if (has_stages && !is_numbered && dates.deadlines.size() > 1) dates.deadlines.resize(1);
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
