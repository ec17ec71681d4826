// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/translation.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Language fi = Language::fi, sv = Language::sv, en = Language::en;

using Labels = std::vector<std::pair<std::string, std::string>>;

// "homeless 0.67 vocabulary" for each translation.
std::vector<std::string> lines_of(std::span<const Translated> translations) {
  std::vector<std::string> lines;
  for (const Translated& row : translations) {
    lines.push_back(fmt::format("{} {:.2f} {}", row.term, row.weight, to_text(row.by)));
  }
  return lines;
}

std::vector<std::string> terms_of(std::span<const Translated> translations) {
  std::vector<std::string> terms;
  for (const Translated& row : translations) terms.push_back(row.term);
  return terms;
}

Translator translator_of(const Labels& labels, Language from = fi, Language to = en) {
  TranslatorBuilder builder(shared_analyzer());
  builder.add_label_pairs(from, to, labels);
  return builder.build();
}

TEST(Translation, GoesBothWaysBetweenBaseTerms) {
  const Translator translator = translator_of({{"Asunnottomuus", "Homelessness"}});
  EXPECT_THAT(lines_of(translator.translate("asunnottomuus", fi, en)), ElementsAre("homeless 0.67 vocabulary"));
  EXPECT_THAT(lines_of(translator.translate("homeless", en, fi)), ElementsAre("asunnottomuus 0.67 vocabulary"));
  EXPECT_EQ(translator.size(fi, en), 1U);
}

TEST(Translation, GivesNothingForUnknownTermsAndOtherLanguages) {
  const Translator translator = translator_of({{"asunnottomuus", "homelessness"}});
  EXPECT_THAT(translator.translate("rahoitus", fi, en), IsEmpty());
  EXPECT_THAT(translator.translate("asunnottomuus", fi, sv), IsEmpty());
  EXPECT_THAT(translator.translate("", fi, en), IsEmpty());
  EXPECT_THAT(Translator().translate("asunnottomuus", fi, en), IsEmpty());
}

TEST(Translation, KnowsPluralLabelsByTheirBaseForms) {
  const Translator translator = translator_of({{"korkeakoulut", "högskolor"}}, fi, sv);
  EXPECT_THAT(terms_of(translator.translate("korkeakoulu", fi, sv)), ElementsAre("högskola"));
}

TEST(Translation, TakesBaseFormsAsTheyAreWritten) {
  // "kuusi" could also be read as "your moon".
  const Translator translator = translator_of({{"kuusi", "spruce"}});
  EXPECT_THAT(terms_of(translator.translate("spruce", en, fi)), ElementsAre("kuusi"));
}

TEST(Translation, SharesThePartsOfTwoWordsAndRefusesMore) {
  const Translator translator =
      translator_of({{"nykytanssi", "the contemporary dance"}, {"kärkihanke", "key project of government"}});
  EXPECT_THAT(lines_of(translator.translate("nykytanssi", fi, en)),
              ElementsAre("contemporari 0.33 vocabulary", "danc 0.33 vocabulary"));
  EXPECT_THAT(translator.translate("danc", en, fi), IsEmpty()) << "dance alone is no contemporary dance";
  EXPECT_THAT(translator.translate("kärkihanke", fi, en), IsEmpty());
}

TEST(Translation, LeavesStopWordsOut) {
  const Translator translator = translator_of({{"ja", "and"}, {"olla", "to be"}});
  EXPECT_EQ(translator.size(fi, en) + translator.size(en, fi), 0U);
}

TEST(Translation, IsSurerWhenFoundAgain) {
  const Translator translator =
      translator_of({{"avustus", "grant"}, {"avustus", "subsidy"}, {"avustukset", "grants"}, {"tuki", "support"}});
  const auto grants = translator.translate("avustus", fi, en);
  ASSERT_EQ(grants.size(), 2U);
  EXPECT_EQ(grants[0].term, "grant");
  EXPECT_DOUBLE_EQ(grants[0].weight, 2 * grants[1].weight);
  EXPECT_GT(grants[0].weight + grants[1].weight, translator.translate("tuki", fi, en)[0].weight);
}

TEST(Translation, NamesTheDictionaryWhereALabelAgreesWithIt) {
  TranslatorBuilder builder(shared_analyzer());
  const std::vector<TextPair> dictionary{{.from = "asunnottomuus", .to = "homelessness"}};
  builder.add_pairs(fi, en, dictionary, TranslatedBy::freedict);
  const Labels labels{{"asunnottomuus", "homelessness"}};
  builder.add_label_pairs(fi, en, labels);
  EXPECT_THAT(lines_of(builder.build().translate("asunnottomuus", fi, en)), ElementsAre("homeless 0.67 freedict"));
}

