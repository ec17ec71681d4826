// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/effective_status.h"

#include <gtest/gtest.h>

namespace kohtaamo::corpora {
namespace {

using std::chrono::days;

const Date today = std::chrono::year(2026) / 11 / 23;

TEST(EffectiveStatus, GoesByTheDaysAndNotByTheSource) {
  struct Row {
    std::string_view status;
    CallDates dates;
  };
  const std::vector<Row> rows{
      {"open", {.opens = today - days(5), .deadlines = {today + days(15)}}},
      {"open", {.opens = today, .deadlines = {today + days(15)}}},
      {"open", {.deadlines = {today + days(40)}}},
      {"closing_soon", {.opens = today - days(5), .deadlines = {today + days(14)}}},
      {"closing_soon", {.opens = today - days(5), .deadlines = {today}}},  // the closing day is included
      {"closing_soon",
       {.opens = today - days(90), .deadlines = {today - days(30), today + days(3)}}},  // the next of several
      {"closed", {.opens = today - days(5), .deadlines = {today - days(1)}}},
      {"forthcoming", {.opens = today + days(1), .deadlines = {today + days(5)}}},
      {"forthcoming", {.opens = today + days(1)}},
      {"rolling", {.opens = today - days(5), .is_rolling = true}},
      {"rolling", {.deadlines = {today - days(5)}, .is_rolling = true}},
      {"cancelled", {.opens = today - days(5), .deadlines = {today + days(15)}, .is_cancelled = true}},
      {"unknown", {}},
      {"unknown", {.opens = today - days(5)}},
  };
  for (const Row& row : rows) EXPECT_EQ(effective_status(row.dates, today), row.status);
}

TEST(EffectiveStatus, NamesTheNextDeadline) {
  const CallDates dates{.deadlines = {today - days(3), today, today + days(9)}};
  EXPECT_EQ(next_deadline(dates, today), today);
  EXPECT_EQ(next_deadline(dates, today + days(1)), today + days(9));
  EXPECT_FALSE(next_deadline(dates, today + days(10)));
}

TEST(EffectiveStatus, ReadsTheDatesOfACall) {
  Call call{.deadlines = {{.date = today + days(9)}, {}, {.date = today}}, .deadline_model = "multiple_cutoff"};
  const CallDates dates = dates_of(call);
  EXPECT_EQ(dates.deadlines, (std::vector{today, today + days(9)}));
  EXPECT_FALSE(dates.is_rolling);
}

TEST(EffectiveStatus, ClosesACallInTwoStagesAfterTheFirst) {
  const Date first = today - days(1), second = today + days(60);
  const auto status = [](std::vector<Deadline> deadlines) {
    return effective_status(Call{.deadlines = std::move(deadlines), .deadline_model = "two_stage"}, today);
  };
  EXPECT_EQ(status({{.date = first, .stage = 1}, {.date = second, .stage = 2}}), "closed");
  EXPECT_EQ(status({{.date = second}, {.date = first}}), "closed");
  EXPECT_EQ(status({{.date = today, .stage = 1}, {.date = second, .stage = 2}}), "closing_soon");
  EXPECT_EQ(status({{.date = first, .stage = 1}, {.date = second, .stage = 1}, {.date = second, .stage = 2}}), "open");
}

}  // namespace
}  // namespace kohtaamo::corpora
