// SPDX-License-Identifier: GPL-3.0-or-later
// What a match may not depend on, and what it must depend on, on the sample records.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "corpora/effective_status.h"
#include "server/match/signals.h"
#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using corpora::RecordType;
using testing::Contains;
using testing::Not;
using tests::record;

MatchResult matched(const SampleService& service, MatchRequest request) {
  request.today = request.today == corpora::Date{} ? sample_day : request.today;
  auto result = service.matcher.match(request);
  EXPECT_TRUE(result) << config::to_text(result.error());
  return result ? std::move(*result) : MatchResult{};
}

std::set<std::string> solutions_for(const std::string& text, stemming::Language language) {
  const MatchResult result = matched(
      SampleService::all(), {.text = text, .language = language, .types = {RecordType::innovation}, .limit = 5});
  const std::vector<std::string> ids = ids_of(result.matches);
  return {ids.begin(), ids.end()};
}

TEST(Metamorphic, AnotherCaseEndingChangesNoResultSet) {
  const std::vector<std::pair<std::string, std::string>> same{
      {"Ikäihmisten yksinäisyys kylissä ja yhteiset kyydit", "Ikäihmisen yksinäisyydestä kylään, yhteisillä kyydeillä"},
      {"Nuorten aikuisten mielenterveyden tuki", "Nuorille aikuisille mielenterveyden tuesta"},
      {"Naisten asunnottomuus", "Naisilta asunnottomuutta"},
      {"Omaishoitajan vapaat ja sijainen", "Omaishoitajien vapaisiin sijaisia"},
  };
  for (const auto& [one, other] : same)
    EXPECT_EQ(solutions_for(one, stemming::Language::fi), solutions_for(other, stemming::Language::fi)) << other;
}

TEST(Metamorphic, ClosingACallRemovesItFromTheFits) {
  const SampleService& service = SampleService::all();
  std::size_t closed = 0;
  for (const char* need : {"sample:need-019", "sample:need-025", "sample:need-001"}) {
    const MatchRequest request{.id = need, .types = {RecordType::call}};
    for (const Match& fit : matched(service, request).matches) {
      const corpora::CallDates dates = corpora::dates_of(std::get<corpora::Call>(fit.record.details));
      if (dates.is_rolling || dates.deadlines.empty()) continue;
      MatchRequest later = request;
      later.limit = 100;
      later.today = dates.deadlines.back() + std::chrono::days(1);
      const MatchResult result = matched(service, later);
      EXPECT_THAT(ids_of(result.matches), Not(Contains(fit.record.id)));
      EXPECT_THAT(ids_of(result.near_misses), Contains(fit.record.id));
      ++closed;
    }
  }
  EXPECT_GT(closed, 0U);
}

// One solution that has all that the need speaks of, and copies that each lack one thing.
TEST(Metamorphic, DroppingAReasonFromTheRecordLowersItsScore) {
  const std::string words =
      R"("title":{"fi":"Kylätupakyyti"},"core_idea":{"fi":"Ikäihmiset pääsevät kyydillä kylätuvalle."})";
  const auto solution = [](const std::string& id, const std::string& text, const std::string& group,
                           const std::string& region, const std::string& stage) {
    return record(id, R"("type":"innovation",)" + text + R"(,"target_groups":[")" + group +
                          R"("],"regions":[{"scheme":"mk","code":")" + region + R"(","role":"origin"}],"stage":")" +
                          stage + "\"");
  };
  const SampleService service(std::vector<corpora::Record>{
      record("t:need", R"("type":"need","title":{"fi":"Ikäihmisten kyydit kylässä"},"target_groups":["older"],
        "regions":[{"scheme":"mk","code":"11","role":"beneficiary"}],"stage":"need")"),
      solution("t:all", words, "older", "11", "spreading"), solution("t:group", words, "students", "11", "spreading"),
      solution("t:region", words, "older", "01", "spreading"), solution("t:stage", words, "older", "11", "idea"),
      solution("t:text", R"("title":{"fi":"Kylätupa"},"core_idea":{"fi":"Tuvalla keitetään kahvit."})", "older", "11",
               "spreading"),
      record("t:other", R"("type":"innovation","title":{"fi":"Koululaisten läksykerho"})")});
  MatchRequest request{.id = "t:need", .types = {RecordType::innovation}, .limit = 10};
  std::map<std::string, double> scores;
  for (const Match& match : matched(service, request).matches) {
    scores[match.record.id] = match.score;
    for (const std::string& twin : match.twins) {
      MatchRequest of_twin = request;
      of_twin.filters = {{.field = "id", .codes = {twin}}};
      for (const Match& copy : matched(service, of_twin).matches) scores[copy.record.id] = copy.score;
    }
  }
  for (const char* id : {"t:group", "t:region", "t:stage", "t:text"}) {
    ASSERT_TRUE(scores.contains(id)) << id;
    EXPECT_LT(scores[id], scores["t:all"]) << id;
  }
}

// The reason named first carries the most of a score, and taking its value away lowers it.
TEST(Metamorphic, DroppingTheReasonNamedFirstLowersEveryScore) {
  const SampleService& service = SampleService::all();
  for (const char* need : {"sample:need-003", "sample:need-013", "sample:need-025", "sample:need-038"})
    for (Match& match : matched(service, {.id = need}).matches) {
      ASSERT_FALSE(match.signals.empty()) << match.record.id;
      for (const Signal& signal : match.signals)
        EXPECT_LE(signal.weight * signal.value, match.signals.front().weight * match.signals.front().value);
      match.signals.front().value = 0;
      EXPECT_LT(score_of(match.signals), match.score) << match.record.id;
    }
}

TEST(NearCopies, AreFoldedUnlessTheyAreAskedForById) {
  const std::string words =
      R"("type":"innovation","title":{"fi":"Kylätupakyyti"},"core_idea":{"fi":"Ikäihmiset pääsevät kyydillä kylätuvalle."})";
  const SampleService service(
      std::vector<corpora::Record>{record("t:one", words), record("t:copy", words), record("t:third", words),
                                   record("t:else", R"("type":"innovation","title":{"fi":"Nuorten olohuone"})")});
  MatchRequest request{
      .text = "Ikäihmisten kyydit kylätuvalle", .language = stemming::Language::fi, .types = {RecordType::innovation}};
  EXPECT_EQ(ids_of(matched(service, request).matches).size(), 1U);
  request.filters = {{.field = "id", .codes = {"t:one", "t:copy", "t:third"}}};
  EXPECT_THAT(ids_of(matched(service, request).matches), testing::UnorderedElementsAre("t:one", "t:copy", "t:third"));
}

}  // namespace
}  // namespace kohtaamo::server
