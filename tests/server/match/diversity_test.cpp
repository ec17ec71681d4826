// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/diversity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;

// A project of somebody with a score; its terms are words of equal weight.
Ranked ranked(const std::string& id, double score, const std::vector<std::string>& words,
              const std::string& coordinator = "") {
  Ranked one;
  one.match.record =
      tests::record(id, R"("type":"project","title":{"fi":"Hanke"},"coordinator":")" + coordinator + "\"");
  one.match.score = score;
  for (const std::string& word : words) one.terms[word] = 1 / std::sqrt(static_cast<double>(words.size()));
  return one;
}

std::vector<std::string> ids(const std::vector<Match>& matches) {
  std::vector<std::string> all;
  for (const Match& match : matches) all.push_back(match.record.id);
  return all;
}

TEST(Diversity, PutsAnotherApproachBeforeMoreOfTheSame) {
  const std::vector<Ranked> ranking{ranked("t:ride", 0.80, {"ride", "village", "car"}),
                                    ranked("t:ride-again", 0.78, {"ride", "village", "bus"}),
                                    ranked("t:phone", 0.75, {"phone", "friend", "evening"})};
  EXPECT_THAT(ids(spread(ranking, 3, {})), ElementsAre("t:ride", "t:phone", "t:ride-again"));
  EXPECT_THAT(ids(spread(ranking, 3, {.diversity = 1})), ElementsAre("t:ride", "t:ride-again", "t:phone"));
}

TEST(Diversity, DoesNotLiftWhatFitsMuchWorse) {
  const std::vector<Ranked> ranking{ranked("t:ride", 0.80, {"ride", "village", "car"}),
                                    ranked("t:ride-again", 0.78, {"ride", "village", "bus"}),
                                    ranked("t:phone", 0.20, {"phone", "friend", "evening"})};
  EXPECT_THAT(ids(spread(ranking, 3, {})), ElementsAre("t:ride", "t:ride-again", "t:phone"));
}

TEST(Diversity, FoldsNearCopiesIntoTheBetterOne) {
  const auto matches = spread({ranked("t:first", 0.80, {"ride", "village"}),
                               ranked("t:copy", 0.79, {"ride", "village"}), ranked("t:other", 0.50, {"phone"})},
                              10, {});
  EXPECT_THAT(ids(matches), ElementsAre("t:first", "t:other"));
  EXPECT_THAT(matches.front().twins, ElementsAre("t:copy"));
}

TEST(Diversity, LetsFewOfOneOwnerAmongTheFirstTen) {
  const auto matches = spread({ranked("t:1", 0.9, {"a"}, "t:owner"), ranked("t:2", 0.8, {"b"}, "t:owner"),
                               ranked("t:3", 0.7, {"c"}, "t:owner"), ranked("t:4", 0.1, {"d"}, "t:another")},
                              10, {});
  EXPECT_THAT(ids(matches), ElementsAre("t:1", "t:2", "t:4", "t:3"));
}

TEST(Diversity, MeasuresLikenessFromNothingToTheSame) {
  const TermVector one{{"a", 0.6}, {"b", 0.8}}, other{{"c", 1.0}};
  EXPECT_DOUBLE_EQ(likeness(one, one), 1);
  EXPECT_DOUBLE_EQ(likeness(one, other), 0);
  EXPECT_DOUBLE_EQ(likeness(one, {{"b", 1.0}}), 0.8);
}

}  // namespace
}  // namespace kohtaamo::server
