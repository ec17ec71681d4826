// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// month_grid.h — a month as weeks from Monday to Sunday.
//
// Given   a month ("2026-12").
// Gives   its weeks with their ISO numbers, the days of the months beside it included where a week needs them.
// Fails   parse_month: bad_request for text that is no month, or one beyond the years 1900 to 2200.
// Threads pure functions.
//
// Example   2027-01   ->   week 53: 28.12. … 1.1. 2.1. 3.1.; week 1: 4.1. …

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/date.h"

namespace kohtaamo::server {

using Month = std::chrono::year_month;

bool is_shown(Month month);  // within the years that parse_month takes
config::Result<Month> parse_month(std::string_view text);
std::string to_text(Month month);  // "2026-12"
Month month_of(corpora::Date day);
bool is_in(corpora::Date day, Month month);

struct GridWeek {
  int number = 0;  // ISO 8601: the week that has the Thursday
  std::array<corpora::Date, 7> days{};
};
std::vector<GridWeek> month_grid(Month month);

}  // namespace kohtaamo::server
