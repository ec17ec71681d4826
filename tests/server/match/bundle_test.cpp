// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/bundle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "corpora/material.h"
#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using tests::record;

// One thing for each of what the need looks for, and one that has nothing to do with it.
std::vector<corpora::Record> planted() {
  const std::string topic = R"("target_groups":["youth"],"regions":[{"scheme":"mk","code":"18","role":"operates"}],)";
  return {
      record("test:county",
             R"("type":"actor","title":{"fi":"Esimerkin hyvinvointialue"},"actor_type":"wellbeing_county")"),
      record(
          "test:need",
          R"("type":"need","title":{"fi":"Nuorten mielenterveyden tuki ilman ajanvarausta"},
        "problem":{"fi":"Nuoret aikuiset jonottavat mielenterveyden tukea viikkoja."},"owner":"test:county",)" +
              topic +
              R"("stage":"need","constraints":{"budget_max_eur":50000},"looking_for":["solution","funding","evaluation","peers"])"),
      record(
          "test:solution",
          R"("type":"innovation","title":{"fi":"Avoin olohuone nuorten mielenterveyden tueksi"},)" + topic +
              R"("core_idea":{"fi":"Nuoret saavat mielenterveyden tukea samana päivänä ilman ajanvarausta."},"stage":"spreading")"),
      record(
          "test:money",
          R"("type":"call","title":{"fi":"Avustus nuorten mielenterveyden tuen kokeiluihin"},)" + topic +
              R"("opens":"2026-11-01","deadlines":[{"date":"2026-12-24"}],"deadline_model":"single","amount":{"max_grant":90000,"currency":"EUR"},
        "eligibility":{"applicant_types":["wellbeing_county"],"applicant_regions":["mk:18"]})"),
      record("test:skill",
             R"("type":"resource","title":{"fi":"Nuorten mielenterveyden kokeilujen arviointi"},)" + topic +
                 R"("kind":"evaluation","how":{"fi":"Arvioimme nuorten mielenterveyden tuen kokeiluja."})"),
      record("test:peer",
             R"("type":"adoption","title":{"fi":"Avoin olohuone nuorten mielenterveyden tukena Järvimaalla"},)" +
                 topic + R"("innovation":"test:solution","result":"better")"),
      record(
          "test:study",
          R"("type":"paper","title":{"fi":"Nuorten mielenterveyden tuki ilman ajanvarausta: arviointi"},)" + topic +
              R"("concerns":[{"target":"test:solution","relation":"evaluates"}],"abstract":{"fi":"Nuoret aikuiset saivat mielenterveyden tukea."})"),
      record(
          "test:other",
          R"("type":"innovation","title":{"fi":"Kylätalkkari lapioi lumet"},"core_idea":{"fi":"Ikäihmisten pihat aurataan."})"),
  };
}

std::set<std::string> gaps_of(const Bundle& bundle) {
  std::set<std::string> codes;
  for (const BundleGap& gap : bundle.gaps) codes.insert(gap.requirement.code);
  return codes;
}

std::vector<std::string> parts_of(const Bundle& bundle) {
  std::vector<std::string> ids;
  for (const BundlePart& part : bundle.parts) ids.push_back(part.match.record.id);
  return ids;
}

Bundle bundle_of(const SampleService& service, const MatchRequest& request) {
  auto bundle = find_bundle(service.matcher, service.engine, request);
  EXPECT_TRUE(bundle) << config::to_text(bundle.error());
  return bundle ? std::move(*bundle) : Bundle{};
}

TEST(Bundle, PutsAllPartsTogetherWithTheSolutionFirst) {
  const SampleService service(planted());
  const Bundle bundle = bundle_of(service, service.asks("test:need"));
  EXPECT_THAT(gaps_of(bundle), IsEmpty());
  EXPECT_THAT(parts_of(bundle),
              testing::UnorderedElementsAre("test:solution", "test:money", "test:skill", "test:peer", "test:study"));
  ASSERT_FALSE(bundle.parts.empty());
  EXPECT_EQ(bundle.parts.front().match.record.id, "test:solution");
}

struct TakenOut {
  std::string id{}, gap{};
};
void PrintTo(const TakenOut& row, std::ostream* out) { *out << row.id; }

class WithoutAPart : public testing::TestWithParam<TakenOut> {};

TEST_P(WithoutAPart, HasThatGapAndNoOther) {
  std::vector<corpora::Record> records = planted();
  std::erase_if(records, [](const corpora::Record& one) { return one.id == GetParam().id; });
  const SampleService service(records);
  const Bundle bundle = bundle_of(service, service.asks("test:need"));
  EXPECT_THAT(gaps_of(bundle), ElementsAre(GetParam().gap));
  EXPECT_THAT(parts_of(bundle), Not(Contains(GetParam().id)));
  for (const BundleGap& gap : bundle.gaps)
    for (const char* language : {"fi", "sv", "en"}) EXPECT_FALSE(sentence(gap.reason, language).empty());
}

INSTANTIATE_TEST_SUITE_P(Planted, WithoutAPart,
                         testing::Values(TakenOut{"test:solution", "solution"}, TakenOut{"test:money", "funding"},
                                         TakenOut{"test:skill", "evaluation"}, TakenOut{"test:peer", "peers"},
                                         TakenOut{"test:study", "evidence"}));

