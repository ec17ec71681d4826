// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/word_sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <thread>

#include "indexer/schema.h"
#include "server/search/search.h"
#include "tests/support/samples.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using Join = WordTree::Join;
using stemming::Language;

struct Text {
  std::string text{};
  Language language{};
};

struct Samples {
  static const Samples& all() {
    static const Samples samples;
    return samples;
  }
  tests::TemporaryCorpus corpus{tests::samples(std::chrono::year(2026) / 11 / 23), &tests::knowledge().tagger()};
  std::unique_ptr<indexer::IndexReader> reader{
      std::move(*indexer::IndexReader::open(corpus.directory(), corpus.fingerprint()))};
  SearchEngine engine{*reader, tests::analyzer(), &tests::knowledge(), corpus.settings()};
};

std::map<Xapian::docid, double> scores_by_xapian(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25(Samples::all().engine.settings().ranking));
  enquire.set_query(query);
  std::map<Xapian::docid, double> scores;
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match) scores[*match] = match.get_weight();
  return scores;
}

std::map<Xapian::docid, double> scores_by_sweep(const WordTree& words, const Xapian::Database& database,
                                                const indexer::IndexState& state) {
  DocumentTables tables;
  const WordSweep sweep(words, Samples::all().engine.settings().ranking, database, tables.at(database, state));
  std::map<Xapian::docid, double> scores;
  for (const Xapian::docid document : sweep.found())
    EXPECT_TRUE(scores.emplace(document, sweep.score_of(document)).second) << document;
  return scores;
}

// Up to rounding.
void expect_the_same(const std::map<Xapian::docid, double>& one, const std::map<Xapian::docid, double>& other) {
  ASSERT_FALSE(one.empty());
  ASSERT_EQ(one.size(), other.size());
  for (const auto& [document, score] : one) {
    ASSERT_TRUE(other.contains(document)) << document;
    EXPECT_NEAR(score, other.at(document), 1e-9 * score) << document;
  }
}

template <class Work>
void on_samples(Work work) {
  const auto done = Samples::all().reader->read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> config::Result<bool> {
        work(database, state);
        return true;
      });
  ASSERT_TRUE(done);
}

TEST(WordSweep, GivesEveryRecordTheScoreThatXapianGives) {
  const std::vector<Text> texts{
      {"Kylissä asuu iäkkäitä ihmisiä, joilla ei ole autoa. Etsimme tapaa järjestää yhteisiä kyytejä.", Language::fi},
      {"Unga vuxna behöver hjälp med psykisk ohälsa utan tidsbokning och lång väntetid.", Language::sv},
      {"Shops throw away edible food while the fridges of families with children are empty.", Language::en},
  };
  on_samples([&](const Xapian::Database& database, const indexer::IndexState& state) {
    for (const Text& text : texts) {
      SCOPED_TRACE(text.text);
      const QueryPlan plan = Samples::all().engine.planner().plan_long_text(text.text, text.language, 40, database);
      expect_the_same(scores_by_xapian(plan.query, database), scores_by_sweep(plan.words, database, state));
    }
  });
}

TEST(WordSweep, GivesWhatXapianGivesToAQueryOfWords) {
  on_samples([&](const Xapian::Database& database, const indexer::IndexState& state) {
    for (const char* words : {"nuorten mielenterveys", "psykisk ohälsa", "loneliness of older people",
                              "ikäihmisten kyydit kunnassa", "ja tai", "title:nuorten word:kunta", "word:kunta"}) {
      SCOPED_TRACE(words);
      const auto parsed = parse_query(words, Samples::all().engine.settings().search);
      ASSERT_TRUE(parsed);
      const QueryPlan plan = Samples::all().engine.planner().plan(parsed->root, std::nullopt, database);
      expect_the_same(scores_by_xapian(plan.query, database), scores_by_sweep(plan.words, database, state));
    }
  });
}

// The joins that few words of a plan have: "ESR" is "Euroopan sosiaalirahasto", both words or none.
TEST(WordSweep, JoinsTermsAsXapianDoes) {
  on_samples([&](const Xapian::Database& database, const indexer::IndexState& state) {
    const WordTree both{.join = Join::all,
                        .factor = 0.5,
                        .parts = {term_tree("nuori"), join_terms(Join::synonym, "", {"tuki", "apu", "ei-ole-sana"})}};
    const WordTree best{
        .join = Join::best, .factor = 0.7, .parts = {both, term_tree("ikäihminen"), term_tree("lapsi")}};
    const WordTree inner{.factor = 0.3, .parts = {term_tree("kunta"), term_tree("lapsi")}};
    const WordTree best_of_sums{.join = Join::best, .parts = {inner, term_tree("nuori")}};
    const WordTree any{.join = Join::any, .factor = 3, .parts = {term_tree("kunta"), term_tree("lapsi")}};
    for (const WordTree& words :
         {both, best, inner, best_of_sums, any, WordTree{.parts = {both, best, best_of_sums, any}}})
      expect_the_same(scores_by_xapian(to_query(words), database), scores_by_sweep(words, database, state));
  });
}

