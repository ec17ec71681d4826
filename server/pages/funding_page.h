// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// funding_page.h — the calls as a list, and their deadlines as a month.
//
// Given   the calls that were chosen, and what was chosen.
// Gives   HTML: filters, a list with every deadline and stage; or a month as a list of days and as a table.
// Threads pure function.

#include <string>

#include "server/pages/place_parts.h"
#include "server/places/call_list.h"

namespace kohtaamo::server {

struct FundingView {
  const Place& place;  // "funding" or "funding/calendar"
  const CallList& list;
  std::size_t page = 1;
  std::optional<Month> month{};  // of the calendar
};

std::span<const FacetRow> funding_filters();
std::string render_funding_page(const FundingView& view);

inline constexpr std::size_t calls_per_page = 20;

}  // namespace kohtaamo::server
