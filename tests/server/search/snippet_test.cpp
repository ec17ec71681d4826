// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/snippet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using ::testing::EndsWith;
using ::testing::StartsWith;

std::string shown(const Snippet& snippet) {
  std::string text;
  for (const Segment& segment : snippet.segments) text += segment.is_hit ? "[" + segment.text + "]" : segment.text;
  return text;
}

TEST(Snippet, MarksInflectedWordsWhole) {
  const Snippet snippet = make_snippet("Kunnan nuorille tarjotaan asuntoja.", Language::fi,
                                       MarkedTerms({{"asunto"}, {"nuori"}}), tests::analyzer());
  EXPECT_EQ(shown(snippet), "Kunnan [nuorille] tarjotaan [asuntoja].");
}

TEST(Snippet, TakesThePassageThatAnswersMost) {
  std::string text = "Asunto mainitaan tässä. ";
  for (int i = 0; i < 40; ++i) text += "Väliin tulee muuta tekstiä. ";
  text += "Nuorten asunnottomuus ja asunto kuuluvat yhteen.";
  const Snippet snippet =
      make_snippet(text, Language::fi, MarkedTerms({{"asunto"}, {"nuori"}, {"asunnottomuus"}}), tests::analyzer());
  EXPECT_NE(shown(snippet).find("[Nuorten] [asunnottomuus]"), std::string::npos) << shown(snippet);
  EXPECT_TRUE(snippet.is_cut_before);
  EXPECT_FALSE(snippet.is_cut_after);
}

TEST(Snippet, MarksWordsThatBeginLikeAPrefix) {
  EXPECT_EQ(shown(make_snippet("Homelessness fell.", Language::en, MarkedTerms({{"homeless*"}}), tests::analyzer())),
            "[Homelessness] fell.");
}

struct QuickCase {
  std::string_view text{}, term{}, shown{};
  Language language = Language::fi;
};
constexpr std::array quick_cases{
    QuickCase{"Äiti, ÄITEJÄ ja “äidit”.", "äiti", "[Äiti], [ÄITEJÄ] ja “[äidit]”."},
    QuickCase{"Alan asumispalvelut", "palvelu", "Alan [asumispalvelut]"},  // a later part of a compound
    QuickCase{"Kunta-alan työ, EU:ssa", "eu", "Kunta-alan työ, [EU:ssa]"},
    QuickCase{"EU:osallisuus", "eu", "[EU]:osallisuus"},
    QuickCase{"the child’s mother", "child", "the [child’s] mother", Language::en},
    QuickCase{"Öitä ilman unta", "yö", "[Öitä] ilman unta"},  // only as it was indexed
};

TEST(Snippet, MarksWordsByTheirLettersWhereItCan) {
  for (const QuickCase& one : quick_cases)
    EXPECT_EQ(shown(make_snippet(one.text, one.language, MarkedTerms({{std::string(one.term)}}), tests::analyzer())),
              one.shown);
}

TEST(Snippet, ReadsTheRestOfALongTextWhenItsBeginningSaysNothing) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Väliin tulee muuta tekstiä. ";
  EXPECT_THAT(shown(quick_snippet(text + "Asunto.", Language::fi, MarkedTerms({{"asunto"}}), tests::analyzer())),
              EndsWith("[Asunto]."));
  const std::string both = "Asunto. " + text + "Nuorten asunto.";
  EXPECT_THAT(shown(quick_snippet(both, Language::fi, MarkedTerms({{"asunto"}, {"nuori"}}), tests::analyzer())),
              StartsWith("[Asunto]."));
}

TEST(Snippet, IsOfWholeSentencesWhereTheyFit) {
  const std::string before = "Tämä virke ei kerro mitään siitä, mitä haetaan, mutta vie tilaa. ";
  const std::string after =
      " Tämäkään virke ei kerro siitä mitään, eikä se mahdu mukaan kokonaan, koska se jatkuu pitkään.";
  EXPECT_EQ(shown(make_snippet(before + "Nuorille löytyi asunto." + after, Language::fi, MarkedTerms({{"asunto"}}),
                               tests::analyzer(), 60)),
            "Nuorille löytyi [asunto].");
  EXPECT_EQ(shown(make_snippet(before + "Oli esim. kunnan 30 asuntoa ja n. 5 muuta." + after, Language::fi,
                               MarkedTerms({{"asunto"}}), tests::analyzer(), 60)),
            "Oli esim. kunnan 30 [asuntoa] ja n. 5 muuta.");
}

TEST(Snippet, IsEmptyWhenNothingAnswers) {
  EXPECT_TRUE(
      make_snippet("Aivan muuta.", Language::fi, MarkedTerms({{"asunto"}}), tests::analyzer()).segments.empty());
}

RC_GTEST_PROP(Snippet, IsAPieceOfTheText, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("asunto", "asunnoissa.", "muu", "teksti\n", "yö", "“x”", "!?", "\xff"));
  std::string text;
  for (const std::string& word : words) text += word + " ";
  const Snippet snippet = make_snippet(text, Language::fi, MarkedTerms({{"asunto"}}), tests::analyzer(), 60);
  std::string joined;
  for (const Segment& segment : snippet.segments) joined += segment.text;
  RC_ASSERT(text.find(joined) != std::string::npos);
}

}  // namespace
}  // namespace kohtaamo::server
