// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

std::vector<corpora::Record> small_corpus() {
  return {
      record(
          "test:ride",
          R"("type":"innovation","title":{"fi":"Kylätupakyyti"},"summary":{"fi":"Vapaaehtoiset kyyditsevät ikäihmisiä kylätuvalle."},
        "body":{"fi":"Yksinäisyys väheni talvella. Kyydin tarjoaa yhdistys."},"stage":"spreading","target_groups":["older"],
        "regions":[{"scheme":"mk","code":"12","role":"origin"}])"),
      record("test:housing", R"("type":"innovation","title":{"en":"Housing First for young adults"},
        "body":{"en":"Homelessness ended for most of the young adults who got a flat of their own."},"stage":"evaluated",
        "target_groups":["homeless","youth"],"regions":[{"scheme":"mk","code":"01","role":"origin"}])"),
      record("test:loneliness",
             R"("type":"need","title":{"fi":"Ikäihmisten yksinäisyys"},"body":{"fi":"Kylissä jäädään yksin."},
        "stage":"need","target_groups":["older"],"regions":[{"scheme":"mk","code":"12","role":"beneficiary"}])"),
      record("test:secret", R"("type":"need","title":{"fi":"Salattu yksinäisyys"},"visibility":"confidential")"),
      record("test:draft", R"("type":"need","title":{"fi":"Keskeneräinen yksinäisyys"},"status":"draft")"),
      record("test:call", R"("type":"call","title":{"sv":"Understöd för ensamhet bland äldre"},"opens":"2026-11-01",
        "deadlines":[{"date":"2026-12-24"}],"deadline_model":"single")"),
      record("test:old-call", R"("type":"call","title":{"fi":"Avustus yksinäisyyteen"},"opens":"2025-01-01",
        "deadlines":[{"date":"2025-02-01"}],"deadline_model":"single")"),
  };
}

class Search : public testing::Test {
 protected:
  Search()
      : corpus_(small_corpus()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()) {}

  SearchResult search(SearchRequest request) {
    request.today = today;
    auto result = engine_.search(request);
    EXPECT_TRUE(result) << config::to_text(result.error());
    return result ? std::move(*result) : SearchResult{};
  }
  std::vector<std::string> ids(const SearchRequest& request) {
    std::vector<std::string> found;
    for (const Hit& hit : search(request).hits) found.push_back(hit.record->id);
    return found;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
};

TEST_F(Search, FindsAnyInflectionFromAnyOther) {
  for (const char* word : {"yksinäisyys", "yksinäisyyden", "yksinäisyyttä", "YKSINÄISYYDESTÄ"})
    EXPECT_THAT(ids({.q = word}), UnorderedElementsAre("test:loneliness", "test:ride", "test:old-call")) << word;
}

TEST_F(Search, PutsTheTitleFirst) { EXPECT_EQ(ids({.q = "yksinäisyys"}).back(), "test:ride"); }

TEST_F(Search, FindsCompoundsByTheirParts) { EXPECT_THAT(ids({.q = "kyyti"}), ElementsAre("test:ride")); }

TEST_F(Search, NeverShowsConfidentialOrDraftRecords) {
  EXPECT_THAT(ids({.q = "salattu"}), testing::IsEmpty());
  EXPECT_THAT(ids({.q = "keskeneräinen"}), testing::IsEmpty());
  EXPECT_EQ(search({}).total, 5U);
  EXPECT_FALSE(*engine_.find("test:secret"));
}

TEST_F(Search, ShowsEverythingWhenNothingIsTyped) { EXPECT_EQ(search({}).hits.size(), 5U); }

TEST_F(Search, PutsWhatClosesBeforeWhatHasNoDeadline) {
  const std::vector<std::string> found = ids({.sort = Sort::deadline});
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found.at(0), "test:old-call");
  EXPECT_EQ(found.at(1), "test:call");
}

