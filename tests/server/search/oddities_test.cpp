// SPDX-License-Identifier: GPL-3.0-or-later
// The many ways to write the same thing: what is found by which of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "server/search/search.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

struct Oddity {
  std::string_view text{}, query{}, why{};
};
constexpr std::array oddities{
    Oddity{"Sosiaali- ja terveyspalvelut", "sosiaalipalvelut", "the first of a suspended pair"},
    Oddity{"Sosiaali- ja terveyspalvelut", "terveyspalvelut", "the second"},
    Oddity{"Sosiaali- ja terveyspalvelut", "sosiaalipalveluiden", "the first, inflected"},
    Oddity{"Sosiaali- ja terveyspalvelut", "\"sosiaali- ja terveyspalveluista\"", "both, as a phrase"},
    Oddity{"Työ-, koulutus- ja asumispalvelut", "koulutuspalvelut", "in a list"},
    Oddity{"Sosiaali\u2010 ja terveyspalvelut", "sosiaalipalvelut", "a hyphen of Unicode's own"},
    Oddity{"EU:n tuki", "EU", "a case ending after a colon"},
    Oddity{"EU:n tuki", "eu:ssa", "in the query too"},
    Oddity{"COVID-19 muutti arjen", "covid19", "without the hyphen"},
    Oddity{"COVID-19 muutti arjen", "Covid-19", "with it"},
    Oddity{"COVID-19 muutti arjen", "COVID-19:n", "inflected"},
    Oddity{"covid19 muutti arjen", "COVID-19", "the other way round"},
    Oddity{"Hyvin\u00ADvoinnin tuki", "hyvinvointi", "a soft hyphen in the record"},
    Oddity{"Hyvinvoinnin tuki", "hyvin\u00ADvointi", "a soft hyphen in the query"},
    Oddity{"Yhteiso\u0308n voima", "yhteisö", "a letter and its dots apart"},
    Oddity{"Yhteisön voima", "yhteiso\u0308", "and in the query"},
    Oddity{"1 234 osallistujaa", "1234", "a number with a space"},
    Oddity{"1\u00A0234 osallistujaa", "1 234", "with spaces of two kinds"},
    Oddity{"1234 osallistujaa", "1\u202F234", "with a narrow one"},
    Oddity{"1\u2009234\u2009567 euroa", "1 234 567", "with two"},
    Oddity{"Kylä\u00A0tupa\u2003illalla", "tupa", "spaces of Unicode in the record"},
    Oddity{"Kylä ja tupa", "kylä\u00A0AND\u2003tupa", "and around an operator"},
    Oddity{"Kylän yhteinen tupa", "\u201Dyhteinen tupa\u201D", "quotation marks as they are in Finnish"},
    Oddity{"Kylän yhteinen tupa", "\u00BByhteinen tupa\u00BB", "and in books"},
    Oddity{"Kylän yhteinen tupa", "\u201Eyhteinen tupa\u201C", "and elsewhere"},
    Oddity{"Vaa\u2019an äärellä", "vaa'an", "an apostrophe inside a word"},
};

TEST(Oddities, AreMetHoweverTheyAreWritten) {
  for (const Oddity& one : oddities) {
    const tests::TemporaryCorpus corpus({
        tests::record("test:one", R"("type":"need","title":{"fi":")" + std::string(one.text) + R"("})"),
        tests::record("test:other", R"("type":"need","title":{"fi":"Aivan muuta"})"),
    });
    const auto reader = indexer::IndexReader::open(corpus.directory(), corpus.fingerprint());
    ASSERT_TRUE(reader);
    const SearchEngine engine(**reader, tests::analyzer(), nullptr, corpus.settings());
    const auto result = engine.search({.q = std::string(one.query), .language = stemming::Language::fi});
    ASSERT_TRUE(result);
    ASSERT_EQ(result->hits.size(), 1U) << one.text << " <- " << one.query << ": " << one.why;
    EXPECT_EQ(result->hits.front().record->id, "test:one");
    EXPECT_TRUE(std::ranges::any_of(result->hits.front().title, &Segment::is_hit)) << one.text << " <- " << one.query;
  }
}

}  // namespace
}  // namespace kohtaamo::server
