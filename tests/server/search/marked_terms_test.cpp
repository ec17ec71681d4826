// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/marked_terms.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

std::string_view answer(const MarkedTerms& marked, std::string_view word, Language language) {
  return marked.answered_by(*tests::analyzer().terms_of(word, language), language);
}

TEST(MarkedTerms, AreMarkedInTextsOfTheirOwnLanguageAlone) {
  const MarkedTerms marked({{"home", Language::en}, {"koti"}});
  EXPECT_EQ(answer(marked, "homes", Language::en), "home");
  EXPECT_EQ(answer(marked, "home", Language::fi), "");
  EXPECT_FALSE(marked.may_be_answered_by("home", Language::fi));
  EXPECT_EQ(answer(marked, "kodin", Language::fi), "koti");
  EXPECT_EQ(answer(marked, "koti", Language::sv), "koti");
}

TEST(MarkedTerms, AreMarkedInAllTextsWhenOneMentionSaysSo) {
  const MarkedTerms marked({{"program", Language::sv}, {"program"}, {"program", Language::sv}});
  EXPECT_EQ(answer(marked, "program", Language::en), "program");
}

TEST(MarkedTerms, PassOverNoWordThatAnswersByItsLetters) {
  struct Case {
    Language language{};
    std::string_view term{}, word{};
  };
  const Case cases[] = {
      {Language::fi, "aika", "ajan"},
      {Language::fi, "työ", "TÖITÄ"},
      {Language::fi, "sähkö", "SÄHKÖN"},
      {Language::fi, "asunto", "Asunnon"},
      {Language::fi, "palvelu", "kotipalvelut"},
      {Language::fi, "öljy", "Öljyn"},
      {Language::sv, "hjälp", "HJÄLPEN"},
      {Language::sv, "hjälp", "hemhjälp"},
      {Language::en, "cri", "cries"},
      {Language::en, "care", "child-care"},
      {Language::en, "being", "well\u2011being"},
      {Language::en, "go", "go"},
  };
  for (const Case& one : cases)
    EXPECT_TRUE(MarkedTerms({{std::string(one.term)}}).may_be_answered_by(one.word, one.language))
        << one.term << " " << one.word;
}

TEST(MarkedTerms, PassOverWordsOfOtherLetters) {
  EXPECT_FALSE(MarkedTerms({{"asunto"}}).may_be_answered_by("kunta", Language::fi));
  EXPECT_FALSE(MarkedTerms({{"part"}}).may_be_answered_by("department", Language::en));  // no part of a compound
}

}  // namespace
}  // namespace kohtaamo::server
