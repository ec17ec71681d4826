// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/actor_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/places/actor_list.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

corpora::Record actor(const std::string& id, const std::string& more = "") {
  return record(id, R"("type":"actor","title":{"fi":")" + id + "\"}" + (more.empty() ? "" : "," + more));
}

std::vector<corpora::Record> works() {
  return {
      actor("test:club", R"("roles":["developer"],"regions":[{"scheme":"mk","code":"11","role":"seat"}])"),
      actor("test:town", R"("roles":["adopter"])"),
      actor("test:village", R"("roles":["adopter"])"),
      actor("test:fund", R"("roles":["funder"])"),
      actor("test:alone"),
      actor("test:secret", R"("visibility":"confidential")"),
      record("test:ride", R"("type":"innovation","title":{"fi":"Kyyti"},"developers":["test:club"],
        "funders":[{"actor":"test:fund"}])"),
      record("test:use-1",
             R"("type":"adoption","title":{"fi":"Käyttö"},"innovation":"test:ride","adopter":"test:town")"),
      record("test:use-2",
             R"("type":"adoption","title":{"fi":"Käyttö"},"innovation":"test:ride","adopter":"test:village")"),
      record("test:project", R"("type":"project","title":{"fi":"Hanke"},"coordinator":"test:club",
        "partners":[{"name":"Seurakunta","role":"partner"},{"actor":"test:town","role":"partner"},
                    {"actor":"test:secret","role":"partner"}])"),
      record("test:decision", R"("type":"decision","title":{"fi":"Päätös"},"funder":"test:fund","result":"awarded",
        "recipients":[{"actor":"test:club"}])"),
      record("test:hidden-decision",
             R"("type":"decision","title":{"fi":"Päätös"},"funder":"test:fund","result":"awarded",
        "recipients":[{"actor":"test:alone"}],"privacy":{"hide_applicant":true})"),
  };
}

class Network : public testing::Test {
 protected:
  Network()
      : corpus_(works()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()),
        networks_(engine_) {}

