// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/translation_learner.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr Language fi = Language::fi, sv = Language::sv, en = Language::en;

struct WordPair {
  std::string_view fi{}, en{}, stem{};
};
constexpr std::array words{
    WordPair{"yksinäisyys", "loneliness", "loneli"},
    WordPair{"vanhus", "elder", "elder"},
    WordPair{"nuori", "youth", "youth"},
    WordPair{"palvelu", "service", "servic"},
    WordPair{"rahoitus", "funding", "fund"},
    WordPair{"asunto", "housing", "hous"},
    WordPair{"kunta", "municipality", "municip"},
    WordPair{"tutkimus", "research", "research"},
};

// Titles of three of the words; `noise` of a hundred have another title's translation.
std::vector<ParallelText> titles_with(int noise) {
  std::mt19937 random(20);  // the standard says what it gives: the same everywhere
  const auto title = [&] {
    ParallelText text{.first_language = fi, .second_language = en};
    for (int i = 0; i < 3; ++i) {
      const WordPair& word = words[random() % words.size()];
      text.first += fmt::format("{} ja ", word.fi);
      text.second = fmt::format("{} of the {}", word.en, text.second);
    }
    return text;
  };
  std::vector<ParallelText> texts;
  for (int i = 0; i < 200; ++i) {
    ParallelText text = title();
    if (static_cast<int>(random() % 100) < noise) text.second = title().second;
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<TermPair> learn(const std::vector<ParallelText>& texts) {
  return learn_translations(texts, shared_analyzer());
}

// "fi yksinäisyys" → "loneli": the surest of each term.
std::map<std::string, std::string> surest_of(const std::vector<TermPair>& rows) {
  std::map<std::string, std::string> surest;
  for (const TermPair& row : rows)
    surest.try_emplace(fmt::format("{} {}", to_text(row.from), row.term), row.translation);
  return surest;
}

TEST(TranslationLearner, FindsWhichWordStandsForWhich) {
  for (const int noise : {0, 5}) {
    const auto surest = surest_of(learn(titles_with(noise)));
    for (const WordPair& word : words) {
      EXPECT_THAT(surest, Contains(Pair(fmt::format("fi {}", word.fi), word.stem))) << noise;
      EXPECT_THAT(surest, Contains(Pair(fmt::format("en {}", word.stem), word.fi))) << noise;
    }
  }
}

TEST(TranslationLearner, IsSureOfWhatItLearns) {
  std::map<std::string, double> sums;
  for (const TermPair& row : learn(titles_with(5))) {
    EXPECT_GE(row.weight, 0.1) << row.term;
    EXPECT_EQ(row.by, TranslatedBy::learnt);
    sums[fmt::format("{} {}", to_text(row.from), row.term)] += row.weight;
  }
  for (const auto& [term, sum] : sums) EXPECT_LE(sum, 1.0 + 1e-9) << term;
}

TEST(TranslationLearner, LearnsNothingFromWhatIsSeenOnce) {
  const ParallelText text{.first = "yksinäisyys", .first_language = fi, .second = "loneliness", .second_language = en};
  EXPECT_THAT(learn({text}), IsEmpty());
  EXPECT_FALSE(learn({text, text}).empty());
}

TEST(TranslationLearner, LearnsNothingFromOneLanguageOrNoWords) {
  const ParallelText same{.first = "lonely", .first_language = en, .second = "lonely", .second_language = en};
  const ParallelText empty{.first = "", .first_language = fi, .second = "the", .second_language = en};
  EXPECT_THAT(learn({same, same, empty, empty}), IsEmpty());
  EXPECT_THAT(learn({}), IsEmpty());
}

TEST(TranslationLearner, LearnsTheWordsBehindCompoundsWhereTheyAreWrittenApart) {
  const ParallelText community{
      .first = "asumisyhteisö", .first_language = fi, .second = "housing community", .second_language = en};
  const ParallelText service{
      .first = "asumispalvelu", .first_language = fi, .second = "housing service", .second_language = en};
  EXPECT_THAT(surest_of(learn({community, community, service, service})), Contains(Pair("fi yhteisö", "communiti")));
}

TEST(TranslationLearner, KeepsEachPairOfLanguagesApart) {
  const ParallelText english{.first = "tuki", .first_language = fi, .second = "support", .second_language = en};
  const ParallelText swedish{.first = "stöd", .first_language = sv, .second = "tuki", .second_language = fi};
  const auto rows = learn({english, swedish, english, swedish});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].translation, "stöd") << "in the order of languages, fi to sv before fi to en";
  EXPECT_EQ(rows[1].translation, "support");
  EXPECT_EQ(rows[2].term, "stöd");
  EXPECT_EQ(rows[3].term, "support");
}

TEST(TranslationLearner, LearnsTheSameFromTextsTurnedRound) {
  std::vector<ParallelText> texts = titles_with(5);
  const auto rows = learn(texts);
  for (ParallelText& text : texts) {
    std::swap(text.first, text.second);
    std::swap(text.first_language, text.second_language);
  }
  EXPECT_EQ(learn(texts), rows);
}

}  // namespace
}  // namespace kohtaamo::stemming
