// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/month_grid.h"

#include <gtest/gtest.h>

namespace kohtaamo::server {
namespace {

using namespace std::chrono_literals;
using corpora::Date;

Month month(std::string_view text) { return *parse_month(text); }
Date day(int year, unsigned month_of_year, unsigned of_month) {
  return Date(std::chrono::year(year) / std::chrono::month(month_of_year) / std::chrono::day(of_month));
}

TEST(MonthGrid, GoesFromMondayToSundayAcrossTheEndOfAYear) {
  const auto weeks = month_grid(month("2027-01"));
  ASSERT_EQ(weeks.size(), 5U);
  EXPECT_EQ(weeks.front().number, 53);  // of 2026: its Thursday is the last day of that year
  EXPECT_EQ(weeks.front().days.front(), day(2026, 12, 28));
  EXPECT_EQ(weeks[1].number, 1);
  EXPECT_EQ(weeks.back().days.back(), day(2027, 1, 31));
}

TEST(MonthGrid, HasFourFiveOrSixWeeks) {
  EXPECT_EQ(month_grid(month("2027-02")).size(), 4U);  // a February that begins on a Monday
  EXPECT_EQ(month_grid(month("2026-11")).size(), 6U);  // November 2026 begins on a Sunday
}

TEST(MonthGrid, NumbersTheWeeksOfEveryYearAsIsoDoes) {
  EXPECT_EQ(month_grid(month("2021-01")).front().number, 53);  // 1.1.2021 is a Friday
  EXPECT_EQ(month_grid(month("2024-12")).back().number, 1);    // 30.12.2024 is in week 1 of 2025
  EXPECT_EQ(month_grid(month("2026-06"))[2].number, 25);
}

TEST(MonthGrid, HasEachDayOfTheMonthOnceAndNoGap) {
  for (int year = 2024; year < 2032; ++year)
    for (unsigned of_year = 1; of_year <= 12; ++of_year) {
      const Month one = std::chrono::year(year) / std::chrono::month(of_year);
      Date expected = month_grid(one).front().days.front();
      int inside = 0;
      for (const GridWeek& week : month_grid(one))
        for (const Date each : week.days) {
          EXPECT_EQ(each, expected);
          expected += std::chrono::days(1);
          inside += is_in(each, one) ? 1 : 0;
        }
      EXPECT_EQ(static_cast<unsigned>(inside), static_cast<unsigned>((one / std::chrono::last).day()));
    }
}

TEST(MonthGrid, ReadsAMonthAndNothingElse) {
  EXPECT_EQ(to_text(month("2026-12")), "2026-12");
  for (const std::string_view wrong :
       {"2026-13", "2026-00", "2026-1", "26-12", "2026/12", "2026-1x", "1799-01", "9999-01", ""}) {
    const auto parsed = parse_month(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().code, config::ErrorCode::bad_request);
    EXPECT_EQ(parsed.error().where, "month");
  }
}

// In Helsinki it is already the next month two hours before it is so in UTC.
TEST(MonthGrid, FollowsTheDaysOfHelsinki) {
  const auto evening = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 22h + 30min;
  EXPECT_EQ(to_text(month_of(corpora::day_in_helsinki(evening))), "2026-12");
  const auto summer = std::chrono::sys_days(std::chrono::year(2026) / 6 / 30) + 20h + 59min;
  EXPECT_EQ(to_text(month_of(corpora::day_in_helsinki(summer))), "2026-06");
}

}  // namespace
}  // namespace kohtaamo::server
