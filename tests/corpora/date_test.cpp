// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/date.h"

#include <gtest/gtest.h>

#include <array>

namespace kohtaamo::corpora {
namespace {

struct DateRow {
  const char* text = "";
  const char* day = "";  // empty: refused
  const char* why = "";
};

TEST(Date, ReadsDaysAndMomentsOfHelsinki) {
  const std::array rows{
      DateRow{"2026-10-15", "2026-10-15", "a day"},
      DateRow{"2024-02-29", "2024-02-29", "a leap day"},
      DateRow{"2026-08-31T21:00:00Z", "2026-09-01", "midnight in Helsinki, in summer"},
      DateRow{"2026-08-31T20:59:59Z", "2026-08-31", "a second before"},
      DateRow{"2026-12-31T22:00:00Z", "2027-01-01", "midnight in Helsinki, in winter"},
      DateRow{"2026-12-31T21:59:59Z", "2026-12-31", "a second before"},
      DateRow{"2026-03-28T22:00:00Z", "2026-03-29", "the night when summer time begins: still winter"},
      DateRow{"2026-03-29T21:00:00Z", "2026-03-30", "the night after: summer"},
      DateRow{"2026-10-24T21:00:00Z", "2026-10-25", "the night when summer time ends: still summer"},
      DateRow{"2026-10-25T21:30:00Z", "2026-10-25", "the night after: winter"},
      DateRow{"2026-10-15T23:59", "2026-10-15", "without a zone it is Helsinki's own"},
      DateRow{"2026-10-15 16:15:00", "2026-10-15", "a space for the T"},
      DateRow{"2026-10-15T17:00:00+02:00", "2026-10-15", "Brussels"},
      DateRow{"2026-10-15T23:30:00+02:00", "2026-10-16", "late in Brussels"},
      DateRow{"2026-10-15T00:30:00+0900", "2026-10-14", "early in Tokyo"},
      DateRow{"2026-10-15T12:00:00.123Z", "2026-10-15", "parts of a second"},
      DateRow{"2026-10-15T12:00:00-05", "2026-10-15", "a zone of hours alone"},
      DateRow{"2026-02-30", "", "no such day"},
      DateRow{"2026-13-01", "", "no such month"},
      DateRow{"2026-00-10", "", "no such month"},
      DateRow{"2025-02-29", "", "no leap year"},
      DateRow{"15.10.2026", "", "the Finnish way"},
      DateRow{"2026-10", "", "a month"},
      DateRow{"2026-10-15T", "", "no time after the T"},
      DateRow{"2026-10-15T25:00:00Z", "", "no such hour"},
      DateRow{"2026-10-15T12:61:00Z", "", "no such minute"},
      DateRow{"2026-10-15T12:00:00X", "", "no such zone"},
      DateRow{"2026-10-15T12:00:00Z ", "", "something behind"},
      DateRow{"2026-10-15x", "", "something behind"},
      DateRow{" 2026-10-15", "", "something before"},
      DateRow{"-026-10-15", "", "a sign"},
      DateRow{"", "", "nothing"},
  };
  for (const DateRow& row : rows) {
    const auto day = parse_date(row.text);
    EXPECT_EQ(day ? to_text(*day) : "", row.day) << row.text << ": " << row.why;
    EXPECT_TRUE(day || day.error().message.find(row.text) != std::string::npos) << row.text << ": not named";
  }
}

TEST(Date, IsReadBackFromItsText) {
  for (Date day = std::chrono::year(1995) / 12 / 25; day < Date(std::chrono::year(2031) / 1 / 1);
       day += std::chrono::days(13))
    EXPECT_EQ(*parse_date(to_text(day)), day);
}

TEST(Date, ReadsItsOwnTimestamps) { EXPECT_TRUE(parse_date(now_as_timestamp())) << now_as_timestamp(); }

}  // namespace
}  // namespace kohtaamo::corpora
