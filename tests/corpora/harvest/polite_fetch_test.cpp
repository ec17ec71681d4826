// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/polite_fetch.h"

#include <gmock/gmock.h>

#include "tests/corpora/harvest/fake_time.h"

namespace kohtaamo::corpora::harvest {
namespace {

using namespace std::chrono_literals;
using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Answered = tl::expected<HttpAnswer, FetchFailure>;

Answered status(int number, const std::string& retry_after = "") {
  HttpAnswer answer{.status = number};
  if (!retry_after.empty()) answer.headers.emplace_back("retry-after", retry_after);
  return answer;
}

Answered broken_network() {
  return tl::unexpected<FetchFailure>(
      FetchFailure{.error = {ErrorCode::source_unavailable, "no route", "http://a.invalid"}, .may_pass = true});
}

class PoliteFetchTest : public ::testing::Test {
 protected:
  // Answers with these, one after another; after the last of them with 200.
  tl::expected<HttpAnswer, PoliteFailure> ask(std::vector<Answered> answers,
                                              const std::string& url = "http://a.invalid/") {
    std::size_t next = 0;
    PoliteFetch fetch(
        [&](const HttpAsk&) {
          ++attempts;
          return next < answers.size() ? answers[next++] : status(200);
        },
        time.pace());
    return fetch.fetch({.url = url}, options);
  }

  FakeTime time{};
  PoliteOptions options{.pause = 1s, .retries = 3, .max_wait = 60s};
  int attempts = 0;
};

TEST_F(PoliteFetchTest, AsksOnceWhenAllIsWell) {
  EXPECT_EQ(ask({})->status, 200);
  EXPECT_EQ(attempts, 1);
  EXPECT_THAT(time.waits, IsEmpty());
}

TEST_F(PoliteFetchTest, LeavesAPauseBetweenRequestsToOneHost) {
  PoliteFetch fetch([&](const HttpAsk&) { return status(200); }, time.pace());
  EXPECT_TRUE(fetch.fetch({.url = "http://a.invalid/1"}, options));
  EXPECT_TRUE(fetch.fetch({.url = "http://b.invalid/1"}, options));
  time.now += 300ms;
  EXPECT_TRUE(fetch.fetch({.url = "http://a.invalid:81/2"}, options));
  EXPECT_THAT(time.waits, ElementsAre(700ms));
  time.now += 5s;
  EXPECT_TRUE(fetch.fetch({.url = "http://a.invalid/3"}, options));
  EXPECT_THAT(time.waits, ElementsAre(700ms));
}

TEST_F(PoliteFetchTest, AClockThatIsSetBackMakesNobodyWait) {
  PoliteFetch fetch([&](const HttpAsk&) { return status(200); }, time.pace());
  EXPECT_TRUE(fetch.fetch({.url = "http://a.invalid/1"}, options));
  time.now -= 24h;
  EXPECT_TRUE(fetch.fetch({.url = "http://a.invalid/2"}, options));
  EXPECT_THAT(time.waits, IsEmpty());
}

TEST_F(PoliteFetchTest, WaitsAsLongAsTheSourceSays) {
  EXPECT_EQ(ask({status(503, "7"), status(429, "40")})->status, 200);
  EXPECT_EQ(attempts, 3);
  EXPECT_THAT(time.waits, ElementsAre(7s, 40s));
}

TEST_F(PoliteFetchTest, DoublesItsWaitsWhenTheSourceSaysNothing) {
  options.pause = 0ms;
  options.max_wait = 3s;
  EXPECT_EQ(ask({status(503), broken_network(), status(502)})->status, 200);
  EXPECT_THAT(time.waits, ElementsAre(1s, 2s, 3s));
}

TEST_F(PoliteFetchTest, ShortensItsWaitsByChance) {
  options.pause = 0ms;
  time.chance = 0.5;
  EXPECT_EQ(ask({status(503), status(500)})->status, 200);
  EXPECT_THAT(time.waits, ElementsAre(750ms, 1'500ms));
}

TEST_F(PoliteFetchTest, GivesUpAfterSoManyRepeats) {
  const auto answer = ask({status(503), status(503), status(503), status(503), status(503)});
  ASSERT_FALSE(answer);
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(answer.error().error.code, ErrorCode::source_unavailable);
  EXPECT_THAT(answer.error().error.message, HasSubstr("503"));
}

TEST_F(PoliteFetchTest, ComesBackLaterWhenToldToStayAwayForLong) {
  const auto answer = ask({status(503, "3600")});
  ASSERT_FALSE(answer);
  EXPECT_EQ(attempts, 1);
  EXPECT_EQ(answer.error().come_back_in, 3'600s);
  EXPECT_THAT(time.waits, IsEmpty());
}

TEST_F(PoliteFetchTest, RepeatsNothingThatCannotPass) {
  const auto refused =
      ask({tl::unexpected<FetchFailure>(FetchFailure{.error = {ErrorCode::source_refused, "private", ""}})});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.code, ErrorCode::source_refused);
  EXPECT_EQ(ask({status(404)})->status, 404);
  EXPECT_EQ(ask({status(403)})->status, 403);
  EXPECT_EQ(attempts, 3);
}

TEST_F(PoliteFetchTest, AStopEndsAWait) {
  time.stops_at_wait = 1;
  const auto answer = ask({status(503, "7")});
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().is_stop);
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
