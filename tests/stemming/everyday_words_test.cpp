// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/everyday_words.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "stemming/embedded_files.h"
#include "tests/stemming/cases.h"

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
        std::pair{"koti\them\thome; \n", "w.tsv:1"}, std::pair{"koti\them\thome \n", "w.tsv:1"}}) {
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

// Stop words, and phrases on the side asked from, give nothing: they are few.
TEST(EverydayWords, LeadFromEachLanguageToTheOthers) {
  const std::vector<EverydayWord> rows = everyday_words();
  TranslatorBuilder builder(shared_analyzer());
  for (const auto& [from, to] :
       {std::pair{Language::fi, Language::sv}, {Language::fi, Language::en}, {Language::sv, Language::en}})
    builder.add_pairs(from, to, to_text_pairs(rows, from, to), TranslatedBy::everyday);
  const Translator translator = builder.build();
  for (const Language from : all_languages)
    for (const Language to : all_languages) {
      if (from == to) continue;
      std::size_t asked = 0, answered = 0;
      for (const EverydayWord& row : rows) {
        const std::string& word = row.words.at(index_of(from)).front();
        if (word.find(' ') != std::string::npos) continue;
        ++asked;
        const auto terms = shared_analyzer().terms_of(word, from);
        answered += !terms->is_stop_word && std::ranges::any_of(terms->terms, [&](const WordTerm& term) {
          return !translator.translate(term.text, from, to).empty();
        });
      }
      EXPECT_GT(static_cast<double>(answered), 0.97 * static_cast<double>(asked)) << to_text(from) << to_text(to);
    }
}

}  // namespace
}  // namespace kohtaamo::stemming
