// SPDX-License-Identifier: GPL-3.0-or-later
// Actors, themes and coverage, counted over a small corpus.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/document_builder.h"
#include "server/places/actor_list.h"
#include "server/places/coverage.h"
#include "server/places/listed_counts.h"
#include "server/places/theme_overview.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

std::vector<corpora::Record> small_corpus() {
  return {
      record("test:oulu", R"("type":"actor","title":{"fi":"Öljymäen kylä"},"actor_type":"association",
        "roles":["developer"],"focus":{"function":["osaaminen"]},"regions":[{"scheme":"mk","code":"17","role":"seat"}])"),
      record("test:abo", R"("type":"actor","title":{"sv":"Åbo byalag"},"actor_type":"association",
        "roles":["adopter","developer"],"regions":[{"scheme":"mk","code":"02","role":"seat"}])"),
      record("test:zoo", R"("type":"actor","title":{"fi":"Zeniitti"},"actor_type":"company","roles":["funder"],
        "regions":[{"scheme":"national","code":"FI","role":"operates"}])"),
      record("test:aamu", R"("type":"actor","title":{"fi":"\"Aamu\" ry"},"roles":["network"])"),
      record("test:secret", R"("type":"actor","title":{"fi":"Salainen"},"visibility":"confidential")"),
      record("test:now", R"("type":"theme","title":{"fi":"Yksinäisyys"},"valid_from":"2025-01-01")"),
      record("test:old", R"("type":"theme","title":{"fi":"Asuminen"},"valid_to":"2026-11-22")"),
      record("test:next", R"("type":"theme","title":{"fi":"Terveys"},"valid_from":"2026-11-24")"),
      record("test:inn", R"("type":"innovation","title":{"fi":"Kyyti"},"stage":"pilot","themes":["test:now"],
        "regions":[{"scheme":"kunta","code":"205","role":"operates"}])"),
      record("test:need", R"("type":"need","title":{"fi":"Tarve"},"stage":"need","themes":["test:now","test:old"])"),
      record("test:hidden",
             R"("type":"need","title":{"fi":"Tarve"},"themes":["test:now"],"visibility":"confidential")"),
  };
}

class Lists : public testing::Test {
 protected:
  Lists()
      : corpus_(small_corpus()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()) {}

  ActorList actors(ActorListRequest request) {
    request.search.today = today;
    request.search.facets = {"region", "role"};
    auto list = list_actors(engine_, request);
    EXPECT_TRUE(list) << config::to_text(list.error());
    return list ? std::move(*list) : ActorList{};
  }
  static std::vector<std::string> ids(const ActorList& list) {
    std::vector<std::string> found;
    for (const Hit& hit : list.actors) found.push_back(hit.record->id);
    return found;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
};

TEST(NameValue, OrdersNamesAsPeopleDo) {
  EXPECT_LT(indexer::name_value("Zeniitti"), indexer::name_value("Åbo"));
  EXPECT_LT(indexer::name_value("Åbo"), indexer::name_value("äly"));
  EXPECT_LT(indexer::name_value("Äly"), indexer::name_value("öljy"));
  EXPECT_EQ(indexer::name_value("\"Aamu\""), indexer::name_value("Aamu\""));
  EXPECT_LE(indexer::name_value(std::string(500, 'a')).size(), 48U);
}

// Where "test:aamu" works is not known.
TEST_F(Lists, OrderActorsOfTheCountryByNameWithLettersOfTheNorthLastAndThenTheOthers) {
  EXPECT_THAT(ids(actors({})), ElementsAre("test:zoo", "test:abo", "test:oulu", "test:aamu"));
  EXPECT_THAT(ids(actors({.begin = 1, .count = 3})), ElementsAre("test:abo", "test:oulu", "test:aamu"));
  EXPECT_THAT(ids(actors({.begin = 3, .count = 2})), ElementsAre("test:aamu"));
  EXPECT_EQ(actors({.begin = 1, .count = 2}).total, 4U);
}

TEST(ListsOfOneFolder, HaveNamesThatBeginWithALetterFirst) {
  const auto actor = [](const std::string& id, std::string_view name) {
    return record(
        id, fmt::format(R"("type":"actor","title":{{"fi":"{}"}},"regions":[{{"scheme":"mk","code":"17"}}])", name));
  };
  const tests::TemporaryCorpus corpus({actor("test:1", "24 Pesula"), actor("test:2", "Öljy"), actor("test:3", "Aamu")});
  const auto reader = std::move(*indexer::IndexReader::open(corpus.directory(), corpus.fingerprint()));
  const SearchEngine engine(*reader, tests::analyzer(), nullptr, corpus.settings());
  const auto list = list_actors(engine, {.search = {.today = today}});
  ASSERT_TRUE(list);
  std::vector<std::string> ids;
  for (const Hit& hit : list->actors) ids.push_back(hit.record->id);
  EXPECT_THAT(ids, ElementsAre("test:3", "test:2", "test:1"));
}

// As a search counts them, without one.
TEST_F(Lists, CountWhatIsListedOfEachCode) {
  const auto counts = engine_.reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> config::Result<std::vector<Facet>> {
        const auto table = engine_.facets_at(database, state, today);
        return std::vector<Facet>{{.field = "type", .counts = listed_counts(database, *table, "type")},
                                  {.field = "theme", .counts = listed_counts(database, *table, "theme")}};
      });
  ASSERT_TRUE(counts);
  const auto searched = engine_.search({.facets = {"type", "theme"}, .limit = 0, .today = today});
  ASSERT_TRUE(searched);
  for (std::size_t facet = 0; facet < 2; ++facet) {
    const auto& expected = searched->facets[facet].counts;
    ASSERT_EQ((*counts)[facet].counts.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ((*counts)[facet].counts[i].code, expected[i].code);
      EXPECT_EQ((*counts)[facet].counts[i].count, expected[i].count) << expected[i].code;
    }
  }
}