// Words and no words go by the columns in memory, operators by the matcher: all order and count alike.
TEST(SearchByDay, PutsTheNewestFirstWhateverIsTyped) {
  const auto kyyti = [](const std::string& id, const std::string& day) {
    return record(id, R"("type":"innovation","title":{"fi":"Kyyti kylään"},"stage":"pilot")" +
                          (day.empty() ? day : R"(,"dates":{"modified":")" + day + "\"}"));
  };
  const tests::TemporaryCorpus corpus({kyyti("test:a-undated", ""), kyyti("test:b-old", "2016-01-01"),
                                       kyyti("test:c-new", "2026-11-01"), kyyti("test:d-middle", "2020-05-05"),
                                       record("test:need", R"("type":"need","title":{"fi":"Kyyti","sv":"Skjuts"},
                                                              "dates":{"modified":"2021-01-01"})"),
                                       record("test:secret", R"("type":"need","title":{"fi":"Kyyti"},
                                         "dates":{"modified":"2026-11-02"},"visibility":"confidential")")});
  const auto reader = std::move(*indexer::IndexReader::open(corpus.directory(), corpus.fingerprint()));
  const SearchEngine engine(*reader, tests::analyzer(), nullptr, corpus.settings());
  for (const char* q : {"", "kyyti", "kyyti OR auto", "kyyt*"}) {
    SearchRequest request{.q = q,
                          .filters = {{"type", {"innovation"}}},
                          .facets = {"type"},
                          .sort = Sort::newest,
                          .limit = 3,
                          .today = today};
    const auto first = engine.search(request);
    ASSERT_TRUE(first) << q;
    std::vector<std::string> found;
    for (const Hit& hit : first->hits) found.push_back(hit.record->id);
    EXPECT_THAT(found, ElementsAre("test:c-new", "test:d-middle", "test:b-old")) << q;
    EXPECT_EQ(first->total, 4U) << q;
    EXPECT_TRUE(first->total_is_exact) << q;
    std::map<std::string, std::uint32_t> types;
    for (const FacetCount& one : first->facets.at(0).counts) types[one.code] = one.count;
    EXPECT_EQ(types, (std::map<std::string, std::uint32_t>{{"innovation", 4}, {"need", 1}})) << q;
    request.offset = 3;
    const auto second = engine.search(request);
    ASSERT_TRUE(second && second->hits.size() == 1) << q;
    EXPECT_EQ(second->hits.front().record->id, "test:a-undated") << q;
    EXPECT_EQ(second->hits.front().rank, 4U) << q;
    request.limit = 0;
    EXPECT_EQ(engine.search(request)->total, 4U) << q;
  }
}

// By the columns in memory and by the matcher.
TEST(SameLanguage, HoldsForEveryFacetThatIsCounted) {
  const auto kyyti = [](const std::string& id, const std::string& titles) {
    return record(id, R"("type":"innovation","title":{)" + titles + "}");
  };
  const tests::TemporaryCorpus corpus(
      {kyyti("test:fi", R"("fi":"Kyyti")"), kyyti("test:both", R"("fi":"Kyyti","sv":"Kyyti")"),
       kyyti("test:sv-1", R"("sv":"Kyyti ett")"), kyyti("test:sv-2", R"("sv":"Kyyti tva")")});
  const auto reader = std::move(*indexer::IndexReader::open(corpus.directory(), corpus.fingerprint()));
  const SearchEngine engine(*reader, tests::analyzer(), nullptr, corpus.settings());
  for (const char* q : {"kyyti", "kyyti OR auto"})
    for (const bool is_filtered : {false, true}) {
      SCOPED_TRACE(q);
      SearchRequest request{.q = q, .language = Language::fi, .same_language = true, .facets = {"language"}};
      if (is_filtered) request.filters = {{"language", {"sv"}}};
      const auto found = engine.search(request);
      ASSERT_TRUE(found);
      EXPECT_EQ(found->total, is_filtered ? 1U : 2U);
      std::map<std::string, std::uint32_t> languages;
      for (const FacetCount& one : found->facets.at(0).counts) languages[one.code] = one.count;
      EXPECT_EQ(languages, (std::map<std::string, std::uint32_t>{{"fi", 2}, {"sv", 1}}));
    }
}

TEST_F(Search, FindsNothingBySignsAlone) {
  EXPECT_EQ(search({.q = "!!!"}).total, 0U);
  EXPECT_EQ(search({.q = "!!!", .facets = {"type"}}).total, 0U);
  EXPECT_EQ(search({.q = ""}).total, 5U);
}

TEST_F(Search, CombinesWordsAsTold) {
  EXPECT_THAT(ids({.q = "yksinäisyys AND kyyti"}), ElementsAre("test:ride"));
  EXPECT_THAT(ids({.q = "yksinäisyys -kyyti"}), UnorderedElementsAre("test:loneliness", "test:old-call"));
  EXPECT_THAT(ids({.q = "yksinäisyys type:need"}), ElementsAre("test:loneliness"));
  EXPECT_THAT(ids({.q = "title:yksinäisyys"}), UnorderedElementsAre("test:loneliness", "test:old-call"));
  EXPECT_THAT(ids({.q = "yksin*"}), testing::Contains("test:loneliness"));
}

TEST_F(Search, FindsPhrasesInTitlesAndInBodies) {
  EXPECT_THAT(ids({.q = "\"ikäihmisten yksinäisyys\""}), ElementsAre("test:loneliness"));
  EXPECT_THAT(ids({.q = "\"yksinäisyys väheni\""}), ElementsAre("test:ride"));
  EXPECT_THAT(ids({.q = "\"väheni yksinäisyys\""}), testing::IsEmpty());
  EXPECT_THAT(ids({.q = "\"young adults\""}), ElementsAre("test:housing"));
}

TEST_F(Search, FiltersByRegionsThatContainOthers) {
  EXPECT_THAT(ids({.filters = {{"region", {"mk:12"}}}}), UnorderedElementsAre("test:ride", "test:loneliness"));
  EXPECT_THAT(ids({.filters = {{"region", {"country:FI"}}}}),
              UnorderedElementsAre("test:ride", "test:loneliness", "test:housing"));
}

TEST_F(Search, CountsEachFacetAsIfItWereNotFiltered) {
  const SearchResult result = search({.filters = {{"type", {"need"}}}, .facets = {"type", "target_group"}});
  EXPECT_EQ(result.total, 1U);
  ASSERT_EQ(result.facets.size(), 2U);
  const auto count = [](const Facet& facet, std::string_view code) {
    const auto found = std::ranges::find(facet.counts, code, &FacetCount::code);
    return found == facet.counts.end() ? 0U : found->count;
  };
  EXPECT_EQ(count(result.facets[0], "need"), 1U);
  EXPECT_EQ(count(result.facets[0], "innovation"), 2U);
  EXPECT_EQ(count(result.facets[1], "older"), 1U);
  EXPECT_EQ(count(result.facets[1], "homeless"), 0U);
}

TEST_F(Search, KnowsWhichCallsAreOpenToday) {
  EXPECT_THAT(ids({.filters = {{"status", {"open"}}}}), ElementsAre("test:call"));
  EXPECT_THAT(ids({.filters = {{"status", {"closed"}}}}), ElementsAre("test:old-call"));
  SearchRequest later{.filters = {{"status", {"closed"}}}};
  later.today = today + std::chrono::days(60);
  EXPECT_EQ(engine_.search(later)->total, 2U);
}

TEST_F(Search, CountsWhatHasChangedSince) {
  const SearchRequest all{.facets = {"type"}};
  EXPECT_EQ(search(all).total, 5U);
  corpus_.put({record("test:new", R"("type":"need","title":{"fi":"Uusi tarve"})")});
  corpus_.erase("test:ride");
  corpus_.follow();
  const SearchResult result = search(all);
  EXPECT_EQ(result.total, 5U);
  const auto& counts = result.facets.front().counts;
  EXPECT_EQ(std::ranges::find(counts, "need", &FacetCount::code)->count, 2U);
  EXPECT_EQ(std::ranges::find(counts, "innovation", &FacetCount::code)->count, 1U);
}

TEST_F(Search, MarksInflectedWordsInSegments) {
  const SearchResult result = search({.q = "kyydit vapaaehtoisille"});
  ASSERT_FALSE(result.hits.empty());
  std::vector<std::string> marked;
  std::string whole;
  for (const Segment& segment : result.hits.front().snippet.segments) {
    whole += segment.text;
    if (segment.is_hit) marked.push_back(segment.text);
  }
  EXPECT_THAT(marked, testing::Contains("Vapaaehtoiset"));
  EXPECT_EQ(result.hits.front().snippet_language, stemming::Language::fi);
}

TEST_F(Search, ExplainsAScoreThatAddsUp) {
  for (const char* q :
       {"yksinäisyys kyyti", "\"young adults\" flat", "yksinäisyys AND kyyti", "kyytipalvelu yksinäisyys OR kylä"}) {
    const SearchResult result = search({.q = q, .explain = Explain::full});
    ASSERT_FALSE(result.hits.empty()) << q;
    for (const Hit& hit : result.hits) {
      const double sum = std::accumulate(hit.explanation.begin(), hit.explanation.end(), 0.0,
                                         [](double all, const ScorePart& part) { return all + part.score; });
      EXPECT_NEAR(sum, hit.score, 1e-6) << q << " " << hit.record->id;
      for (const ScorePart& part : hit.explanation)
        EXPECT_EQ(part.terms.empty(), part.reached == "recency" || part.reached == "completeness") << q;
    }
  }
}

TEST_F(Search, OrdersEqualScoresById) {
  corpus_.put({record("test:b", R"("type":"theme","title":{"en":"Zebra"})"),
               record("test:a", R"("type":"theme","title":{"en":"Zebra"})")});
  corpus_.follow();
  EXPECT_THAT(ids({.q = "zebra"}), ElementsAre("test:a", "test:b"));
}

TEST_F(Search, OrdersEqualScoresByIdAcrossPages) {
  for (const char* id : {"test:c", "test:a", "test:d", "test:b"})
    corpus_.put({record(id, R"("type":"theme","title":{"en":"Zebra"})")});
  corpus_.follow();
  EXPECT_THAT(ids({.q = "zebra", .limit = 2}), ElementsAre("test:a", "test:b"));
  EXPECT_THAT(ids({.q = "zebra", .limit = 2, .offset = 1}), ElementsAre("test:b", "test:c"));
  EXPECT_THAT(ids({.q = "zebra", .limit = 1, .offset = 3}), ElementsAre("test:d"));
}

TEST_F(Search, RefusesUnknownFiltersWithTheNearestName) {
  const auto result = engine_.search({.filters = {{"stge", {"pilot"}}}});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("'stage'"));
  EXPECT_EQ(result.error().where, "stge");
}

