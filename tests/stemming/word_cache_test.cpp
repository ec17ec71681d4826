// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/word_cache.h"

#include <gtest/gtest.h>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

WordTerms terms(std::string text) { return {.terms = {{.text = std::move(text)}}}; }

TEST(WordCache, KeepsWordsOfEachLanguageApart) {
  WordCache cache(10);
  cache.add("men", Language::sv, terms("men"));
  cache.add("men", Language::en, terms("man"));
  EXPECT_EQ(to_text(*cache.find("men", Language::sv)), "men");
  EXPECT_EQ(to_text(*cache.find("men", Language::en)), "man");
  EXPECT_EQ(cache.find("men", Language::fi), nullptr);
}

TEST(WordCache, KeepsTheFirstOfTwo) {
  WordCache cache(10);
  const auto first = cache.add("työ", Language::fi, terms("first"));
  EXPECT_EQ(cache.add("työ", Language::fi, terms("second")), first);
}

TEST(WordCache, HandsOutUncountedPointers) {
  WordCache cache(10);
  EXPECT_EQ(cache.add("työ", Language::fi, terms("työ")).use_count(), 0);
}

TEST(WordCache, KeepsNoVeryLongWords) {
  WordCache cache(10);
  const std::string word(100, 'x');
  EXPECT_EQ(to_text(*cache.add(word, Language::fi, terms("x"))), "x");
  EXPECT_EQ(cache.find(word, Language::fi), nullptr);
}

TEST(WordCache, GivesTermsWithoutKeepingThemWhenFull) {
  for (const std::size_t size : {0U, 1U, 7U}) {
    WordCache cache(size);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(to_text(*cache.add(std::to_string(i), Language::fi, terms("x"))), "x");
    std::size_t kept = 0;
    for (int i = 0; i < 20; ++i) kept += cache.find(std::to_string(i), Language::fi) != nullptr;
    EXPECT_EQ(kept, size);
  }
}

TEST(WordCache, ChangesNoTermsWhenFull) {
  const Analyzer small({.cache_words = 2});
  const std::string text = "Kunnan lasten ja nuorten hyvinvointialueiden rahoituksen tarpeet, kunnan lasten";
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(to_text(small.analyze(text, Language::fi)), to_text(shared_analyzer().analyze(text, Language::fi)));
  }
}

}  // namespace
}  // namespace kohtaamo::stemming
