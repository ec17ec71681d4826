// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/joint_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using tests::record;

std::vector<Xapian::docid> documents(const std::vector<Scored>& candidates) {
  std::vector<Xapian::docid> all;
  for (const Scored& one : candidates) all.push_back(one.document);
  return all;
}

TEST(JointWork, IsWhatSeveralPartnersCarryOut) {
  const auto project = [](const std::string& members) {
    return is_joint_work(record("t:project", R"("type":"project","title":{"en":"A project"})" + members));
  };
  EXPECT_EQ(project(""), std::nullopt);
  EXPECT_EQ(project(R"(,"partners":[{"name":"A","role":"coordinator"}])"), false);
  EXPECT_EQ(project(R"(,"partners":[{"name":"A","role":"coordinator"},{"name":"B"}])"), true);
  EXPECT_EQ(project(R"(,"coordinator":"t:a","partners":[{"name":"B","role":"participant"}])"), true);
  EXPECT_EQ(is_joint_work(record("t:need", R"("type":"need","title":{"en":"A need"})")), std::nullopt);
}

TEST(JointWork, ComesUpWhereTheBestAreJoint) {
  std::vector<Scored> candidates{{1, 10}, {2, 9.5}, {3, 9}, {4, 8}};
  const double gain = prefer_joint_work(candidates, {true, true, false, true}, 3);
  EXPECT_THAT(documents(candidates), ElementsAre(1, 2, 4, 3));
  EXPECT_GT(gain, 1);
  EXPECT_LE(candidates.front().score, 10 + gain);
}

TEST(JointWork, ChangesNothingWhereTheBestAreNotOrDoNotSay) {
  std::vector<Scored> alone{{1, 10}, {2, 9}};
  EXPECT_EQ(prefer_joint_work(alone, {false, false}, 3), 0);
  EXPECT_THAT(documents(alone), ElementsAre(1, 2));
  EXPECT_EQ(prefer_joint_work(alone, {std::nullopt, std::nullopt}, 3), 0);
  std::vector<Scored> none;
  EXPECT_EQ(prefer_joint_work(none, {}, 3), 0);
}

TEST(JointWork, HoldsNobodysSilenceAgainstIt) {
  std::vector<Scored> candidates{{1, 10}, {2, 9}, {3, 9}};
  prefer_joint_work(candidates, {true, std::nullopt, false}, 2);
  EXPECT_THAT(documents(candidates), ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace kohtaamo::server
