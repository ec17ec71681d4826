// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/month_grid.h"

#include <fmt/format.h>

#include <charconv>

namespace kohtaamo::server {
namespace {

using corpora::Date;
using std::chrono::days;

Date first_day(Month month) { return Date(month / 1); }

Date monday_of(Date day) {
  const std::chrono::weekday weekday(day);
  return day - (weekday - std::chrono::Monday);
}

constexpr std::chrono::year first_year{1900}, last_year{2200};

int iso_week(Date monday) {
  const Date thursday = monday + days(3);
  const auto year = std::chrono::year_month_day(thursday).year();
  return static_cast<int>((thursday - Date(year / 1 / 1)).count() / 7) + 1;
}

}  // namespace

bool is_shown(Month month) { return month.ok() && month.year() >= first_year && month.year() <= last_year; }

config::Result<Month> parse_month(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  const char* const end = text.data() + text.size();
  const bool has_form = text.size() == 7 && text[4] == '-';
  const bool is_read = has_form && std::from_chars(text.data(), text.data() + 4, year).ptr == text.data() + 4 &&
                       std::from_chars(text.data() + 5, end, month).ptr == end;
  const Month found{std::chrono::year(year), std::chrono::month(month)};
  if (!is_read || !is_shown(found))
    return config::fail(config::ErrorCode::bad_request, fmt::format("'{}' is not a month such as 2026-12", text),
                        "month");
  return found;
}

std::string to_text(Month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Month month_of(Date day) {
  const std::chrono::year_month_day parts(day);
  return parts.year() / parts.month();
}

bool is_in(Date day, Month month) { return month_of(day) == month; }

std::vector<GridWeek> month_grid(Month month) {
  std::vector<GridWeek> weeks;
  const Date after = first_day(month + std::chrono::months(1));
  for (Date monday = monday_of(first_day(month)); monday < after; monday += days(7)) {
    GridWeek week{.number = iso_week(monday)};
    for (int day = 0; day < 7; ++day) week.days.at(static_cast<std::size_t>(day)) = monday + days(day);
    weeks.push_back(week);
  }
  return weeks;
}

}  // namespace kohtaamo::server
