// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/call_calendar.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "indexer/schema.h"
#include "server/search/call_values.h"

namespace kohtaamo::server {
namespace {

using corpora::Date;

constexpr std::array<std::string_view, 7> statuses{"closing_soon", "open",   "rolling",  "forthcoming",
                                                   "unknown",      "closed", "cancelled"};
constexpr std::size_t current_count = 5;

// The values of one slot, read forwards beside ascending documents.
class SlotReader {
 public:
  SlotReader(const Xapian::Database& database, std::string_view field)
      : at_(database.valuestream_begin(indexer::field(field).slot)),
        end_(database.valuestream_end(indexer::field(field).slot)) {}
  std::string value_of(Xapian::docid document) {
    if (at_ != end_ && at_.get_docid() < document) at_.skip_to(document);
    return at_ != end_ && at_.get_docid() == document ? *at_ : std::string();
  }

 private:
  Xapian::ValueIterator at_, end_;
};

std::size_t rank_of(std::string_view status) {
  return static_cast<std::size_t>(std::ranges::find(statuses, status) - statuses.begin());
}

// Days from a point in time, so that the nearest comes first: of what is past the last, of what opens the opening.
int order_in_status(const CallEntry& call, Date today) {
  constexpr int last = std::numeric_limits<int>::max();
  const auto days_until = [&](Date day) { return static_cast<int>((day - today).count()); };
  if (call.status == "closed" || call.status == "cancelled")
    return call.dates.deadlines.empty() ? last : -days_until(call.dates.deadlines.back());
  if (call.status == "forthcoming" && call.dates.opens) return days_until(*call.dates.opens);
  if (const auto next = next_deadline(call.dates, today)) return days_until(*next);
  return last;
}

}  // namespace

std::vector<std::string_view> status_order() { return {statuses.begin(), statuses.end()}; }
std::vector<std::string_view> current_statuses() { return {statuses.begin(), statuses.begin() + current_count}; }

std::vector<CallEntry> list_calls(const Selection& selection, const Xapian::Database& database, Date today) {
  SlotReader opens(database, "opens"), deadlines(database, "deadlines"), states(database, "call_state");
  std::vector<CallEntry> calls;
  for (const Xapian::docid document : selection.documents) {
    const std::string opening = opens.value_of(document), days = deadlines.value_of(document),
                      state = states.value_of(document);
    CallEntry call{.document = document,
                   .dates = read_call_dates({.opens = opening, .deadlines = days, .state = state})};
    call.status = effective_status(call.dates, today);
    calls.push_back(std::move(call));
  }
  const auto order = [&](const CallEntry& call) {
    return std::tuple(rank_of(call.status), order_in_status(call, today), call.document);
  };
  std::ranges::sort(calls, {}, order);
  return calls;
}

std::vector<DatedCall> deadlines_in(const std::vector<CallEntry>& calls, Month month) {
  std::vector<DatedCall> found;
  for (const CallEntry& call : calls)
    for (std::size_t i = 0; i < call.dates.deadlines.size(); ++i)
      if (is_in(call.dates.deadlines[i], month))
        found.push_back(
            {.day = call.dates.deadlines[i], .call = &call, .number = i + 1, .of = call.dates.deadlines.size()});
  std::ranges::stable_sort(found, {}, &DatedCall::day);
  return found;
}

std::optional<Month> month_before(const std::vector<CallEntry>& calls, Month month) {
  std::optional<Month> nearest;
  for (const CallEntry& call : calls)
    for (const Date day : call.dates.deadlines)
      if (const Month one = month_of(day); is_shown(one) && one < month && (!nearest || one > *nearest)) nearest = one;
  return nearest;
}

std::optional<Month> month_after(const std::vector<CallEntry>& calls, Month month) {
  std::optional<Month> nearest;
  for (const CallEntry& call : calls)
    for (const Date day : call.dates.deadlines)
      if (const Month one = month_of(day); is_shown(one) && one > month && (!nearest || one < *nearest)) nearest = one;
  return nearest;
}

}  // namespace kohtaamo::server
