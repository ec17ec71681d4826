// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/mirror.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using testing::Contains;
using testing::Not;
using tests::record;

Mirror mirror_of(const SampleService& service, const MatchRequest& request) {
  auto mirror = find_mirror(service.matcher, service.engine, request);
  EXPECT_TRUE(mirror) << config::to_text(mirror.error());
  return mirror ? std::move(*mirror) : Mirror{};
}

std::string of(const std::string& type, const std::string& members) {
  return R"("type":")" + type + R"(","title":{"fi":"Ikäihmisten yhteiset kyydit kylissä"},"target_groups":["older"],)" +
         members;
}
const std::string here = R"("regions":[{"scheme":"mk","code":"11","role":"operates"}])";
const std::string theme = R"("themes":["test:ageing"],)";

std::vector<corpora::Record> field() {
  return {
      record("test:call", of("call", theme + R"("deadlines":[{"date":"2025-02-01"}],"opens":"2025-01-01",
        "eligibility":{"applicant_types":["association"],"applicant_regions":["mk:11"]})")),
      record("test:club", R"("type":"actor","title":{"fi":"Kyläyhdistys"},"actor_type":"association")"),
      record("test:city", R"("type":"actor","title":{"fi":"Kaupunki"},"actor_type":"municipality")"),
      record(
          "test:of-club",
          of("innovation",
             R"("body":{"fi":"Talkoolaiset ajavat vuorotellen, ja tilaukset otetaan puhelimella kaupan takahuoneessa."},)" +
                 theme + R"("stage":"pilot","developers":["test:club"],)" + here)),
      record("test:of-city", of("innovation", theme + R"("stage":"pilot","developers":["test:city"],)" + here)),
      record("test:answered", of("need", theme + here)),
      record("test:lonely",
             R"("type":"need","title":{"fi":"Omaishoitajat väsyvät"},"target_groups":["carers"],)" + theme + here),
      record("test:far", of("need", theme + R"("regions":[{"scheme":"mk","code":"01","role":"beneficiary"}])")),
      record("test:nowhere", of("need", R"("themes":["test:ageing"])")),
      record("test:solved", of("need", theme + R"("closed":{"date":"2026-01-01","outcome":"solved"},)" + here)),
      record("test:decision-1", of("decision", R"("call":"test:call","result":"awarded","granted_eur":1000)")),
      record("test:decision-2", of("decision", R"("call":"test:call","result":"awarded")")),
      record("test:decision-3", of("decision", R"("call":"test:call","result":"rejected")")),
  };
}

TEST(Mirror, TellsFitsFromNearMissesByTheConditionsOfTheCall) {
  const SampleService service(field());
  const Mirror mirror = mirror_of(service, service.asks("test:call"));
  EXPECT_THAT(ids_of(mirror.fits), Contains("test:of-club"));
  EXPECT_THAT(ids_of(mirror.near_misses), Contains("test:of-city"));
  EXPECT_THAT(ids_of(mirror.fits), Not(Contains("test:of-city")));
}

TEST(Mirror, FoldsNoFitIntoACopyThatTheCallExcludes) {
  auto records = field();
  const std::string words = theme + R"("stage":"pilot",)" + here;  // of test:of-city
  records.push_back(record("test:copy-1", of("innovation", R"("developers":["test:club"],)" + words)));
  records.push_back(record("test:copy-2", of("innovation", R"("developers":["test:club"],)" + words)));
  const SampleService service(records);
  const Mirror mirror = mirror_of(service, service.asks("test:call"));
  EXPECT_THAT(ids_of(mirror.near_misses), Contains("test:of-city"));
  EXPECT_THAT(ids_of(mirror.fits), Contains("test:copy-1"));
  EXPECT_THAT(ids_of(mirror.fits), Not(Contains("test:copy-2")));  // both fit, so one will do
}

// Words of a class are many records' words, and what kind of applicant one is, is a condition.
TEST(Mirror, ShowsNoActorForTheWordsOfItsClassAlone) {
  std::vector<corpora::Record> records{
      record("test:call",
             R"("type":"call","title":{"fi":"Avustus yhdistyksille: ikääntyneiden asumisen ja kyytien kehittäminen"},
        "body":{"fi":"Avustusta voivat hakea yhdistykset, jotka kehittävät ikääntyneiden asumista ja kyytejä."})"),
      record("test:home", R"("type":"actor","title":{"fi":"Lehmuskodin tuki ry"},"actor_type":"association",
        "keywords":{"fi":["Ikääntyneiden asumis- ja palvelujärjestöt"]})"),
      record("test:union", R"("type":"actor","title":{"fi":"Rannan yhdistys"},"actor_type":"association",
        "keywords":{"fi":["Ikääntyneiden asumis- ja palvelujärjestöt"]})"),
      record("test:rides", R"("type":"actor","title":{"fi":"Ikääntyneiden kyydit ry"},"actor_type":"association",
        "keywords":{"fi":["Ikääntyneiden asumis- ja palvelujärjestöt"]})"),
      record("test:told", R"("type":"actor","title":{"fi":"Koivu ry"},"actor_type":"association",
        "summary":{"fi":"Kehitämme ikääntyneiden asumista ja kyytejä."})"),
  };
  for (int i = 0; i < 20; ++i)  // so that no word is in a good part of all records
    records.push_back(record("test:other-" + std::to_string(i), R"("type":"paper","title":{"fi":"Metsien linnut"})"));
  const SampleService service(records);
  const std::vector<std::string> fits = ids_of(mirror_of(service, service.asks("test:call")).fits);
  EXPECT_THAT(fits, testing::UnorderedElementsAre("test:rides", "test:told"));
}

TEST(Mirror, CountsWhatTheCallHasLedTo) {
  const SampleService service(field());
  const CallHistory history = mirror_of(service, service.asks("test:call")).history;
  EXPECT_EQ(history.decisions, 3U);
  EXPECT_EQ(history.awarded, 2U);
  EXPECT_EQ(history.rejected, 1U);
  EXPECT_EQ(history.granted_eur, 1000);
  EXPECT_EQ(history.without_amount, 1U);
}

TEST(Mirror, CountsNeedsThatNobodyAnswersExactly) {
  const SampleService service(field());
  const WhiteSpots spots = mirror_of(service, service.asks("test:call")).white_spots;
  EXPECT_EQ(spots.needs, 3U)
      << "answered, lonely and nowhere; the solved one and the one of another region are left out";
  EXPECT_EQ(spots.unplaced, 1U);
  EXPECT_EQ(spots.unanswered, 1U);
  ASSERT_EQ(spots.cells.size(), 2U);
  EXPECT_EQ(spots.cells[0].target_group, "carers");
  EXPECT_TRUE(spots.cells[0].is_white_spot());
  EXPECT_THAT(spots.cells[0].examples, testing::ElementsAre("test:lonely"));
  EXPECT_EQ(spots.cells[1].target_group, "older");
  EXPECT_EQ(spots.cells[1].needs, 1U);
  EXPECT_EQ(spots.cells[1].innovations, 2U);
}

TEST(Mirror, ReadsADraft) {
  const SampleService service(field());
  const Mirror mirror =
      mirror_of(service, {.text = "Avustusta ikääntyneiden kyyteihin kylissä Pohjois-Savossa.", .today = sample_day});
  EXPECT_THAT(ids_of(mirror.demand), Contains("test:answered"));
  EXPECT_THAT(mirror.field.regions, Contains("mk:11"));
  EXPECT_EQ(mirror.history.decisions, 0U);
}

TEST(Mirror, AsksOfAStoredCallWhatIfItWereForOthersElsewhere) {
  const SampleService service(field());
  MatchRequest request = service.asks("test:call");
  request.corrections.regions = {"mk:01"};
  request.corrections.target_groups = {"older"};
  const Mirror mirror = mirror_of(service, request);
  EXPECT_THAT(mirror.field.regions, testing::ElementsAre("mk:01"));
  ASSERT_EQ(mirror.white_spots.cells.size(), 1U);
  EXPECT_EQ(mirror.white_spots.cells[0].region, "mk:01");
  EXPECT_THAT(mirror.white_spots.cells[0].examples, testing::ElementsAre("test:far"));
  request.corrections.regions = {"mk:11"};
  request.corrections.target_groups = {"carers"};
  EXPECT_THAT(mirror_of(service, request).field.target_groups, testing::ElementsAre("carers"));
}

std::vector<std::string> conditions(const Mirror& mirror, FactKind kind, Polarity polarity = Polarity::allowed) {
  std::vector<std::string> found;
  for (const QuotedFact& one : mirror.conditions)
    if (one.fact.kind == kind && one.fact.polarity == polarity)
      found.push_back(one.fact.code.empty() ? std::to_string(static_cast<int>(one.fact.number)) : one.fact.code);
  return found;
}

TEST(Mirror, TellsWhichConditionsOfADraftWereRead) {
  const SampleService service(field());
  const Mirror mirror =
      mirror_of(service, {.text = "Avustusta voivat hakea yhdistykset. Avustusta ei myönnetä yrityksille. "
                                  "Omarahoitusta vaaditaan vähintään 20 prosenttia.",
                          .today = sample_day});
  EXPECT_THAT(conditions(mirror, FactKind::applicant), testing::ElementsAre("association"));
  EXPECT_THAT(conditions(mirror, FactKind::applicant, Polarity::excluded), testing::ElementsAre("company"));
  EXPECT_THAT(conditions(mirror, FactKind::own_funding), testing::ElementsAre("20"));
  for (const QuotedFact& one : mirror.conditions) EXPECT_FALSE(one.quote.empty());
}

TEST(Mirror, TellsTheConditionsOfFieldsBeforeThoseOfProse) {
  auto records = field();
  records.push_back(record("test:both", of("call", R"("eligibility":{"applicant_types":["municipality"],
        "own_funding_required":30,"text":{"fi":"Avustusta voivat hakea yhdistykset. Avustusta ei myönnetä yrityksille."}})")));
  const SampleService service(records);
  const Mirror mirror = mirror_of(service, service.asks("test:both"));
  EXPECT_THAT(conditions(mirror, FactKind::applicant), testing::ElementsAre("municipality"));
  EXPECT_THAT(conditions(mirror, FactKind::applicant, Polarity::excluded), testing::ElementsAre("company"));
  EXPECT_THAT(conditions(mirror, FactKind::own_funding), testing::ElementsAre("30"));
}

TEST(Mirror, IsOfCallsAlone) {
  const SampleService& service = SampleService::all();
  EXPECT_EQ(find_mirror(service.matcher, service.engine, service.asks("sample:inn-001")).error().where, "id");
}

}  // namespace
}  // namespace kohtaamo::server
