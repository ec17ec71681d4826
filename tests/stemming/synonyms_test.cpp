// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/synonyms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/temporary_folder.h"

namespace kohtaamo::stemming {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Analyzer& analyzer() {
  static const Analyzer one;
  return one;
}

config::Result<Synonyms> load_with(std::string_view operators) {
  const tests::TemporaryFolder folder;
  return Synonyms::load(analyzer(), folder.file("synonyms.txt", operators));
}

std::vector<std::vector<std::string>> words_of(std::string_view text, Language language) {
  std::vector<std::vector<std::string>> words;
  for (const Word& word : analyzer().analyze(text, language)) {
    if (word.terms->is_stop_word) continue;
    words.emplace_back();
    for (const WordTerm& term : word.terms->terms)
      if (term.kind == TermKind::base) words.back().push_back(term.text);
  }
  return words;
}

// "0+1: sosiaali/sosiaalipalvelu terveyspalvelu": where, and what else it is called.
std::vector<std::string> found_in(const Synonyms& synonyms, std::string_view text, Language language) {
  std::vector<std::string> rows;
  for (const FoundExpression& found : synonyms.find(words_of(text, language), language))
    for (const Expression* other : found.others) {
      std::string row = std::to_string(found.first) + "+" + std::to_string(found.length) + ":";
      for (const auto& place : other->places) {
        row += " ";
        for (const std::string& base : place) row += (row.ends_with(' ') ? "" : "/") + base;
      }
      rows.push_back(row);
    }
  return rows;
}

TEST(Synonyms, AreMetInAnyInflectionAndByAnyOfTheirNames) {
  const auto synonyms = load_with("[fi]\nkummitalo = aavelinna = suuri vanha talo\n[sv]\nspökhus = ruckel\n");
  ASSERT_TRUE(synonyms) << config::to_text(synonyms.error());
  EXPECT_THAT(found_in(*synonyms, "aavelinnoissa", Language::fi),
              ElementsAre("0+1: kummitalo", "0+1: suuri vanha talo"));
  EXPECT_THAT(found_in(*synonyms, "siinä suuressa ja vanhassa talossa", Language::fi),
              testing::Contains("0+3: kummitalo"));
  EXPECT_THAT(found_in(*synonyms, "suuri talo", Language::fi), IsEmpty());
  EXPECT_THAT(found_in(*synonyms, "aavelinna", Language::sv), IsEmpty());
}

struct OwnCase {
  std::string_view text{}, found{};
  Language language = Language::fi;
};
constexpr std::array own_cases{
    OwnCase{"soten johtaminen", "0+1: sosiaali/sosiaalipalvelu terveyspalvelu"},
    OwnCase{"hva", "0+1: hyvinvointialue"},
    OwnCase{"hyvinvointialueiden", "0+1: hva"},
    OwnCase{"Euroopan sosiaalirahastosta", "0+2: esr"},
    OwnCase{"LAPE", "0+1: lapsi/lapsipalvelu perhepalvelu"},
    OwnCase{"ungdomar", "", Language::sv},
    OwnCase{"FPA", "0+1: folkpensionsanstalt", Language::sv},
    OwnCase{"NGOs", "0+1: ngo", Language::en},
};

TEST(Synonyms, OfOurOwnHoldTheAbbreviationsOfTheField) {
  const auto synonyms = Synonyms::load(analyzer());
  ASSERT_TRUE(synonyms) << config::to_text(synonyms.error());
  EXPECT_GE(synonyms->group_count(), 80U);
  for (const OwnCase& one : own_cases) {
    const auto rows = found_in(*synonyms, one.text, one.language);
    if (one.found.empty())
      EXPECT_THAT(rows, IsEmpty()) << one.text;
    else
      EXPECT_THAT(rows, testing::Contains(one.found)) << one.text;
  }
}

struct BadCase {
  std::string_view text{}, where{}, why{};
};
constexpr std::array bad_cases{
    BadCase{"sote = hva\n", "synonyms.txt:1", "[fi]"},
    BadCase{"# ours\n[fi]\n\nsote\n", "synonyms.txt:4", "="},
    BadCase{"[fi]\nsote = \n", "synonyms.txt:2", "="},
    BadCase{"[fi]\nsote = ja\n", "synonyms.txt:2", "'ja'"},
    BadCase{"[fi]\nsote = a1 b2 c3 d4 e5 f6 g7 h8 i9\n", "synonyms.txt:2", "8 words"},
};

TEST(Synonyms, ThatAreNoGroupAreRefusedWithTheirLine) {
  for (const BadCase& one : bad_cases) {
    const auto synonyms = load_with(one.text);
    ASSERT_FALSE(synonyms) << one.text;
    EXPECT_EQ(synonyms.error().code, config::ErrorCode::bad_config);
    EXPECT_THAT(synonyms.error().where, testing::EndsWith(one.where));
    EXPECT_THAT(synonyms.error().message, HasSubstr(one.why));
  }
  EXPECT_FALSE(Synonyms::load(analyzer(), "/nonexistent/synonyms.txt"));
}

}  // namespace
}  // namespace kohtaamo::stemming