  ActorNetwork draw(const NetworkRequest& request = {}) {
    auto network = networks_.draw(request);
    EXPECT_TRUE(network) << config::to_text(network.error());
    return network ? std::move(*network) : ActorNetwork{};
  }
  static std::vector<std::string> names(const ActorNetwork& network) {
    std::vector<std::string> found;
    for (const NetworkNode& node : network.nodes) found.push_back(node.actor.empty() ? node.name : node.actor);
    return found;
  }
  static std::vector<std::string> ties(const ActorNetwork& network) {
    const auto all = names(network);
    std::vector<std::string> found;
    for (const NetworkTie& tie : network.ties) {
      const auto [one, other] = std::minmax(all[tie.one], all[tie.other]);
      found.push_back(one + " " + other + " " + std::to_string(tie.works));
    }
    return found;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
  ActorNetworks networks_;
};

TEST_F(Network, JoinsThoseWhoWorkTogetherAndCountsWhat) {
  EXPECT_THAT(ties(draw()),
              UnorderedElementsAre("test:club test:town 2", "test:club test:fund 2", "test:club test:village 1",
                                   "Seurakunta test:club 1", "Seurakunta test:town 1"));
}

TEST_F(Network, GivesTheWholeGraphOfActorsWithEachPairOnce) {
  const auto graph = networks_.graph({.today = today});
  ASSERT_TRUE(graph) << config::to_text(graph.error());
  std::vector<std::string> found;
  for (const GraphTie& tie : graph->ties)
    found.push_back(graph->nodes[tie.one].actor + " " + graph->nodes[tie.other].actor + " " +
                    std::to_string(tie.works) + " " + graph->works[tie.examples[0]]);
  EXPECT_THAT(found, ElementsAre("test:club test:fund 2 test:ride", "test:club test:town 2 test:project",
                                 "test:club test:village 1 test:use-2"));
  EXPECT_EQ(graph->nodes.at(0).actor, "test:club");
  EXPECT_EQ(graph->nodes.at(0).works, 5U);
  EXPECT_EQ(graph->nodes.at(0).regions.at(0).code, "11");
}

TEST_F(Network, GivesTheGraphOfThoseThatASearchFinds) {
  const auto graph =
      networks_.graph({.filters = {{.field = "role", .codes = {"developer", "funder"}}}, .today = today});
  ASSERT_TRUE(graph) << config::to_text(graph.error());
  ASSERT_EQ(graph->ties.size(), 1U);
  EXPECT_EQ(graph->nodes.size(), 2U);
  EXPECT_TRUE(networks_.graph({.filters = {{.field = "role", .codes = {"funder"}}}, .today = today})->ties.empty());
}

TEST_F(Network, RefusesAGraphThatIsTooLargeAndSaysHowToNarrowIt) {
  const auto graph = networks_.graph({.today = today}, {.most_ties = 2});
  ASSERT_FALSE(graph);
  EXPECT_EQ(graph.error().code, config::ErrorCode::query_too_complex);
  EXPECT_THAT(graph.error().message, testing::StartsWith("4 actors have 3 ties"));
  EXPECT_THAT(graph.error().message, testing::HasSubstr("choose fewer by q, region"));
  EXPECT_FALSE(networks_.graph({.today = today}, {.most_nodes = 3}));
}

TEST_F(Network, PutsTheBestConnectedFirst) { EXPECT_EQ(names(draw()).front(), "test:club"); }

TEST_F(Network, DoesNotJoinTwoWhoOnlyUseTheSame) {
  for (const std::string& tie : ties(draw())) EXPECT_EQ(tie.find("test:town test:village"), std::string::npos);
}

TEST_F(Network, ShowsNobodyWhoMayNotBeShown) {
  EXPECT_THAT(names(draw()), testing::Not(testing::Contains("test:secret")));
  EXPECT_THAT(names(draw()), testing::Not(testing::Contains("test:alone")));
}

TEST_F(Network, KeepsToTheClosestWhenThereAreMore) {
  const ActorNetwork cut = draw({.most_nodes = 3, .most_ties = 2});
  EXPECT_EQ(cut.nodes.size(), 3U);
  EXPECT_EQ(cut.ties.size(), 2U);
  EXPECT_EQ(cut.all_nodes, 5U);
  EXPECT_EQ(cut.all_ties, 2U);
}

TEST_F(Network, HasACentreWithItsOwnTiesFirst) {
  const ActorNetwork around = draw({.centre = "test:town"});
  EXPECT_EQ(names(around).front(), "test:town");
  EXPECT_THAT(names(around), UnorderedElementsAre("test:town", "test:club", "Seurakunta"));
  EXPECT_EQ(around.ties.front().one, 0U);
}

TEST_F(Network, OfThoseChosenHasNobodyElse) {
  auto among =
      select_actors(engine_, {.filters = {{.field = "role", .codes = {"funder", "developer"}}}, .today = today});
  ASSERT_TRUE(among);
  EXPECT_THAT(names(draw({.among = std::move(*among)})), UnorderedElementsAre("test:club", "test:fund"));
}

TEST_F(Network, OfThoseChosenAndTheirPartnersJoinsNoTwoPartners) {
  auto among = select_actors(engine_, {.filters = {{.field = "region", .codes = {"mk:11"}}}, .today = today});
  ASSERT_TRUE(among);
  EXPECT_THAT(ties(draw({.among = std::move(*among), .with_partners = true})),
              UnorderedElementsAre("test:club test:town 2", "test:club test:fund 2", "test:club test:village 1",
                                   "Seurakunta test:club 1"));
}

TEST_F(Network, FollowsTheIndex) {
  EXPECT_THAT(names(draw()), testing::Not(testing::Contains("test:new")));
  corpus_.put({actor("test:new"), record("test:project-2", R"("type":"project","title":{"fi":"Toinen"},
    "coordinator":"test:new","partners":[{"actor":"test:village","role":"partner"}])")});
  corpus_.erase("test:decision");
  corpus_.follow();
  const auto now = ties(draw());
  EXPECT_THAT(now, testing::Contains("test:new test:village 1"));
  EXPECT_THAT(now, testing::Contains("test:club test:fund 1"));
}

TEST_F(Network, IsTheSameForTheSameQuestion) { EXPECT_EQ(ties(draw()), ties(draw())); }

TEST(JointWorkOf, ALargeProjectJoinsEachWithItsLeaderAlone) {
  std::string partners;
  for (int i = 0; i < 40; ++i)
    partners += std::string(i > 0 ? "," : "") + R"({"name":"Kumppani )" + std::to_string(i) + R"(","role":"partner"})";
  const auto work = joint_work_of(
      record("test:large",
             R"("type":"project","title":{"fi":"Suuri"},"coordinator":"test:lead","partners":[)" + partners + "]"));
  EXPECT_EQ(work.centre.size(), 1U);
  EXPECT_EQ(work.around.size(), 40U);
}

}  // namespace
}  // namespace kohtaamo::server
