// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/effective_status.h"
#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

using corpora::Date;

// Money that comes after the work must have begun.
std::optional<Outcome> too_late(const Asker& asker, Date opens) {
  if (!asker.start_by || *asker.start_by >= opens) return std::nullopt;
  Change change{.reason = {"check_time_window_change_start", {day_value("date", opens)}}, .asker = asker};
  change.asker.start_by = opens;
  return Outcome{.verdict = Verdict::fail,
                 .reason = {"check_time_window_fail_late", {day_value("date", opens)}},
                 .changes = {std::move(change)}};
}

Outcome of_call(const Asker& asker, const corpora::Call& call, Date today) {
  const corpora::CallDates dates = corpora::dates_of(call);
  const std::string_view status = corpora::effective_status(dates, today);
  const auto next = corpora::next_deadline(dates, today);
  if (status == "rolling") return {.verdict = Verdict::pass, .reason = {"check_time_window_pass_rolling", {}}};
  if (status == "cancelled") return {.verdict = Verdict::fail, .reason = {"check_time_window_fail_cancelled", {}}};
  if (status == "closed")
    return {.verdict = Verdict::fail,
            .reason = {"check_time_window_fail", {day_value("date", dates.deadlines.back())}}};
  if (status == "forthcoming") {
    if (auto late = too_late(asker, *dates.opens)) return std::move(*late);
    return {.verdict = Verdict::pass,
            .reason = {"check_time_window_pass_forthcoming", {day_value("date", *dates.opens)}}};
  }
  if (!next) return {.reason = {"check_time_window_unknown", {}}};
  return {.verdict = Verdict::pass, .reason = {"check_time_window_pass", {day_value("date", *next)}}};
}

}  // namespace

std::optional<Outcome> check_time_window(const Asker& asker, const RecordTerms& terms, Date today) {
  if (terms.call() != nullptr) return of_call(asker, *terms.call(), today);
  const auto* resource = std::get_if<corpora::Resource>(&terms.record().details);
  if (resource == nullptr || !resource->valid_to) return std::nullopt;
  const ReasonValue day = day_value("date", *resource->valid_to);
  if (*resource->valid_to < today)
    return Outcome{.verdict = Verdict::fail, .reason = {"check_time_window_fail", {day}}};
  return Outcome{.verdict = Verdict::pass, .reason = {"check_time_window_pass", {day}}};
}

}  // namespace kohtaamo::server