TEST(WordSweep, FindsNothingByWordsThatNoRecordHas) {
  on_samples([&](const Xapian::Database& database, const indexer::IndexState& state) {
    EXPECT_TRUE(scores_by_sweep(WordTree{.parts = {term_tree("ei-ole-sana")}}, database, state).empty());
    EXPECT_TRUE(scores_by_sweep({}, database, state).empty());
  });
}

TEST(BestOf, KeepsOfEqualOnesThoseWhoseIdsComeFirst) {
  on_samples([&](const Xapian::Database& database, const indexer::IndexState&) {
    std::vector<Scored> all;
    std::map<std::string, Xapian::docid> by_id;
    for (Xapian::docid document = 1; document <= 40; ++document) {
      all.push_back({document, document == 17 ? 2.0 : 1.0});
      if (document != 17) by_id[database.get_document(document).get_value(indexer::field("id").slot)] = document;
    }
    const std::vector<Scored> best = best_of(all, 4, database);
    ASSERT_EQ(best.size(), 4U);
    EXPECT_EQ(best.front().document, 17U);
    std::vector<Xapian::docid> equal, first;
    for (std::size_t i = 1; i < best.size(); ++i) equal.push_back(best[i].document);
    for (const auto& [id, document] : by_id)
      if (first.size() < 3) first.push_back(document);
    EXPECT_THAT(equal, testing::UnorderedElementsAreArray(first));
    EXPECT_EQ(best_of(all, 100, database).size(), all.size());
    EXPECT_TRUE(best_of(all, 0, database).empty());
  });
}

TEST(BestSieve, LosesNoneOfTheBest) {
  rc::check([](const std::vector<std::uint8_t>& scores) {
    const std::size_t count = *rc::gen::inRange<std::size_t>(0, 12);
    BestSieve sieve(count);
    std::vector<double> passed, best(scores.begin(), scores.end());
    for (const double score : best)
      if (sieve.passes(score)) passed.push_back(score);
    std::ranges::sort(best, std::greater{});
    std::ranges::sort(passed, std::greater{});
    best.resize(std::min(best.size(), count));
    // With all that stand equal with the last.
    if (!best.empty()) {
      const auto equal = std::ranges::count(scores, static_cast<std::uint8_t>(best.back()));
      RC_ASSERT(std::ranges::count(passed, best.back()) == equal);
    }
    passed.resize(std::min(passed.size(), count));
    RC_ASSERT(passed == best);
  });
}

TEST(ScoreSheet, IsEmptyWheneverItIsBorrowed) {
  for (const std::size_t size : {5U, 9U, 3U}) {
    ScoreSheet one(size), other(size);
    EXPECT_TRUE(one.found().empty());
    for (Xapian::docid document = 0; document < size; ++document) {
      EXPECT_EQ(one[document], 0) << document;
      EXPECT_EQ(other[document], 0) << document;
      one.add(document, 1);
    }
    one.add(2, 0.5);
    other.add(1, 7);
    EXPECT_EQ(one[2], 1.5);
    EXPECT_EQ(one.found().size(), size);
    EXPECT_THAT(other.found(), testing::ElementsAre(1));
    const ScoreSheet moved = std::move(one);
    EXPECT_EQ(moved[2], 1.5);
  }
}

TEST(ScoreSheet, FindsWhatGotNothing) {
  ScoreSheet sheet(4);
  sheet.add(3, 0);
  EXPECT_TRUE(sheet.has(3));
  EXPECT_FALSE(sheet.has(2));
  EXPECT_THAT(sheet.found(), testing::ElementsAre(3));
}

struct Costly {
  int number = 0;
};

TEST(Lease, LendsWhatWasGivenBack) {
  Costly* first = nullptr;
  {
    const Lease<Costly> lease;
    lease->number = 7;
    first = &*lease;
    const Lease<Costly> other;
    EXPECT_NE(&*other, first);
  }
  const Lease<Costly> one, two;
  EXPECT_TRUE(&*one == first || &*two == first);
  EXPECT_EQ(one->number + two->number, 7);
}

TEST(Lease, LendsToManyThreads) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([i] {
      for (int round = 0; round < 200; ++round) {
        ScoreSheet sheet(50);
        EXPECT_TRUE(sheet.found().empty());
        for (Xapian::docid document = 0; document < 50; ++document) sheet.add(document, i);
        EXPECT_EQ(sheet[49], i);
      }
    });
}

TEST(DocumentTable, KnowsTypeLanguagesAndLengthOfEachDocument) {
  on_samples([&](const Xapian::Database& database, const indexer::IndexState& state) {
    DocumentTables tables;
    const auto table = tables.at(database, state);
    EXPECT_EQ(tables.at(database, state), table);
    for (auto one = database.postlist_begin(""); one != database.postlist_end(""); ++one) {
      const auto record = record_of(database.get_document(*one));
      ASSERT_TRUE(record);
      EXPECT_TRUE(table->is_of(*one, record->type())) << record->id;
      EXPECT_EQ(table->lengths[*one], database.get_doclength(*one)) << record->id;
      const std::string codes = database.get_document(*one).get_value(indexer::field("language").slot);
      for (const Language language : stemming::all_languages)
        EXPECT_EQ(table->is_in(*one, language),
                  codes.find(std::string(to_text(language)) + '\x1f') != std::string::npos)
            << record->id;
    }
  });
}

}  // namespace
}  // namespace kohtaamo::server
