// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/everyday_words.h"

#include <gmock/gmock.h>

#include <set>

#include "stemming/embedded_files.h"

namespace kohtaamo::stemming {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::SizeIs;

auto pair_of(const char* from, const char* to, double certainty) {
  return AllOf(Field(&TextPair::from, from), Field(&TextPair::to, to),
               Field(&TextPair::certainty, ::testing::DoubleEq(certainty)));
}

TEST(EverydayWords, PairTheirWordsTheFirstMostSurely) {
  const auto rows = parse_everyday_words("# homes\nkoti\them\thome; household\n", "w.tsv");
  ASSERT_TRUE(rows) << config::to_text(rows.error());
  EXPECT_THAT(to_text_pairs(*rows, Language::fi, Language::en),
              ElementsAre(pair_of("koti", "home", 1), pair_of("koti", "household", 0.5)));
  EXPECT_THAT(to_text_pairs(*rows, Language::sv, Language::fi), ElementsAre(pair_of("hem", "koti", 1)));
}

TEST(EverydayWords, SayWhereARowIsBroken) {
  for (const auto& [tsv, place] :
       {std::pair{"koti\them\thome\nkoti\them\n", "w.tsv:2"}, std::pair{"koti\t\thome\n", "w.tsv:1"},
        std::pair{"koti\them\thome; \n", "w.tsv:1"}}) {
    const auto rows = parse_everyday_words(tsv, "w.tsv");
    ASSERT_FALSE(rows) << tsv;
    EXPECT_EQ(rows.error().where, place);
  }
}

TEST(EverydayWords, OfTheProgramParseAndStandOnce) {
  const auto bytes = config::find_embedded(embedded_files(), "stemming/words/everyday.tsv");
  ASSERT_TRUE(bytes);
  const auto rows = parse_everyday_words(*bytes, "everyday.tsv");
  ASSERT_TRUE(rows) << config::to_text(rows.error());
  EXPECT_GT(rows->size(), 1000U);
  std::set<std::array<std::string, 3>> firsts;
  for (const EverydayWord& row : *rows)
    EXPECT_TRUE(firsts.insert({row.words[0].front(), row.words[1].front(), row.words[2].front()}).second)
        << row.words[0].front() << " stands twice";
}

}  // namespace
}  // namespace kohtaamo::stemming
