// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace kohtaamo::stemming {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::string_view text, Language language) {
  std::vector<std::string> all;
  for (const ByteRange bytes : sentences(text, language))
    all.emplace_back(text.substr(bytes.begin, bytes.end - bytes.begin));
  return all;
}

TEST(Sentences, EndWhereASentenceEnds) {
  EXPECT_THAT(texts("Kunnat voivat hakea. Omarahoitus on 20 %!  Kysy lisää.", Language::fi),
              ElementsAre("Kunnat voivat hakea.", "Omarahoitus on 20 %!", "Kysy lisää."));
  EXPECT_THAT(texts("Grants are open. Apply now", Language::en), ElementsAre("Grants are open.", "Apply now"));
}

TEST(Sentences, DoNotEndWithinDaysAndAbbreviations) {
  EXPECT_THAT(texts("Haku päättyy 15.3.2027 klo 16.15, esim. kunnille.", Language::fi), testing::SizeIs(1));
}

TEST(Sentences, KeepAListWithWhatLeadsToIt) {
  EXPECT_THAT(texts("Hakea voivat:\n- kunnat\n- yhdistykset\nOmarahoitusta ei tarvita.", Language::fi),
              ElementsAre("Hakea voivat:\n- kunnat\n- yhdistykset", "Omarahoitusta ei tarvita."));
}

TEST(Sentences, OfNothingAreNone) {
  EXPECT_TRUE(sentences("", Language::fi).empty());
  EXPECT_TRUE(sentences(" \n ", Language::sv).empty());
}

}  // namespace
}  // namespace kohtaamo::stemming
