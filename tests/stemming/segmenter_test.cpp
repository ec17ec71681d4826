// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/segmenter.h"

#include <gtest/gtest.h>

namespace kohtaamo::stemming {
namespace {

// "Sosiaali… | ja": … marks what is suspended.
std::string segments_of(std::string_view text, Language language = Language::fi) {
  std::vector<Segment> segments;
  Segmenter(language).segment(text, segments);
  std::string out;
  for (const Segment& segment : segments) {
    if (!out.empty()) out += " | ";
    out += text.substr(segment.bytes.begin, segment.bytes.end - segment.bytes.begin);
    if (segment.is_suspended) out += "…";
  }
  return out;
}

TEST(Segmenter, FindsTheExampleOfItsHeader) {
  EXPECT_EQ(segments_of("Sosiaali- ja terveyspalvelut: 1 234 EU:n COVID-19-rokotetta"),
            "Sosiaali… | ja | terveyspalvelut | 1 234 | EU:n | COVID-19-rokotetta");
}

TEST(Segmenter, LeavesRangesApart) {
  EXPECT_EQ(segments_of("2021-2027, 2021–2027"), "2021 | 2027 | 2021 | 2027");
  EXPECT_EQ(segments_of("Turku – Tampere"), "Turku | Tampere");
}

TEST(Segmenter, JoinsOnlyNumbersWrittenInGroups) {
  EXPECT_EQ(segments_of("12 345 678 euroa"), "12 345 678 | euroa");
  EXPECT_EQ(segments_of("1\u00A0234"), "1\u00A0234");
  EXPECT_EQ(segments_of("vuonna 2020 150 nuorta"), "vuonna | 2020 | 150 | nuorta");
  EXPECT_EQ(segments_of("040 123 4567"), "040 | 123 | 4567");
  EXPECT_EQ(segments_of("12 34"), "12 | 34");
}

TEST(Segmenter, SplitsAForgottenSpaceAfterAColon) {
  EXPECT_EQ(segments_of("Tavoite:osallisuus"), "Tavoite | osallisuus");
  EXPECT_EQ(segments_of("EU:ssakin"), "EU:ssakin");
  EXPECT_EQ(segments_of("EU:s", Language::sv), "EU:s");
}

TEST(Segmenter, SplitsAnyNumberOfColons) {
  std::string chain = "tavoite";
  for (int i = 0; i < 100'000; ++i) chain += ":tavoite";
  std::vector<Segment> segments;
  Segmenter(Language::fi).segment(chain, segments);
  EXPECT_EQ(segments.size(), 100'000U);  // the last colon is that of an ending
  EXPECT_EQ(segments.back().bytes.end, chain.size());
}

TEST(Segmenter, KeepsApostrophesInside) {
  EXPECT_EQ(segments_of("the children’s ‘own’ words", Language::en), "the | children’s | own | words");
}

TEST(Segmenter, FindsNothingInNothing) {
  EXPECT_EQ(segments_of(""), "");
  EXPECT_EQ(segments_of(" … – !?"), "");
  EXPECT_EQ(segments_of({}), "");
}

TEST(Segmenter, StopsJoiningAChainWithoutEnd) {
  std::string chain = "a";
  for (int i = 0; i < 1000; ++i) chain += "-a";
  std::vector<Segment> segments;
  Segmenter(Language::fi).segment(chain, segments);
  EXPECT_GT(segments.size(), 1U);
  for (const Segment& segment : segments) EXPECT_LE(segment.bytes.end - segment.bytes.begin, 200U);
}

}  // namespace
}  // namespace kohtaamo::stemming
