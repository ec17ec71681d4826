// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/schedule.h"

#include <gtest/gtest.h>

#include "corpora/moment.h"

namespace kohtaamo::corpora::harvest {
namespace {

using namespace std::chrono_literals;

std::string due(const Source& source, const HarvestState& state, const std::string& now) {
  return to_timestamp(next_due(source, state, *parse_moment(now)));
}

HarvestState went_well(const std::string& began, const std::string& ended) {
  return {.last_began_at = began, .last_ended_at = ended, .last_outcome = "ok"};
}

TEST(Schedule, WhatWasNeverHarvestedIsDueNow) {
  EXPECT_EQ(due({.every = 6h}, {}, "2026-11-27T18:00:00Z"), "2026-11-27T18:00:00Z");
  EXPECT_EQ(due({.daily_at = 210min}, {}, "2026-11-27T18:00:00Z"), "2026-11-27T18:00:00Z");
}

TEST(Schedule, AnIntervalCountsFromTheBeginOfTheLastRun) {
  const auto state = went_well("2026-11-27T12:00:00Z", "2026-11-27T13:00:00Z");
  EXPECT_EQ(due({.every = 6h}, state, "2026-11-27T14:00:00Z"), "2026-11-27T18:00:00Z");
  EXPECT_EQ(due({.every = 6h}, state, "2026-11-27T20:00:00Z"), "2026-11-27T20:00:00Z");
}

TEST(Schedule, ATimeOfDayIsThatOfHelsinki) {
  const Source source{.daily_at = 210min};  // 03:30
  EXPECT_EQ(due(source, went_well("2026-11-27T01:30:00Z", "2026-11-27T01:40:00Z"), "2026-11-27T18:00:00Z"),
            "2026-11-28T01:30:00Z");
  EXPECT_EQ(due(source, went_well("2026-11-26T22:30:00Z", "2026-11-26T22:40:00Z"), "2026-11-26T22:50:00Z"),
            "2026-11-27T01:30:00Z");
  EXPECT_EQ(due(source, went_well("2026-07-01T00:30:00Z", "2026-07-01T00:40:00Z"), "2026-07-01T10:00:00Z"),
            "2026-07-02T00:30:00Z");
}

// On the 29th of March 2026 the clock goes from 03:00 to 04:00, on the 25th of October from 04:00 back to 03:00.
TEST(Schedule, EachDayHasOneRunAlsoWhenTheClockChanges) {
  const Source source{.daily_at = 210min};
  EXPECT_EQ(due(source, went_well("2026-03-28T01:30:00Z", "2026-03-28T01:31:00Z"), "2026-03-28T12:00:00Z"),
            "2026-03-29T01:00:00Z");
  EXPECT_EQ(due(source, went_well("2026-03-29T01:00:00Z", "2026-03-29T01:01:00Z"), "2026-03-29T12:00:00Z"),
            "2026-03-30T00:30:00Z");
  EXPECT_EQ(due(source, went_well("2026-10-24T00:30:00Z", "2026-10-24T00:31:00Z"), "2026-10-24T12:00:00Z"),
            "2026-10-25T00:30:00Z");
  EXPECT_EQ(due(source, went_well("2026-10-25T00:30:00Z", "2026-10-25T00:31:00Z"), "2026-10-25T12:00:00Z"),
            "2026-10-26T01:30:00Z");
}

TEST(Schedule, AFailureIsRepeatedSoonAndThenLessOften) {
  HarvestState state{.last_began_at = "2026-11-27T12:00:00Z",
                     .last_ended_at = "2026-11-27T12:10:00Z",
                     .last_outcome = "failed: no route",
                     .failures = 1};
  const Source source{.every = 24h};
  EXPECT_EQ(due(source, state, "2026-11-27T12:11:00Z"), "2026-11-27T12:25:00Z");
  state.failures = 3;
  EXPECT_EQ(due(source, state, "2026-11-27T12:11:00Z"), "2026-11-27T13:10:00Z");
  state.failures = 40;
  EXPECT_EQ(due(source, state, "2026-11-27T12:11:00Z"), "2026-11-28T12:00:00Z");
}

TEST(Schedule, ASourceThatAskedToBeLeftAloneIs) {
  const HarvestState state{.last_began_at = "2026-11-27T12:00:00Z",
                           .last_ended_at = "2026-11-27T12:10:00Z",
                           .last_outcome = "failed: busy",
                           .failures = 1,
                           .not_before = "2026-11-27T15:00:00Z"};
  EXPECT_EQ(due({.every = 24h}, state, "2026-11-27T12:11:00Z"), "2026-11-27T15:00:00Z");
}

TEST(Schedule, WhatWasLeftHalfWayGoesOnNow) {
  HarvestState state = went_well("2026-11-27T12:00:00Z", "2026-11-27T11:00:00Z");  // killed: it began and did not end
  EXPECT_EQ(due({.every = 24h}, state, "2026-11-27T12:11:00Z"), "2026-11-27T12:11:00Z");
  state.last_ended_at = "2026-11-27T12:10:00Z";
  state.last_outcome = "stopped";
  EXPECT_EQ(due({.every = 24h}, state, "2026-11-27T12:11:00Z"), "2026-11-27T12:11:00Z");
}

TEST(Schedule, AClockThatWasSetBackMakesNobodyWait) {
  const auto state = went_well("2026-11-28T12:00:00Z", "2026-11-28T12:10:00Z");
  EXPECT_EQ(due({.every = 24h}, state, "2026-11-27T12:00:00Z"), "2026-11-27T12:00:00Z");
}

TEST(Schedule, SaysItselfInWords) {
  EXPECT_EQ(schedule_text({}), "by hand");
  EXPECT_EQ(schedule_text({.every = 30min}), "every 30m");
  EXPECT_EQ(schedule_text({.every = 6h}), "every 6h");
  EXPECT_EQ(schedule_text({.every = 24h * 7}), "every 7d");
  EXPECT_EQ(schedule_text({.daily_at = 210min}), "daily at 03:30");
}

std::string turn_of(const Turns& turns, const std::vector<Source>& sources, const std::vector<HarvestState>& states,
                    const std::string& now) {
  const auto turn = turns.next(sources, states, *parse_moment(now));
  return turn.source == nullptr ? "" : turn.source->name + " " + to_timestamp(turn.due);
}

TEST(Turns, WhoHasWaitedLongestComesFirst) {
  const std::vector<Source> sources{{.name = "a", .every = 1h}, {.name = "b", .every = 1h}, {.name = "c", .every = 1h}};
  const std::vector<HarvestState> states{{.source = "a",
                                          .last_began_at = "2026-11-27T12:30:00Z",
                                          .last_ended_at = "2026-11-27T12:31:00Z",
                                          .last_outcome = "ok"},
                                         {.source = "b",
                                          .last_began_at = "2026-11-27T12:00:00Z",
                                          .last_ended_at = "2026-11-27T12:01:00Z",
                                          .last_outcome = "ok"},
                                         {.source = "c",
                                          .last_began_at = "2026-11-27T12:10:00Z",
                                          .last_ended_at = "2026-11-27T12:11:00Z",
                                          .last_outcome = "ok"}};
  EXPECT_EQ(turn_of({}, sources, states, "2026-11-27T14:00:00Z"), "b 2026-11-27T14:00:00Z");
  EXPECT_EQ(turn_of({}, sources, states, "2026-11-27T12:40:00Z"), "b 2026-11-27T13:00:00Z");
  EXPECT_EQ(turn_of({}, sources, {states[0], states[1]}, "2026-11-27T14:00:00Z"), "c 2026-11-27T14:00:00Z");
  EXPECT_EQ(turn_of({}, {}, states, "2026-11-27T14:00:00Z"), "");
}

// Its last run stands as cut, or it could not even write that down.
TEST(Turns, WhoIsDueAgainAtOnceDoesNotKeepTheOthersFromTheirs) {
  const std::vector<Source> sources{{.name = "a", .every = 1h}, {.name = "b", .every = 1h}};
  Turns turns;
  EXPECT_EQ(turn_of(turns, sources, {}, "2026-11-27T14:00:00Z"), "a 2026-11-27T14:00:00Z");
  turns.note("a", *parse_moment("2026-11-27T14:05:00Z"));
  EXPECT_EQ(turn_of(turns, sources, {}, "2026-11-27T14:05:01Z"), "b 2026-11-27T14:05:01Z");
  turns.note("b", *parse_moment("2026-11-27T14:06:00Z"));
  EXPECT_EQ(turn_of(turns, sources, {}, "2026-11-27T14:06:01Z"), "a 2026-11-27T14:06:01Z");
  const std::vector<HarvestState> cut{{.source = "a",
                                       .last_began_at = "2026-11-27T14:00:00Z",
                                       .last_ended_at = "2026-11-27T14:05:00Z",
                                       .last_outcome = "stopped"},
                                      {.source = "b",
                                       .last_began_at = "2026-11-27T13:00:00Z",
                                       .last_ended_at = "2026-11-27T13:01:00Z",
                                       .last_outcome = "ok"}};
  EXPECT_EQ(turn_of({}, sources, cut, "2026-11-27T14:05:01Z"), "b 2026-11-27T14:05:01Z");
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
