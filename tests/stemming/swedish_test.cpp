// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/swedish.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stemming/swedish_dictionary.h"
#include "stemming/swedish_forms.h"
#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr std::string_view small_aff =
    "SET UTF-8\n"
    "COMPOUNDBEGIN X\nCOMPOUNDMIDDLE U\nCOMPOUNDEND Y\nONLYINCOMPOUND Z\n"
    "SFX A Y 1\nSFX A 0 s .\n"
    "SFX y Y 2\nSFX y a e/WXZ a\nSFX y 0 e/WXZ [^a]\n"
    "SFX v Y 2\nSFX v a s/WXZ a\nSFX v 0 s/WXZ [^a]\n"
    "SFX s Y 1\nSFX s 0 0/WX .\n";

TEST(SwedishDictionary, TellsWhatMayBeginAndEndACompound) {
  const CompoundWords words = parse_compound_words(
      "7\nbarn/ABDXY\nskola/AEGY\nskol/sZ\nutveckling/ADfvY\narbete/ACEFY\narbets/UXZ\nhälsa/ANY\nhälso/UXZ\n",
      small_aff);
  EXPECT_THAT(words.heads,
              UnorderedElementsAre(Pair("barn", "barn"), Pair("skol", "skola"), Pair("utvecklings", "utveckling"),
                                   Pair("arbets", "arbete"), Pair("hälso", "hälsa")));
  EXPECT_THAT(words.ends, ElementsAre("barn", "skola", "utveckling", "arbete", "hälsa"));
}

TEST(SwedishDictionary, GivesNoWordsOfWhatIsNoDictionary) {
  EXPECT_THAT(parse_compound_words("barn/XY\n", "").heads, IsEmpty());
  EXPECT_THAT(parse_compound_words("", small_aff).ends, IsEmpty());
  EXPECT_THAT(parse_compound_words("/\n//\nbarn/\n\t\n", small_aff).heads, IsEmpty());
  EXPECT_THAT(parse_compound_words("barn/XY\n", "SFX\nSFX v\nSFX v a [/X ]\nCOMPOUNDBEGIN\nCOMPOUNDEND Y").ends,
              IsEmpty());
}

TEST(SwedishForms, AreMadeByTheRulesOfTheDictionary) {
  const SwedishForms forms("3\nrum/BCXY\nbaka/T\nfel/%\n",
                           "COMPOUNDEND Y\nFORBIDDENWORD %\nSFX C Y 2\nSFX C 0 met m\nSFX C 0 t [aåö]\n"
                           "SFX E Y 1\nSFX E 0 n [^m]\n");
  EXPECT_THAT(forms.words_of("rummet"), ElementsAre("rum"));
  EXPECT_THAT(forms.words_of("bakaren"), ElementsAre("bakare"));
  EXPECT_THAT(forms.words_of("rumn"), IsEmpty());
  EXPECT_THAT(forms.words_of("rum"), IsEmpty());
  EXPECT_TRUE(forms.is_word("rum"));
  EXPECT_TRUE(forms.may_end_compound("rum"));
  EXPECT_FALSE(forms.is_word("fel"));
  EXPECT_THAT(SwedishForms("", "").words_of("rummet"), IsEmpty());
}

std::vector<std::string> terms_of(std::string_view word, TermKind kind) {
  std::vector<std::string> terms;
  for (const auto found = shared_analyzer().terms_of(word, Language::sv); const WordTerm& term : found->terms)
    if (term.kind == kind) terms.push_back(term.text);
  return terms;
}
std::vector<std::string> parts_of(std::string_view word) { return terms_of(word, TermKind::part); }
std::vector<std::string> bases_of(std::string_view word) { return terms_of(word, TermKind::base); }

