// SPDX-License-Identifier: GPL-3.0-or-later
// What is offered beside a poor result: other spellings, and ways out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "server/search/search.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

std::vector<corpora::Record> corpus() {
  return {
      record("test:community", R"("type":"innovation","title":{"fi":"Yhteisö kannattelee"},
        "body":{"fi":"Ikääntyneet ja työttömät ylläpitävät kohtaamispaikkaa. Palveluja tarjoavat yhdistykset."})"),
      record("test:older", R"("type":"need","title":{"fi":"Ikääntyneiden yksinäisyys"},
        "body":{"fi":"Hyvinvointialueella kaivataan seuraa. Kyläkahvila on suljettu."})"),
      record("test:house", R"("type":"innovation","title":{"sv":"Gemenskap mot hemlöshet"},
        "body":{"sv":"Ungdomarna får stöd av socialtjänsten."})"),
      record("test:board", R"("type":"project","title":{"en":"Loneliness in rural communities"},
        "body":{"en":"Volunteers visit villages. The welfare office helps."})"),
      record("test:call", R"("type":"call","title":{"fi":"Avustus yhteisölle"},"opens":"2026-11-01",
        "deadlines":[{"date":"2026-12-24"}],"deadline_model":"single")"),
  };
}

class Help : public testing::Test {
 protected:
  Help()
      : corpus_(corpus(), &tests::knowledge().tagger()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), &tests::knowledge(), settings()) {}

  // What dictionaries translate would answer in place of what is tested here.
  static const config::Settings& settings() {
    static const config::Settings without_translations{.ranking = {.translation_weight = 0}};
    return without_translations;
  }

  SearchResult search(SearchRequest request) {
    request.today = today;
    request.with_help = true;
    auto result = engine_.search(request);
    EXPECT_TRUE(result) << config::to_text(result.error());
    return result ? std::move(*result) : SearchResult{};
  }
  std::vector<std::string> corrected(const std::string& q, std::optional<Language> language = std::nullopt) {
    std::vector<std::string> queries;
    for (const Correction& one : search({.q = q, .language = language}).corrections) queries.push_back(one.query);
    return queries;
  }
  // "any_word: yhteisö sauna 2"
  std::vector<std::string> ways_out(const SearchRequest& request) {
    std::vector<std::string> ways;
    for (const WayOut& way : search(request).ways_out)
      ways.push_back(std::string(to_text(way.kind)) + ": " + way.request.q + " " + std::to_string(way.total));
    return ways;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
};

struct SpellingCase {
  std::string_view typed{}, meant{}, why{};
};
constexpr std::array spelling_cases{
    SpellingCase{"yhteiso", "yhteisö", "a keyboard without dots"},
    SpellingCase{"ikaantyneet", "ikääntyneet", "several dots"},
    SpellingCase{"ikaantyneiden", "ikääntyneiden", "inflected"},
    SpellingCase{"yksinaisyydesta", "yksinäisyydestä", "inflected otherwise than in any record"},
    SpellingCase{"yhdistykkset", "yhdistykset", "a letter doubled"},
    SpellingCase{"tyottomille", "työttömille", "of a text, not of a title"},
    SpellingCase{"hyvinvointialeuella", "hyvinvointialueella", "letters that changed places, in a compound"},
    SpellingCase{"hemloshet", "hemlöshet", "Swedish"},
    SpellingCase{"ungdommarnas", "ungdomarnas", "inflected Swedish that no record has so"},
    SpellingCase{"lonelyness", "loneliness", "English"},
    SpellingCase{"comunity", "community", "English by its stem"},
    SpellingCase{"vilages", "villages", "an English plural"},
};

TEST_F(Help, CorrectsWordsThatTheIndexDoesNotHave) {
  for (const SpellingCase& one : spelling_cases)
    EXPECT_THAT(corrected(std::string(one.typed)), Contains(one.meant)) << one.why;
}

TEST_F(Help, OffersOneFormOfEachWord) {
  EXPECT_THAT(corrected("yhteiso"), ElementsAre("yhteisö"));  // not "yhteisölle", which finds the same
  EXPECT_THAT(corrected("ikaantyneet"), ElementsAre("ikääntyneet"));
}

TEST_F(Help, CorrectsEachWordAndKeepsTheShapeOfTheQuery) {
  EXPECT_EQ(corrected("ikaantyneet AND yksinaisyys").front(), "ikääntyneet AND yksinäisyys");
  EXPECT_EQ(corrected("\"ikaantyneiden yksinaisyys\" type:need").front(), "\"ikääntyneiden yksinäisyys\" type:need");
  EXPECT_EQ(corrected("title:yhteiso -ikaantyneet").front(), "title:yhteisö NOT ikaantyneet");
}

