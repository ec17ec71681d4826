// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/near_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <set>

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct CostCase {
  std::string_view typed{}, meant{};
  int cost = 0;
};
constexpr std::array cost_cases{
    CostCase{"yhteisö", "yhteisö", 0},
    CostCase{"yhteiso", "yhteisö", 1},
    CostCase{"ikaantyneet", "ikääntyneet", 2},
    CostCase{"valfard", "välfärd", 2},
    CostCase{"palvelluja", "palveluja", 2},
    CostCase{"asunotomuus", "asunnottomuus", 4},
    CostCase{"hanek", "hanke", 3},
    CostCase{"hamke", "hanke", 4},
    CostCase{"hnke", "hanke", 4},
    CostCase{"hnkke", "hanke", 6},
    CostCase{"", "yö", 8},
};

TEST(SpellingCost, CountsLikelySlipsForLess) {
  for (const CostCase& one : cost_cases) {
    EXPECT_EQ(spelling_cost(one.typed, one.meant, 100), one.cost) << one.typed << " " << one.meant;
    EXPECT_EQ(spelling_cost(one.meant, one.typed, 100), one.cost) << one.meant << " " << one.typed;
  }
}

TEST(SpellingCost, IsAboveTheLimitWhereItReachesIt) { EXPECT_GT(spelling_cost("talo", "kunta", 8), 8); }

NearTerms table_of(const std::set<std::string>& terms) {
  NearTerms table;
  for (const std::string& term : terms) table.append(term, 1);
  return table;
}

std::vector<std::string> near(const NearTerms& table, std::string_view word, int max_cost) {
  std::vector<std::string> texts;
  for (const NearTerm& one : table.near(word, max_cost)) texts.emplace_back(one.text);
  return texts;
}

TEST(NearTerms, AreThoseWithinTheCost) {
  const NearTerms table = table_of({"yhtiö", "yhteisö", "yhteisöt", "yhteys", "äiti"});
  EXPECT_THAT(near(table, "yhteiso", 1), ElementsAre("yhteisö"));
  EXPECT_THAT(near(table, "yhteiso", 5), ElementsAre("yhteisö", "yhteisöt"));
  EXPECT_THAT(near(table, "kunta", 4), IsEmpty());
  EXPECT_THAT(near({}, "kunta", 4), IsEmpty());
}

RC_GTEST_PROP(NearTerms, AreTheSameAsByLookingAtEachAlone, ()) {
  const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', 'o'));
  const auto words = *rc::gen::container<std::set<std::string>>(letters);
  const auto typed = *letters;
  const int max_cost = *rc::gen::inRange(0, 13);
  std::vector<std::string> wanted;
  for (const std::string& word : words)
    if (spelling_cost(typed, word, 1000) <= max_cost) wanted.push_back(word);
  RC_ASSERT(near(table_of(words), typed, max_cost) == wanted);
}

}  // namespace
}  // namespace kohtaamo::server