TEST_F(Search, RefusesPagesOutOfReach) {
  EXPECT_EQ(engine_.search({.limit = 101}).error().where, "limit");
  EXPECT_EQ(engine_.search({.limit = 10, .offset = 995}).error().where, "offset");
}

TEST_F(Search, FindsWhatRefersToARecord) {
  corpus_.put({record("test:adoption", R"("type":"adoption","title":{"fi":"Käyttöönotto"},"innovation":"test:ride")")});
  corpus_.follow();
  const auto referring = engine_.referring_to("test:ride", 10);
  ASSERT_TRUE(referring);
  ASSERT_EQ(referring->size(), 1U);
  EXPECT_EQ(referring->front().id, "test:adoption");
}

TEST_F(Search, FindsSimilarRecordsOfTheSameType) {
  corpus_.put({record(
      "test:other-ride",
      R"("type":"innovation","title":{"fi":"Kyytirinki"},"body":{"fi":"Vapaaehtoiset kyyditsevät kylätuvalle."})")});
  corpus_.follow();
  const auto similar = engine_.similar("test:ride", 5);
  ASSERT_TRUE(similar);
  ASSERT_FALSE(similar->empty());
  EXPECT_EQ(similar->front().record->id, "test:other-ride");
  EXPECT_EQ(engine_.similar("test:none", 5).error().code, config::ErrorCode::not_found);
}

}  // namespace
}  // namespace kohtaamo::server
