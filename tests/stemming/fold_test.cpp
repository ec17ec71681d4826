// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/fold.h"

#include <gtest/gtest.h>

namespace kohtaamo::stemming {
namespace {

std::string folded(std::string_view word) {
  std::string out = "what was there before";
  fold_word(word, out);
  return out;
}

TEST(Fold, LowersLettersOfAllScripts) {
  EXPECT_EQ(folded("ÄITIYS"), "äitiys");
  EXPECT_EQ(folded("Þ×Ÿ"), "þ×ÿ");
  EXPECT_EQ(folded("ŠAKKI"), "šakki");
  EXPECT_EQ(folded("ΔΩ"), "δω");
}

TEST(Fold, ComposesLetters) {
  EXPECT_EQ(folded("a\u0308iti"), "äiti");
  EXPECT_EQ(folded("A\u030Abo"), "åbo");
}

TEST(Fold, KeepsAccents) { EXPECT_EQ(folded("Café"), "café"); }

TEST(Fold, DropsWhatIsNotSeen) {
  EXPECT_EQ(folded("hyvin\u00ADvointi"), "hyvinvointi");
  EXPECT_EQ(folded("\uFEFFtyö\u200B"), "työ");
}

TEST(Fold, MakesSignsPlain) {
  EXPECT_EQ(folded("vaa’an"), "vaa'an");
  EXPECT_EQ(folded("e\u2011resepti"), "e-resepti");
}

TEST(Fold, JoinsNumbers) {
  EXPECT_EQ(folded("1 234"), "1234");
  EXPECT_EQ(folded("1\u00A0234\u202F567"), "1234567");
}

TEST(Fold, DropsLooseHyphensAndTheEndingAfterAColon) {
  EXPECT_EQ(folded("sosiaali-"), "sosiaali");
  EXPECT_EQ(folded("-palvelut"), "palvelut");
  EXPECT_EQ(folded("EU:n"), "eu");
  EXPECT_EQ(folded("--"), "");
  EXPECT_EQ(folded(""), "");
}

TEST(Fold, CutsBetweenLetters) {
  std::string letters;
  for (int i = 0; i < 5000; ++i) letters += "ä";
  EXPECT_EQ(folded("a" + letters).size(), 199U);  // 200 would split an ä
  EXPECT_EQ(folded(letters).size(), 200U);
}

TEST(Fold, ReadsMalformedBytesAsReplacement) { EXPECT_EQ(folded("ty\xC3"), "ty\uFFFD"); }

}  // namespace
}  // namespace kohtaamo::stemming
