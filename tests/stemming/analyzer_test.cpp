// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/analyzer.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

std::string terms_in(std::string_view text, Language language = Language::fi) {
  return to_text(shared_analyzer().analyze(text, language));
}

TEST(Analyzer, GivesTheTermsOfTheCases) {
  ASSERT_TRUE(shared_analyzer().has_finnish_dictionary());
  for (const Language language : all_languages) {
    for (const auto& row : read_rows("stem/" + std::string(to_text(language)) + ".tsv")) {
      EXPECT_EQ(terms_in(row.at(0), language), row.at(1)) << row.at(2);
      EXPECT_EQ(to_text(*shared_analyzer().terms_of(row.at(0), language)), row.at(1)) << "as one word";
    }
  }
}

TEST(Analyzer, KeepsFinnishLettersApart) {
  EXPECT_NE(terms_in("sääri"), terms_in("saari"));
  EXPECT_NE(terms_in("vähä"), terms_in("vaha"));
}

TEST(Analyzer, ReadsComposedAndCombiningLettersAlike) {
  EXPECT_EQ(terms_in("ka\u0308rkihankkeiden a\u0308iti"), terms_in("kärkihankkeiden äiti"));
}

TEST(Analyzer, GluesSuspendedCompounds) {
  EXPECT_EQ(terms_in("sosiaali- ja terveyspalvelut"),
            "sosiaali | sosiaalipalvelu ~sosiaali ~palvelu | ja | terveyspalvelu ~terveys ~palvelu");
  EXPECT_EQ(terms_in("äidin- tai isänrakkaus"), "äiti | äidinrakkaus ~äiti ~rakkaus | tai | isänrakkaus ~isä ~rakkaus");
}

TEST(Analyzer, GluesEachHeadAtItsOwnPlace) {
  const std::string text = "sosiaali-, terveys- ja kulttuuripalvelut";
  const std::vector<Word> words = shared_analyzer().analyze(text, Language::fi);
  std::vector<std::uint32_t> positions;
  for (const Word& word : words) positions.push_back(word.position);
  EXPECT_THAT(positions, testing::ElementsAre(1, 1, 2, 2, 3, 4));
  EXPECT_EQ(words[1].bytes, words[0].bytes);
  EXPECT_EQ(words[3].terms->terms.front().text, "terveyspalvelu");
}

TEST(Analyzer, GluesNothingToAPlainWord) {
  EXPECT_EQ(terms_in("sosiaali- ja työ"), "sosiaali | ja | työ");
  EXPECT_EQ(terms_in("sosiaali-"), "sosiaali");
}

TEST(Analyzer, KnowsWhichWordsItKnows) {
  EXPECT_TRUE(shared_analyzer().terms_of("kunnassa", Language::fi)->is_known);
  EXPECT_FALSE(shared_analyzer().terms_of("Innokylässä", Language::fi)->is_known);
  EXPECT_TRUE(shared_analyzer().terms_of("kommun", Language::sv)->is_known);
  EXPECT_FALSE(shared_analyzer().terms_of("h2020", Language::en)->is_known);
}

TEST(Analyzer, CutsOverlongWords) {
  for (const Language language : all_languages) {
    const std::vector<Word> words = shared_analyzer().analyze(std::string(100'000, 'x'), language);
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].bytes, (ByteRange{.begin = 0, .end = 100'000}));
    EXPECT_LE(words[0].terms->terms.at(0).text.size(), max_term_bytes);
  }
}

TEST(Analyzer, WorksWithoutADictionary) {
  const Analyzer analyzer({.voikko_path = "/nonexistent"});
  ASSERT_FALSE(analyzer.has_finnish_dictionary());
  EXPECT_EQ(to_text(analyzer.analyze("hankkeiden", Language::fi)), "hank");
  EXPECT_NE(analyzer.fingerprint(), shared_analyzer().fingerprint());
}

TEST(Analyzer, GivesNothingForNothing) {
  EXPECT_TRUE(shared_analyzer().analyze("", Language::fi).empty());
  EXPECT_TRUE(shared_analyzer().analyze("… –", Language::fi).empty());
  EXPECT_TRUE(shared_analyzer().terms_of("", Language::fi)->terms.empty());
}

void check_words(const std::string& text, Language language) {
  ByteRange last{};
  std::uint32_t position = 0;
  for (const Word& word : shared_analyzer().analyze(text, language)) {
    RC_ASSERT(word.bytes.begin < word.bytes.end);
    RC_ASSERT(word.bytes.end <= text.size());
    RC_ASSERT(word.bytes == last || word.bytes.begin >= last.end);
    RC_ASSERT(word.position == position + (word.bytes == last ? 0 : 1));
    RC_ASSERT(!word.terms->terms.empty());
    for (const WordTerm& term : word.terms->terms) {
      RC_ASSERT(!term.text.empty());
      RC_ASSERT(term.text.size() <= max_term_bytes);
    }
    last = word.bytes;
    position = word.position;
  }
}

RC_GTEST_PROP(AnalyzerProperty, KeepsRangesInOrderInAnyBytes, (std::string text)) {
  check_words(text, *rc::gen::elementOf(all_languages));
}

// Bytes that mean something to the code, in any order: more telling than evenly random ones.
RC_GTEST_PROP(AnalyzerProperty, KeepsRangesInOrderInAnyMixture, ()) {
  const std::vector<std::string> pieces{
      "sosiaali", "terveyspalvelut", "ja",     "-", "- ", ":",    "EU:n", " ",        "1",      "234", "\u00A0",
      "’",        "\u00AD",          "\u0308", "a", "ä",  "\xC3", "\xFF", "\xE2\x80", "\u4E2D", ",",   "\n"};
  const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
  std::string text;
  for (const std::string& piece : chosen) text += piece;
  check_words(text, *rc::gen::elementOf(all_languages));
}

}  // namespace
}  // namespace kohtaamo::stemming
