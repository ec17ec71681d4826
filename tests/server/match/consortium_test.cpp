// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/consortium.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

Consortium consortium_of(const SampleService& service, ConsortiumRequest request) {
  request.today = sample_day;
  auto consortium = find_consortium(service.matcher, service.engine, request);
  EXPECT_TRUE(consortium) << config::to_text(consortium.error());
  return consortium ? std::move(*consortium) : Consortium{};
}

std::vector<std::string> members_of(const Consortium& consortium) {
  std::vector<std::string> ids;
  for (const Member& member : consortium.members) ids.push_back(member.match.record.id);
  return ids;
}

std::string actor(const std::string& type, const std::string& country) {
  return R"("type":"actor","title":{"en":"Young people outside work and school"},"body":{"en":"We work with young people."},
    "actor_type":")" +
         type + R"(","regions":[{"scheme":"country","code":")" + country + R"(","role":"seat"}])";
}

std::vector<corpora::Record> field() {
  return {
      record("test:call", R"("type":"call","title":{"en":"Partnerships for young people outside work and school"},
        "eligibility":{"countries":["FI","SE","EE"],"applicant_types":["association","municipality","university"],
        "consortium":{"min_partners":4,"min_countries":2,"required_types":["municipality","association"]}})"),
      record("test:asker", actor("association", "FI")),
      record("test:alike", actor("association", "FI")),
      record("test:town", actor("municipality", "FI")),
      record("test:swedish", actor("association", "SE")),  // no less a partner for saying the same as another
      record("test:scholars", actor("university", "FI")),
      record("test:company", actor("company", "SE")),
      record("test:offer",
             R"("type":"resource","title":{"en":"Evaluation of work with young people"},"kind":"evaluation",
        "offered_by":"test:scholars")"),
  };
}

TEST(Consortium, FillsEachPartOfTheRuleWithActorsThatComplementEachOther) {
  const SampleService service(field());
  const Consortium consortium =
      consortium_of(service, {.call = "test:call", .actor = "test:asker", .skills = {"evaluation"}});
  EXPECT_THAT(members_of(consortium),
              testing::UnorderedElementsAre("test:asker", "test:town", "test:swedish", "test:scholars"));
  EXPECT_TRUE(consortium.members.front().is_asker);
  for (const RulePart& part : consortium.rule) EXPECT_FALSE(part.is_open()) << to_text(part.kind) << part.code;
  for (const Member& member : consortium.members) EXPECT_FALSE(member.fills.empty()) << member.match.record.id;
}

TEST(Consortium, SaysWhichPartsStayOpen) {
  std::vector<corpora::Record> records = field();
  std::erase_if(records, [](const corpora::Record& one) { return one.id == "test:swedish" || one.id == "test:town"; });
  const SampleService service(records);
  const Consortium consortium = consortium_of(service, {.call = "test:call", .actor = "test:asker"});
  std::set<std::string> open;
  for (const RulePart& part : consortium.rule)
    if (part.is_open()) {
      open.insert(std::string(to_text(part.kind)) + part.code);
      for (const char* language : {"fi", "sv", "en"}) EXPECT_FALSE(sentence(part.reason, language).empty());
    }
  EXPECT_THAT(open, ElementsAre("actor_typemunicipality", "countries", "partners"));
}

TEST(Consortium, OfACallWithoutARuleIsTheAskerAlone) {
  const Consortium consortium =
      consortium_of(SampleService::all(), {.call = "sample:call-25", .actor = "sample:actor-hva-kaarna"});
  EXPECT_THAT(consortium.rule, IsEmpty());
  EXPECT_THAT(members_of(consortium), ElementsAre("sample:actor-hva-kaarna"));
}

TEST(Consortium, OfTheSamplesHoldsTheRequiredTypes) {
  const Consortium consortium = consortium_of(SampleService::all(), {.call = "sample:call-17"});
  for (const RulePart& part : consortium.rule)
    if (part.kind == RuleKind::actor_type) {
      EXPECT_FALSE(part.is_open()) << part.code;
    }
}

TEST(Consortium, IsOfCallsAndActors) {
  const SampleService& service = SampleService::all();
  const auto error = [&](const ConsortiumRequest& request) {
    return find_consortium(service.matcher, service.engine, request).error().where;
  };
  EXPECT_EQ(error({.call = "sample:inn-001"}), "call");
  EXPECT_EQ(error({.call = "sample:call-17", .actor = "sample:inn-001"}), "actor");
}

}  // namespace
}  // namespace kohtaamo::server
