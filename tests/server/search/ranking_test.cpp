// SPDX-License-Identifier: GPL-3.0-or-later
// What moves a record up beside the words that it has: neighbours in a title, and priors.
#include "server/search/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "server/search/search.h"
#include "tests/support/must.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 27;

class Ranked {
 public:
  Ranked(const std::vector<corpora::Record>& records, const config::RankingSettings& ranking)
      : corpus_(records, &tests::knowledge().tagger()), settings_(corpus_.settings()) {
    settings_.ranking = ranking;
    reader_ = tests::must(indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()));
    engine_.emplace(*reader_, tests::analyzer(), &tests::knowledge(), settings_);
  }

  std::vector<Hit> hits(const std::string& q, Language language) const {
    return tests::must(engine_->search({.q = q, .language = language, .explain = Explain::full, .today = today})).hits;
  }
  std::vector<std::string> ids(const std::string& q, Language language) const {
    std::vector<std::string> found;
    for (const Hit& hit : hits(q, language)) found.push_back(hit.record->id);
    return found;
  }
  std::vector<std::string> evaluated(const std::string& q, Language language) const {
    return tests::must(engine_->rank(q, language, {}, 10));
  }
  std::vector<Clause> clauses(const std::string& q, Language language) const {
    return tests::must(reader_->read([&](const Xapian::Database& database, const indexer::IndexState&) {
      const auto parsed = parse_query(q, settings_.search);
      return config::Result<std::vector<Clause>>(engine_->planner().plan(parsed->root, language, database).clauses);
    }));
  }

 private:
  tests::TemporaryCorpus corpus_;
  config::Settings settings_;
  std::unique_ptr<indexer::IndexReader> reader_{};
  std::optional<SearchEngine> engine_{};
};

std::vector<std::string> reached_by(const Hit& hit) {
  std::vector<std::string> reached;
  for (const ScorePart& part : hit.explanation) reached.push_back(part.reached);
  return reached;
}

double sum_of_parts(const Hit& hit) {
  return std::accumulate(hit.explanation.begin(), hit.explanation.end(), 0.0,
                         [](double sum, const ScorePart& part) { return sum + part.score; });
}

const config::RankingSettings words_alone{
    .concept_weight = 0, .neighbour_weight = 0, .recency_weight = 0, .completeness_weight = 0};

std::vector<corpora::Record> remote_work() {
  return {record("test:a-apart", R"("type":"project","title":{"en":"Work for the villages of today, remote"})"),
          record("test:b-beside", R"("type":"project","title":{"en":"Villages of today and the remote work"})"),
          record("test:c-other", R"("type":"project","title":{"en":"Energy for all"})")};
}

TEST(Neighbours, LiftTheTitleThatHasTheWordsSideBySide) {
  EXPECT_EQ(Ranked(remote_work(), words_alone).ids("remote work", Language::en).front(), "test:a-apart");
  config::RankingSettings ranking = words_alone;
  ranking.neighbour_weight = 0.5;
  const Ranked ranked(remote_work(), ranking);
  const std::vector<Hit> hits = ranked.hits("remote work", Language::en);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].record->id, "test:b-beside");
  EXPECT_THAT(reached_by(hits[0]), Contains("neighbour"));
  EXPECT_THAT(reached_by(hits[1]), Not(Contains("neighbour")));
  for (const Hit& hit : hits) EXPECT_NEAR(sum_of_parts(hit), hit.score, 1e-6);
}

TEST(Neighbours, AreSeenInEitherOrderAndOverStopWords) {
  config::RankingSettings ranking = words_alone;
  ranking.neighbour_weight = 0.5;
  const Ranked ranked({record("test:a-apart", R"("type":"project","title":{"en":"Work in villages that are remote"})"),
                       record("test:b-beside", R"("type":"project","title":{"en":"Work at the remote villages"})")},
                      ranking);
  for (const Hit& hit : ranked.hits("remote work", Language::en))
    EXPECT_EQ(std::ranges::count(reached_by(hit), "neighbour"), hit.record->id == "test:b-beside" ? 1 : 0);
}

