// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/lineage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

std::vector<std::string> ids_of(const Lineage& lineage) {
  std::vector<std::string> ids;
  for (const AdoptionStep& step : lineage.adoptions) ids.push_back(step.record.id);
  return ids;
}

Lineage lineage_of(const SampleService& service, const LineageRequest& request) {
  auto lineage = find_lineage(service.engine, request);
  EXPECT_TRUE(lineage) << config::to_text(lineage.error());
  return lineage ? std::move(*lineage) : Lineage{};
}

std::string adoption(const std::string& members) {
  return R"("type":"adoption","title":{"fi":"Käyttöönotto"},"innovation":"test:origin",)" + members;
}

TEST(Lineage, FollowsAdoptionsThroughThreeSteps) {
  const Lineage lineage = lineage_of(SampleService::all(), {.id = "sample:inn-042"});
  std::vector<std::pair<std::string, std::size_t>> chain;
  for (const AdoptionStep& step : lineage.adoptions)
    if (step.record.id <= "sample:adoption-03") chain.emplace_back(step.record.id, step.depth);
  EXPECT_THAT(chain, ElementsAre(std::pair{"sample:adoption-01", 1U}, std::pair{"sample:adoption-02", 2U},
                                 std::pair{"sample:adoption-03", 3U}));
}

TEST(Lineage, IsTheSameFromAnAdoption) {
  EXPECT_EQ(ids_of(lineage_of(SampleService::all(), {.id = "sample:adoption-02"})),
            ids_of(lineage_of(SampleService::all(), {.id = "sample:inn-042"})));
}

TEST(Lineage, PutsThoseLikeTheReaderFirstAndSaysWhy) {
  const SampleService service({
      record("test:origin", R"("type":"innovation","title":{"fi":"Malli"})"),
      record("test:city", R"("type":"actor","title":{"fi":"Kaupunki"},"actor_type":"municipality")"),
      record("test:club", R"("type":"actor","title":{"fi":"Yhdistys"},"actor_type":"association")"),
      record("test:a", adoption(R"("adopter":"test:club","region":"mk:11")")),
      record("test:b", adoption(R"("adopter":"test:city","region":"mk:11")")),
      record("test:c", adoption(R"("adopter":"test:city","region":"mk:19")")),
      record("test:d", adoption(R"("adopter":"test:gone")")),
  });
  const Lineage lineage = lineage_of(service, {.id = "test:origin", .region = "mk:11", .actor_type = "municipality"});
  std::vector<std::string> like;
  for (const std::size_t place : lineage.most_like) like.push_back(lineage.adoptions[place].record.id);
  EXPECT_THAT(like, ElementsAre("test:b", "test:a", "test:c"));
  EXPECT_EQ(lineage.adoptions[lineage.most_like.front()].why_like.size(), 2U);
  const auto& unknown = lineage.adoptions.back();
  EXPECT_EQ(unknown.record.id, "test:d");
  EXPECT_FALSE(unknown.likeness);
  EXPECT_THAT(lineage_of(service, {.id = "test:origin"}).most_like, IsEmpty());
}

TEST(Lineage, EndsThoughLinksGoRound) {
  const std::string to_b = R"("links":[{"rel":"adapted_from","target":"test:other"}])";
  const std::string to_a = R"("links":[{"rel":"adapted_from","target":"test:origin"}])";
  const SampleService service({
      record("test:origin", R"("type":"innovation","title":{"fi":"Malli"},)" + to_b),
      record("test:other", R"("type":"innovation","title":{"fi":"Toinen"},)" + to_a),
      record("test:a", adoption(R"("derived_from":"test:b")")),
      record("test:b", adoption(R"("derived_from":"test:a")")),
  });
  const Lineage lineage = lineage_of(service, {.id = "test:origin"});
  EXPECT_THAT(ids_of(lineage), ElementsAre("test:a", "test:b"));
  ASSERT_EQ(lineage.parents.size(), 1U);
  ASSERT_EQ(lineage.variants.size(), 1U);
  EXPECT_EQ(lineage.parents.front().id, "test:other");
  EXPECT_EQ(lineage.variants.front().id, "test:other");
}

TEST(Lineage, IsOfInnovationsAndAdoptions) {
  const auto& engine = SampleService::all().engine;
  EXPECT_EQ(find_lineage(engine, {.id = "sample:need-001"}).error().code, config::ErrorCode::bad_request);
  EXPECT_EQ(find_lineage(engine, {.id = "sample:none"}).error().code, config::ErrorCode::not_found);
}

}  // namespace
}  // namespace kohtaamo::server
