// SPDX-License-Identifier: GPL-3.0-or-later
// Words of one language find records of another, and say how.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "server/search/search.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::Contains;
using testing::Not;
using tests::record;

// Without what speaks for a record whatever was asked.
config::Settings words_alone(config::Settings settings) {
  settings.ranking.recency_weight = settings.ranking.completeness_weight = 0;
  return settings;
}

class AcrossLanguages : public testing::Test {
 protected:
  AcrossLanguages()
      : corpus_({record("test:housing", R"("type":"innovation","title":{"en":"A flat first for young adults"},
                   "body":{"en":"Homelessness ended for most of the young adults."})"),
                 record("test:ride", R"("type":"innovation","title":{"fi":"Kylätupakyyti"},
                   "body":{"fi":"Ikäihmisten yksinäisyys väheni, kun omaishoitajat saivat vapaata."})"),
                 record("test:lonely", R"("type":"innovation","title":{"sv":"Ensamhet bland äldre"})"),
                 record("test:women", R"("type":"innovation","title":{"sv":"Kvinnor bygger nätverk"})"),
                 record("test:other",
                        R"("type":"innovation","title":{"en":"Solar panels"},"body":{"en":"Energy for all."})")},
                &tests::knowledge().tagger()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        settings_(words_alone(corpus_.settings())),
        engine_(*reader_, tests::analyzer(), &tests::knowledge(), settings_) {}

  SearchResult search(const std::string& q, stemming::Language language) {
    auto result = engine_.search({.q = q, .language = language, .explain = Explain::full});
    EXPECT_TRUE(result);
    return std::move(*result);
  }
  std::vector<std::string> ids(const std::string& q, stemming::Language language) {
    std::vector<std::string> found;
    for (const Hit& hit : search(q, language).hits) found.push_back(hit.record->id);
    return found;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  config::Settings settings_;
  SearchEngine engine_;
};

TEST_F(AcrossLanguages, MeetsByConceptsAndTranslations) {
  EXPECT_THAT(ids("asunnottomuus", stemming::Language::fi), Contains("test:housing"));
  EXPECT_THAT(ids("bostadslöshet", stemming::Language::sv), Contains("test:housing"));
  EXPECT_THAT(ids("loneliness", stemming::Language::en), testing::IsSupersetOf({"test:ride", "test:lonely"}));
  EXPECT_THAT(ids("yksinäisyys", stemming::Language::fi), Not(Contains("test:other")));
}

TEST_F(AcrossLanguages, MeetsByThePartsOfACompoundThatHasATranslation) {
  EXPECT_THAT(ids("maahanmuuttajanaiset", stemming::Language::fi), Contains("test:women"));
}

TEST_F(AcrossLanguages, PutsTheLanguageOfTheQueryFirst) {
  EXPECT_EQ(ids("yksinäisyys", stemming::Language::fi).front(), "test:ride");
  EXPECT_EQ(ids("ensamhet", stemming::Language::sv).front(), "test:lonely");
}

TEST_F(AcrossLanguages, SaysHowAHitWasReached) {
  const SearchResult result = search("asunnottomuus", stemming::Language::fi);
  ASSERT_FALSE(result.hits.empty());
  std::vector<std::string> reached;
  for (const ScorePart& part : result.hits.front().explanation) {
    reached.push_back(part.reached);
    EXPECT_EQ(part.reached == "shared_concept", !part.concept_uri.empty());
  }
  EXPECT_THAT(reached, Contains("shared_concept"));
}

TEST_F(AcrossLanguages, MeetsBySynonymsOfOneWordAndOfSeveral) {
  corpus_.put({record("test:sote", R"("type":"project","title":{"fi":"Soten johtaminen"})"),
               record("test:services", R"("type":"project","title":{"fi":"Sosiaali- ja terveyspalvelut kylässä"})"),
               record("test:fund", R"("type":"call","title":{"fi":"ESR-haku"},"body":{"fi":"ESR rahoittaa."})")});
  corpus_.follow();
  EXPECT_THAT(ids("sote", stemming::Language::fi), testing::ElementsAre("test:sote", "test:services"));
  EXPECT_THAT(ids("sosiaali- ja terveyspalveluista", stemming::Language::fi),
              testing::ElementsAre("test:services", "test:sote"));
  EXPECT_THAT(ids("sote AND kylä", stemming::Language::fi), testing::ElementsAre("test:services"));
  EXPECT_THAT(ids("title:sote", stemming::Language::fi), Contains("test:services"));
  EXPECT_THAT(ids("\"sote\"", stemming::Language::fi), Not(Contains("test:services")));
  const SearchResult result = search("Euroopan sosiaalirahasto", stemming::Language::fi);
  ASSERT_FALSE(result.hits.empty());
  EXPECT_EQ(result.hits.front().record->id, "test:fund");
  ASSERT_EQ(result.hits.front().explanation.size(), 1U);
  const ScorePart& part = result.hits.front().explanation.front();
  EXPECT_EQ(part.reached, "synonym");
  EXPECT_EQ(part.text, "Euroopan sosiaalirahasto");
  EXPECT_NEAR(part.score, result.hits.front().score, 1e-6);
}

TEST_F(AcrossLanguages, ExplanationsAddUp) {
  for (const Hit& hit : search("yksinäisyys ja omaishoito", stemming::Language::fi).hits) {
    const double sum = std::accumulate(hit.explanation.begin(), hit.explanation.end(), 0.0,
                                       [](double all, const ScorePart& part) { return all + part.score; });
    EXPECT_NEAR(sum, hit.score, 1e-6) << hit.record->id;
  }
}

TEST_F(AcrossLanguages, KeepsTheConceptsThatItFound) {
  const auto ride = engine_.find("test:ride");
  ASSERT_TRUE(ride && *ride);
  std::vector<std::string> labels;
  for (const corpora::Concept& one : (*ride)->concepts) {
    labels.push_back(one.label.en);
    EXPECT_EQ(one.by, "rule");
    EXPECT_TRUE(one.score);
  }
  EXPECT_THAT(labels, Contains("loneliness"));
}

}  // namespace
}  // namespace kohtaamo::server
