// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/relevance.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kohtaamo::indexer {
namespace {

// By hand, after the definitions in the header.
TEST(Relevance, KnowsAPerfectRanking) {
  const Relevance measured = measure({"a", "b", "c"}, {{"a", 2}, {"b", 1}});
  EXPECT_DOUBLE_EQ(measured.ndcg_at_10, 1);
  EXPECT_DOUBLE_EQ(measured.recall_at_100, 1);
  EXPECT_DOUBLE_EQ(measured.mrr_at_10, 1);
  EXPECT_DOUBLE_EQ(measured.average_precision, 1);
}

TEST(Relevance, DiscountsByRankAndCountsGrades) {
  const Relevance measured = measure({"x", "b", "y", "a"}, {{"a", 2}, {"b", 1}, {"missing", 1}});
  const double gain = 1 / std::log2(3.0) + 3 / std::log2(5.0);
  const double ideal = 3 + 1 / std::log2(3.0) + 1 / std::log2(4.0);
  EXPECT_NEAR(measured.ndcg_at_10, gain / ideal, 1e-12);
  EXPECT_NEAR(measured.recall_at_100, 2.0 / 3, 1e-12);
  EXPECT_DOUBLE_EQ(measured.mrr_at_10, 0.5);
  EXPECT_NEAR(measured.average_precision, (1.0 / 2 + 2.0 / 4) / 3, 1e-12);
}

TEST(Relevance, LooksNoFurtherThanItsDepths) {
  std::vector<std::string> ranking;
  for (int i = 0; i < 100; ++i) ranking.push_back("other" + std::to_string(i));
  ranking.emplace_back("late");
  const Relevance measured = measure(ranking, {{"late", 1}});
  EXPECT_DOUBLE_EQ(measured.ndcg_at_10, 0);
  EXPECT_DOUBLE_EQ(measured.mrr_at_10, 0);
  EXPECT_DOUBLE_EQ(measured.recall_at_100, 0);
  EXPECT_NEAR(measured.average_precision, 1.0 / 101, 1e-12);
}

TEST(Relevance, GivesNothingWithoutAnythingRelevant) {
  EXPECT_DOUBLE_EQ(measure({"a"}, {{"a", 0}}).ndcg_at_10, 0);
  EXPECT_DOUBLE_EQ(mean_of({}).mean.ndcg_at_10, 0);
}

}  // namespace
}  // namespace kohtaamo::indexer
