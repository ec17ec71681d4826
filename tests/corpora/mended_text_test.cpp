// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/mended_text.h"

#include <gtest/gtest.h>

namespace kohtaamo::corpora {
namespace {

TEST(MendedText, ReadsAgainWhatWasReadWithTheWrongCodePage) {
  EXPECT_EQ(mended("G-PHAN â€“ FÃ¤rjan"), "G-PHAN – Färjan");
  EXPECT_EQ(mended("CONVOCATORIA TEM\xC3\x83\xC2\x81TICA"), "CONVOCATORIA TEMÁTICA");
  EXPECT_EQ(mended("“ONE WORLDâ€\xC2\x9D."), "“ONE WORLD”.");
  EXPECT_EQ(mended("Agenda 2030â€™s goal, 5 â‚¬"), "Agenda 2030’s goal, 5 €");
  EXPECT_EQ(mended("25 Â°C"), "25 °C");
  EXPECT_EQ(mended("\xC3\xA2\xC2\x80\xC2\x9C"
                   "black box"),
            "“black box");
  EXPECT_EQ(mended("Ce\xC3\x8C\xC2\x81zanne"), "Ce\xCC\x81zanne");  // composed when it is cleaned
}

TEST(MendedText, KnowsTheSignsOfCp1252BehindControlCharacters) {
  EXPECT_EQ(mended("China\xC2\x92s 60\xC2\x96"
                   "70-luku\xC2\x85"),
            "China’s 60–70-luku…");
  EXPECT_EQ(mended("trans\xC2\x81"
                   "border"),
            "transborder");
}

TEST(MendedText, LeavesWhatMakesSense) {
  for (const char* text : {"Yksinäisyys – ”IKÄVÄ”", "château’s cœur", "AMANHÃ”", "Â»", "Übergänge „Ä“", "São", "plain",
                           "Ã", "â", "â€", "", "日本語"})
    EXPECT_EQ(mended(text), text);
}

TEST(MendedText, TakesOffTheQuotesThatATableNeeded) {
  EXPECT_EQ(mended(R"("Network ""Culture"" and ""SSH""")"), R"(Network "Culture" and "SSH")");
  EXPECT_EQ(mended("\"INSTITUTUL \"\"HORIA HULUBEI\"\" (IFIN-HH)\""), "INSTITUTUL \"HORIA HULUBEI\" (IFIN-HH)");
  for (const char* text : {R"("A quotation")", R"("One" and "two")", R"("")", "\"", R"(say ""this"")"})
    EXPECT_EQ(mended(text), text);
}

}  // namespace
}  // namespace kohtaamo::corpora