TEST(Neighbours, AreNotLookedForOverAnotherPartOfTheQuery) {
  config::RankingSettings ranking = words_alone;
  ranking.neighbour_weight = 0.5;
  const Ranked ranked(remote_work(), ranking);
  for (const Clause& clause : ranked.clauses("remote \"villages of\" work", Language::en))
    EXPECT_NE(clause.text, "remote work");
}

TEST(Translations, GoOnlyIntoLanguagesThatTheIndexHolds) {
  const auto reached = [](const Ranked& ranked) {
    std::vector<Reached> all;
    for (const Clause& clause : ranked.clauses("loneliness", Language::en))
      for (const ReachedTerm& term : clause.terms) all.push_back(term.reached);
    return all;
  };
  EXPECT_THAT(reached(Ranked(remote_work(), words_alone)), Not(Contains(Reached::translation)));
  auto records = remote_work();
  records.push_back(record("test:d", R"("type":"need","title":{"fi":"Ikäihmisten yksinäisyys"})"));
  EXPECT_THAT(reached(Ranked(records, words_alone)), Contains(Reached::translation));
}

std::vector<corpora::Record> three_ages() {
  const std::string begin = R"("type":"need","title":{"fi":"Yksinäisyys"})";
  return {record("test:a-undated", begin), record("test:b-old", begin + R"(,"dates":{"modified":"2016-01-01"})"),
          record("test:c-new", begin + R"(,"dates":{"modified":"2026-11-01"})")};
}

TEST(Priors, PutWhatIsNewBeforeWhatIsOld) {
  EXPECT_THAT(Ranked(three_ages(), words_alone).ids("yksinäisyys", Language::fi),
              ElementsAre("test:a-undated", "test:b-old", "test:c-new"));
  config::RankingSettings ranking = words_alone;
  ranking.recency_weight = 0.3;
  const std::vector<Hit> hits = Ranked(three_ages(), ranking).hits("yksinäisyys", Language::fi);
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].record->id, "test:c-new");
  EXPECT_EQ(hits[1].record->id, "test:b-old");
  EXPECT_THAT(reached_by(hits[0]), Contains("recency"));
  EXPECT_THAT(reached_by(hits[2]), Not(Contains("recency"))) << "of no date, nothing is known";
  for (const Hit& hit : hits) EXPECT_NEAR(sum_of_parts(hit), hit.score, 1e-6);
  EXPECT_LE(hits[0].score - hits[2].score, 0.3);
}

TEST(Priors, PutWhatTellsMoreBeforeWhatTellsLess) {
  config::RankingSettings ranking = words_alone;
  ranking.completeness_weight = 0.3;
  const Ranked ranked({record("test:a", R"("type":"need","title":{"fi":"Yksinäisyys"})"),
                       record("test:b", R"("type":"need","title":{"fi":"Yksinäisyys"},"target_groups":["older"],
                                           "regions":[{"scheme":"mk","code":"12","role":"origin"}])")},
                      ranking);
  const std::vector<Hit> hits = ranked.hits("yksinäisyys", Language::fi);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].record->id, "test:b");
  for (const Hit& hit : hits) {
    EXPECT_THAT(reached_by(hit), Contains("completeness"));
    EXPECT_NEAR(sum_of_parts(hit), hit.score, 1e-6);
  }
}

TEST(Priors, NeitherFindNorTakePartInEvaluation) {
  config::RankingSettings ranking = words_alone;
  ranking.recency_weight = ranking.completeness_weight = 10;
  const Ranked ranked(three_ages(), ranking);
  EXPECT_THAT(ranked.ids("asunnottomuus", Language::fi), testing::IsEmpty());
  EXPECT_THAT(ranked.evaluated("yksinäisyys", Language::fi), ElementsAre("test:a-undated", "test:b-old", "test:c-new"));
}

}  // namespace
}  // namespace kohtaamo::server