// Somebody has done it, though nobody has described it for others: that is worth more than a gap.
TEST(Bundle, TakesAProjectForTheSolutionWhereNoInnovationAnswers) {
  std::vector<corpora::Record> records = planted();
  const corpora::Record project =
      record("test:project", R"("type":"project","title":{"fi":"Nuorten mielenterveyden tuki ilman ajanvarausta"},)"
                             R"("objective":{"fi":"Hanke antaa nuorille mielenterveyden tukea samana päivänä."},)"
                             R"("target_groups":["youth"],"start":"2021-01-01","end":"2023-12-31")");
  records.push_back(project);
  const auto solution_of = [](const std::vector<corpora::Record>& all) {
    const SampleService service(all);
    const auto bundle = find_bundle(service.matcher, service.engine, service.asks("test:need"));
    EXPECT_TRUE(bundle);
    for (const BundlePart& part : bundle->parts)
      if (std::ranges::find(part.covers, "solution") != part.covers.end()) return part.match.record.id;
    return corpora::RecordId();
  };
  EXPECT_EQ(solution_of(records), "test:solution");
  std::erase_if(records, [](const corpora::Record& one) { return one.id == "test:solution"; });
  EXPECT_EQ(solution_of(records), "test:project");
  for (corpora::Record& one : records)
    if (one.id == "test:project") one.stage = "stopped";
  EXPECT_EQ(solution_of(records), "");
}

TEST(Bundle, NamesWhatCameClosestToAGap) {
  std::vector<corpora::Record> records = planted();
  for (corpora::Record& one : records)
    if (auto* call = std::get_if<corpora::Call>(&one.details)) call->eligibility.applicant_types = {"association"};
  const SampleService service(records);
  const Bundle bundle = bundle_of(service, service.asks("test:need"));
  ASSERT_THAT(gaps_of(bundle), ElementsAre("funding"));
  EXPECT_THAT(ids_of(bundle.gaps.front().nearest), ElementsAre("test:money"));
}

TEST(Bundle, KeepsNearMissesApartFromWhatCameClosestToAGap) {
  std::vector<corpora::Record> records = planted();
  const auto money = std::ranges::find(records, "test:money", &corpora::Record::id);
  corpora::Record other = *money;
  other.id = "test:other-money";
  std::get<corpora::Call>(other.details).eligibility.applicant_types = {"association"};
  records.push_back(other);
  const SampleService service(records);
  const Bundle with_money = bundle_of(service, service.asks("test:need"));
  EXPECT_THAT(ids_of(with_money.near_misses), ElementsAre("test:other-money"));
  EXPECT_THAT(parts_of(with_money), Not(Contains("test:other-money")));
  std::get<corpora::Call>(records.at(3).details).eligibility.applicant_types = {"association"};
  const SampleService without(records);
  const Bundle with_gap = bundle_of(without, without.asks("test:need"));
  ASSERT_THAT(gaps_of(with_gap), ElementsAre("funding"));
  EXPECT_THAT(with_gap.near_misses, IsEmpty());
}

TEST(Bundle, AsksForWhatTheSolutionNeeds) {
  std::vector<corpora::Record> records = planted();
  for (corpora::Record& one : records)
    if (one.id == "test:solution") std::get<corpora::Innovation>(one.details).resources_needed = {{.kind = "space"}};
  const SampleService service(records);
  const Bundle bundle = bundle_of(service, service.asks("test:need"));
  ASSERT_THAT(gaps_of(bundle), ElementsAre("space"));
  EXPECT_EQ(bundle.gaps.front().requirement.basis, Basis::solution);
}

TEST(Bundle, LeavesOutWhatWasDismissedUntilItChanges) {
  const SampleService service(planted());
  const auto solution = service.engine.find("test:solution");
  MatchRequest request = service.asks("test:need");
  request.dismissed = {{"test:solution", corpora::material_hash(**solution)}};
  EXPECT_THAT(parts_of(bundle_of(service, request)), Not(Contains("test:solution")));
  request.dismissed = {{"test:solution", "of another time"}};
  EXPECT_THAT(parts_of(bundle_of(service, request)), Contains("test:solution"));
}

TEST(Bundle, PutsThePlantedPartsOfTheSamplesTogether) {
  const SampleService& service = SampleService::all();
  const Bundle bundle = bundle_of(service, service.asks("sample:need-025"));
  EXPECT_THAT(parts_of(bundle),
              testing::IsSupersetOf({"sample:inn-052", "sample:call-25", "sample:res-21", "sample:adoption-10"}));
}

TEST(Bundle, ShowsTheOwnerOfAConfidentialNeedNowhere) {
  const SampleService& service = SampleService::all();
  for (const char* id : {"sample:need-031", "sample:need-032", "sample:need-034"}) {
    const Bundle bundle = bundle_of(service, service.asks(id));
    for (const BundlePart& part : bundle.parts)
      for (const Match& match : part.others)
        if (const auto* need = std::get_if<corpora::Need>(&match.record.details);
            match.record.id == "sample:need-033") {
          EXPECT_EQ(need->owner, "");
        }
  }
}

}  // namespace
}  // namespace kohtaamo::server