TEST(Swedish, FindsThePartsOfCompounds) {
  ASSERT_TRUE(Swedish("").has_dictionary());
  EXPECT_THAT(shared_analyzer().fingerprint(), testing::HasSubstr("sv=snowball+parts-"));
  EXPECT_THAT(parts_of("barnskyddet"), ElementsAre("barn", "skydd"));
  EXPECT_THAT(parts_of("hälsovårdscentralen"), ElementsAre("hälsovård", "central"));
  EXPECT_THAT(parts_of("skolbibliotek"), ElementsAre("skola", "bibliotek"));
  EXPECT_THAT(parts_of("utvecklingsarbetet"), ElementsAre("utveckling", "arbete"));
  EXPECT_THAT(parts_of("kvinnohistoria"), ElementsAre("kvinna", "historia"));
  EXPECT_THAT(parts_of("invandrarmammor"), ElementsAre("invandrare", "mamma"));
}

TEST(Swedish, MeetsAllFormsOfAWord) {
  const std::vector<std::vector<std::string_view>> families{
      {"skydd", "skyddet", "skyddets", "skydden"},
      {"marknad", "marknaden", "marknader", "marknadernas"},  // Snowball: "markn", "marknad"
      {"resurs", "resursen", "resurser", "resursernas"},
      {"psykisk", "psykiskt", "psykiska"},
      {"rum", "rummet", "rummen"},
      {"barnskydd", "barnskyddet"},
      {"invandrare", "invandraren", "invandrarna"},  // only derived in the dictionary
      {"ekonomisk", "ekonomiskt", "ekonomiska"},
      {"stad", "staden", "städer", "städernas"},
      {"storstad", "storstäder", "storstäderna"},
      {"mamma", "mammor", "mammorna"},
      {"matsvinn", "matsvinnet"},  // no word of the dictionary
      {"hjälpa", "hjälpte", "hjälpt"},
  };
  for (const auto& family : families)
    for (const std::string_view form : family)
      EXPECT_THAT(bases_of(form), testing::Contains(bases_of(family.front()).front())) << form;
}

TEST(Swedish, TellsBothWordsThatAFormMayBe) {
  EXPECT_THAT(bases_of("planet"), ElementsAre("planet", "plan"));
  EXPECT_THAT(bases_of("mödrar"), ElementsAre("moder", "mor"));
}

TEST(Swedish, KeepsApartWhatStemmingMerges) {
  for (const auto& [one, other] :
       {std::pair("tid", "tidig"), {"möjlighet", "möjlig"}, {"god", "gods"}, {"vikt", "viktig"}})
    EXPECT_THAT(bases_of(one), testing::Not(testing::Contains(bases_of(other).front()))) << one;
}

TEST(Swedish, LeavesPlainWordsWhole) {
  for (const std::string_view word :
       {"information", "möjligheten", "ensamhet", "forskningen", "kommunerna", "hus", "å"})
    EXPECT_THAT(parts_of(word), IsEmpty()) << word;
}

TEST(Swedish, HasNoPartsWithoutADictionary) {
  const Swedish swedish("/nonexistent");
  EXPECT_FALSE(swedish.has_dictionary());
  Snowball snowball(Language::sv);
  TermList terms;
  swedish.add_terms("barnskyddet", snowball, terms);
  EXPECT_THAT(terms.take(), ElementsAre(WordTerm{.text = "barnskyddet", .kind = TermKind::base}));
}

TEST(Swedish, IsStemmedAloneWithoutADictionary) {
  const Analyzer analyzer({.hunspell_path = "/nonexistent"});
  EXPECT_FALSE(analyzer.has_swedish_dictionary());
  EXPECT_EQ(to_text(analyzer.analyze("barnskydd", Language::sv)), "barnskyd");
  EXPECT_NE(analyzer.fingerprint(), shared_analyzer().fingerprint());
}

TEST(Swedish, StaysQuickOnMadeUpWords) {
  std::string word;
  while (word.size() < 79) word += "ån";
  EXPECT_THAT(parts_of(word), testing::SizeIs(testing::Le(4U)));
}

}  // namespace
}  // namespace kohtaamo::stemming