TEST_F(Lists, FilterActorsByRoleAndFocus) {
  EXPECT_THAT(ids(actors({.search = {.filters = {{.field = "role", .codes = {"developer"}}}}})),
              ElementsAre("test:abo", "test:oulu"));
  EXPECT_THAT(ids(actors({.search = {.filters = {{.field = "function", .codes = {"osaaminen"}}}}})),
              ElementsAre("test:oulu"));
}

TEST_F(Lists, FindActorsByWords) {
  const ActorList found = actors({.search = {.q = "byalag"}});
  EXPECT_THAT(ids(found), ElementsAre("test:abo"));
  EXPECT_EQ(found.total, 1U);
}

TEST_F(Lists, CountActorsByRegionAsIfItWereNotChosen) {
  const ActorList found = actors({.search = {.filters = {{.field = "region", .codes = {"mk:02"}}}}});
  EXPECT_EQ(found.total, 1U);
  EXPECT_EQ(count_in(found.regions, "mk:02"), 1U);
  EXPECT_EQ(count_in(found.regions, "mk:17"), 1U);
  EXPECT_EQ(count_in(found.regions, "mk:11"), 0U);
}

TEST_F(Lists, TellThoseOfTheWholeCountryFromThoseOfNoKnownRegion) {
  const ActorList all = actors({});
  EXPECT_EQ(all.nationwide, 1U);
  EXPECT_EQ(all.unplaced, 1U);
}

TEST_F(Lists, OrderThemesByWhetherTheyAreInForce) {
  const auto themes = reader_->read([&](const Xapian::Database& database, const indexer::IndexState& state) {
    return overview_of_themes(engine_, database, state, today);
  });
  ASSERT_TRUE(themes);
  std::vector<std::string> order;
  for (const ThemeRow& row : *themes) order.push_back(row.record.id);
  EXPECT_THAT(order, ElementsAre("test:now", "test:next", "test:old"));
  EXPECT_EQ(themes->front().time, ThemeTime::in_force);
  EXPECT_EQ(themes->back().time, ThemeTime::ended);
}

TEST_F(Lists, CountOfAThemeWhatMayBeShown) {
  const auto themes = reader_->read([&](const Xapian::Database& database, const indexer::IndexState& state) {
    return overview_of_themes(engine_, database, state, today);
  });
  ASSERT_TRUE(themes);
  const ThemeRow& row = themes->front();
  EXPECT_EQ(row.records, 2U);
  EXPECT_THAT(row.types, UnorderedElementsAre(Pair("innovation", 1U), Pair("need", 1U)));
  EXPECT_EQ(count_in(row.stages, "pilot"), 1U);
  EXPECT_EQ(count_in(row.regions, "mk:18"), 1U);
  EXPECT_EQ(themes->back().records, 1U);
}

TEST_F(Lists, TellWhatIsCoveredAndWhatIsNot) {
  const std::vector<corpora::SourceHealth> health{{.source = "test", .last_run_at = "2026-11-22T10:00:00Z"},
                                                  {.source = "gone", .last_outcome = "failed: no answer"}};
  const auto coverage = reader_->read([&](const Xapian::Database& database, const indexer::IndexState& state) {
    return coverage_of(engine_, database, state, today, health);
  });
  ASSERT_TRUE(coverage);
  EXPECT_EQ(coverage->records, 9U);
  ASSERT_EQ(coverage->sources.size(), 2U);
  EXPECT_EQ(coverage->sources[0].source, "test");
  EXPECT_EQ(count_in(coverage->sources[0].types, "actor"), 4U);
  EXPECT_TRUE(coverage->sources[0].health);
  EXPECT_EQ(coverage->sources[1].records, 0U);
  EXPECT_THAT(coverage->missing_types, testing::Contains("paper"));
  EXPECT_THAT(coverage->missing_types, testing::Not(testing::Contains("need")));
  EXPECT_THAT(coverage->missing_regions, testing::Contains("mk:21"));
  EXPECT_THAT(coverage->missing_regions, testing::Not(testing::Contains("mk:17")));
}

}  // namespace
}  // namespace kohtaamo::server
