// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_list.h — the calls that a reader chose: a page of the list, and the deadlines of a month.
//
// Given   a search, whose filters need not name the type; which part of the list; perhaps a month.
// Gives   calls in the order of call_calendar.h with their records, counts for the filters, the deadlines of the month.
//         Where no status is chosen, those that can or may still be applied to. A region that is chosen stands for
//         where an applicant is: a call for the whole country is among them, and counted in each region.
// Fails   as the search does.
// Threads safe.

#include <memory>
#include <optional>
#include <vector>

#include "server/places/call_calendar.h"

namespace kohtaamo::server {

struct CallListRequest {
  SearchRequest search{};
  std::size_t begin = 0, count = 20;
  std::optional<Month> month{};
};

using SharedRecord = std::shared_ptr<const corpora::Record>;

struct ListedCall {
  SharedRecord record{};
  std::string_view status{};
};

struct MonthDeadline {
  corpora::Date day{};
  SharedRecord record{};
  std::string_view status{};
  std::size_t number = 1, of = 1;  // which of the call's deadlines, and of how many
};

struct CallList {
  std::size_t total = 0;
  std::vector<Facet> facets{};
  std::vector<ListedCall> calls{};
  std::vector<MonthDeadline> deadlines{};  // of the month, at most most_deadlines
  std::size_t all_deadlines = 0;           // of the month
  std::size_t undated = 0;                 // calls whose deadline is not known
  std::optional<Month> before{}, after{};  // the nearest months that have deadlines
};
inline constexpr std::size_t most_deadlines = 250;

// The same search for feeds, calendars and programs: with the type and the statuses that are shown; a region is one
// that calls are open to.
SearchRequest search_of_calls(SearchRequest search);

config::Result<CallList> list_calls(const SearchEngine& engine, const CallListRequest& request);

}  // namespace kohtaamo::server