TEST_F(Help, TellsHowManyRecordsACorrectedQueryHas) {
  const SearchResult result = search({.q = "yhteiso", .filters = {{"type", {"call"}}}});
  ASSERT_FALSE(result.corrections.empty());
  EXPECT_EQ(result.corrections.front().query, "yhteisö");
  EXPECT_EQ(result.corrections.front().total, 1U);
}

TEST_F(Help, SuggestsNoWordThatTheIndexDoesNotHave) {
  EXPECT_THAT(corrected("saunna"), IsEmpty());  // sauna is a word, of no record here
  EXPECT_THAT(corrected("qwrtzpsd"), IsEmpty());
}

TEST_F(Help, DoubtsNoWordThatIsWellSpelled) {
  for (const char* q : {"yhteisö", "kissoja", "loneliness", "hemlöshet", "yhteis*", "type:need", "yhtesö1", ""})
    EXPECT_THAT(corrected(q), IsEmpty()) << q;
}

TEST_F(Help, CorrectsAtMostFourWords) {
  EXPECT_FALSE(corrected("yhteiso yksi kaksi kolme").empty());
  EXPECT_THAT(corrected("yhteiso yksi kaksi kolme neljä"), IsEmpty());
}

TEST_F(Help, KnowsWordsThatCameIntoTheIndexSince) {
  EXPECT_THAT(corrected("puutarhha"), IsEmpty());
  corpus_.put({record("test:garden", R"("type":"innovation","title":{"fi":"Yhteinen puutarha"})")});
  corpus_.follow();
  EXPECT_THAT(corrected("puutarhha"), Contains("puutarha"));
}

TEST_F(Help, IsLeftOutUnlessAskedFor) {
  const auto result = engine_.search({.q = "yhteiso", .filters = {{"type", {"need"}}}, .today = today});
  ASSERT_TRUE(result);
  EXPECT_THAT(result->corrections, IsEmpty());
  EXPECT_THAT(result->ways_out, IsEmpty());
}

TEST_F(Help, LeavesOutTheFilterThatIsMostInTheWay) {
  EXPECT_THAT(ways_out({.q = "yhteisö", .filters = {{"type", {"call"}}, {"status", {"closed"}}}}),
              ElementsAre("without_filter: yhteisö 1", "without_filters: yhteisö 2"));
  const SearchResult result = search({.q = "yhteisö", .filters = {{"type", {"project"}}, {"language", {"fi"}}}});
  ASSERT_FALSE(result.ways_out.empty());
  EXPECT_EQ(result.ways_out.front().field, "type");
  EXPECT_THAT(result.ways_out.front().request.filters, testing::SizeIs(1));
}

TEST_F(Help, AsksForLessOneStepAtATime) {
  EXPECT_THAT(ways_out({.q = "yhteisö AND sauna", .language = Language::fi}), ElementsAre("any_word: yhteisö sauna 2"));
  EXPECT_THAT(ways_out({.q = "\"yhteisö auttaa\"", .language = Language::fi}),
              ElementsAre("without_phrase: yhteisö auttaa 2"));
  EXPECT_THAT(ways_out({.q = "yhteisö -avustus -kannatella", .language = Language::fi}),
              Contains("without_conditions: yhteisö 2"));
  EXPECT_THAT(ways_out({.q = "\"yhteisö auttaa\" AND sauna type:need -avustus", .language = Language::fi}),
              ElementsAre("words_alone: yhteisö auttaa sauna 2"));
}

TEST_F(Help, ReadsTheWordsInAnotherLanguage) {
  EXPECT_THAT(ways_out({.q = "communities", .language = Language::fi}), Contains("read_as: communities 1"));
}

TEST_F(Help, SearchesOneLanguageOnlyWhenAsked) {
  SearchRequest request{.q = "Ikääntyneiden yksinäisyys ja loneliness", .language = Language::fi};
  EXPECT_EQ(search(request).total, 3U);
  request.same_language = true;
  EXPECT_EQ(search(request).total, 2U);
  EXPECT_THAT(ways_out({.q = "communities", .language = Language::sv, .same_language = true}),
              Contains("read_as: communities 1"));
}

TEST_F(Help, SaysThatTheLanguageOfAQueryIsNotKnown) {
  const SearchResult result = search({.q = "xyz", .same_language = true});
  ASSERT_EQ(result.notices.size(), 1U);
  EXPECT_EQ(result.notices.front().code, "language_not_known");
}

}  // namespace
}  // namespace kohtaamo::server
