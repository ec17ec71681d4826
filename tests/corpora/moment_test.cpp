// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/moment.h"

#include <gtest/gtest.h>

namespace kohtaamo::corpora {
namespace {

using namespace std::chrono_literals;

std::string again(std::string_view text) {
  const auto moment = parse_moment(text);
  return moment ? to_timestamp(*moment) : "none";
}

TEST(Moment, IsReadInAnyZoneAndWrittenInUtc) {
  EXPECT_EQ(again("2026-11-23T14:56:38Z"), "2026-11-23T14:56:38Z");
  EXPECT_EQ(again("2026-11-23T14:56:38.5+02:00"), "2026-11-23T12:56:38Z");
  EXPECT_EQ(again("2026-11-23"), "2026-11-23T00:00:00Z");
  for (const char* text : {"", "2026-02-30", "2026-11-23T14:56:38", "2026-11-23T25:00:00Z", "2026-11-23T14:56:38Zx"})
    EXPECT_EQ(again(text), "none") << text;
}

TEST(Moment, FollowsTheClockOfHelsinki) {
  const auto at = [](std::string_view day, std::chrono::minutes time) {
    return to_timestamp(helsinki_moment(*parse_date(day), time));
  };
  EXPECT_EQ(at("2026-11-27", 3h + 30min), "2026-11-27T01:30:00Z");
  EXPECT_EQ(at("2026-07-01", 0min), "2026-06-30T21:00:00Z");
  EXPECT_EQ(at("2026-03-29", 2h + 59min), "2026-03-29T00:59:00Z");
  EXPECT_EQ(at("2026-03-29", 3h + 30min), "2026-03-29T01:00:00Z");
  EXPECT_EQ(at("2026-03-29", 4h), "2026-03-29T01:00:00Z");
  EXPECT_EQ(at("2026-10-25", 3h + 30min), "2026-10-25T00:30:00Z");
  EXPECT_EQ(at("2026-10-25", 4h), "2026-10-25T02:00:00Z");
}

}  // namespace
}  // namespace kohtaamo::corpora