TEST(Translation, TrustsTheSenseOfEverydayWordsAboveThoseOfADictionary) {
  TranslatorBuilder builder(shared_analyzer());
  const std::vector<TextPair> dictionary{{.from = "äänne", .to = "phone"}, {.from = "soittaa", .to = "phone"}};
  builder.add_pairs(fi, en, dictionary, TranslatedBy::freedict);
  const std::vector<TextPair> everyday{{.from = "puhelin", .to = "phone"}};
  builder.add_pairs(fi, en, everyday, TranslatedBy::everyday);
  const Translator translator = builder.build();
  const auto translations = translator.translate("phone", en, fi);
  EXPECT_THAT(terms_of(translations), ElementsAre("puhelin", "soittaa", "äänne"));
  EXPECT_GT(translations[0].weight, translations[1].weight + translations[2].weight);
  EXPECT_EQ(translations[0].by, TranslatedBy::everyday);
}

TEST(Translation, IsAsSureOfTheSecondWordOfARow) {
  TranslatorBuilder builder(shared_analyzer());
  const std::vector<TextPair> everyday{{.from = "esihenkilö", .to = "supervisor"},
                                       {.from = "pomo", .to = "supervisor", .certainty = 0.5}};
  builder.add_pairs(fi, en, everyday, TranslatedBy::everyday);
  const Translator translator = builder.build();
  EXPECT_GT(translator.translate("pomo", fi, en)[0].weight, 0.7);
}

TEST(Translation, HearsEverySourceAndNamesTheSurest) {
  TranslatorBuilder builder(shared_analyzer());
  const std::vector<TextPair> dictionary{{.from = "tuki", .to = "support"},
                                         {.from = "tuki", .to = "prop", .certainty = 0.5}};
  builder.add_pairs(fi, en, dictionary, TranslatedBy::freedict);
  const std::vector<TermPair> learnt{
      {.from = fi, .to = en, .term = "tuki", .translation = "support", .weight = 0.5, .by = TranslatedBy::learnt},
      {.from = fi, .to = en, .term = "tuki", .translation = "aid", .weight = 0.3, .by = TranslatedBy::learnt}};
  builder.add_terms(learnt);
  const Translator translator = builder.build();
  const auto translations = translator.translate("tuki", fi, en);
  EXPECT_THAT(terms_of(translations), ElementsAre("support", "aid", "prop"));
  EXPECT_EQ(translations[0].by, TranslatedBy::learnt);
  EXPECT_EQ(translations[2].by, TranslatedBy::freedict);
  EXPECT_THAT(terms_of(translator.translate("aid", en, fi)), IsEmpty()) << "learnt rows have one direction";
}

TEST(Translation, KeepsTheSurestFiveWithWeightsUpToOne) {
  Labels labels;
  for (const std::string_view word : {"one", "two", "three", "four", "five", "six", "seven"}) {
    labels.emplace_back("luku", word);
    labels.emplace_back("luku", word);
  }
  labels.emplace_back("luku", "seven");
  const Translator translator = translator_of(labels);
  const auto translations = translator.translate("luku", fi, en);
  ASSERT_EQ(translations.size(), most_translations);
  EXPECT_EQ(translations[0].term, "seven");
  double sum = 0;
  for (std::size_t i = 0; i < translations.size(); ++i) {
    EXPECT_GT(translations[i].weight, 0);
    if (i > 1) {
      EXPECT_LT(translations[i - 1].term, translations[i].term) << "equal weights, by their letters";
    }
    sum += translations[i].weight;
  }
  EXPECT_LE(sum, 1.0);
}

TEST(Translation, DoesNotDependOnTheOrderOfPairs) {
  const Labels labels{{"tuki", "support"}, {"tuki", "aid"}, {"apu", "aid"}, {"apu", "help"}, {"tuki", "backing"}};
  const Labels turned(labels.rbegin(), labels.rend());
  for (const std::string_view term : {"tuki", "apu"}) {
    EXPECT_EQ(lines_of(translator_of(labels).translate(term, fi, en)),
              lines_of(translator_of(turned).translate(term, fi, en)));
  }
}

TEST(Translation, NamesEachSource) {
  EXPECT_EQ(to_text(TranslatedBy::freedict), "freedict");
  EXPECT_EQ(to_text(TranslatedBy::everyday), "everyday");
  EXPECT_EQ(to_text(TranslatedBy::learnt), "learnt");
  EXPECT_EQ(to_text(TranslatedBy::vocabulary), "vocabulary");
}

}  // namespace
}  // namespace kohtaamo::stemming
