// SPDX-License-Identifier: GPL-3.0-or-later
// What a neighbour sends tells its ids and sources itself: it writes no more than its declaration lets it.
#include <gmock/gmock.h>

#include "corpora/record_json.h"
#include "tests/corpora/harvest/harvest_fixture.h"

namespace kohtaamo::corpora::harvest {
namespace {

std::string oai_of(const std::string& id, const std::string& json) {
  return "<record><header><identifier>oai:there.invalid:" + id +
         "</identifier><datestamp>2026-11-20T10:00:00Z</datestamp></header><metadata><record "
         R"(xmlns="https://kohtaamo.invalid/record/1.0/">)" +
         json + "</record></metadata></record>";
}

// A paper with whatever id and source it claims.
std::string claim(const std::string& id, const std::string& source, const std::string& title = "Kaapattu") {
  return oai_of(id, fmt::format(R"({{"id":"{0}","type":"paper","title":{{"fi":"{2}"}},"lang":["fi"],)"
                                R"("licence":"CC0-1.0","provenance":{{"source":"{1}","source_id":"x"}}}})",
                                id, source, title));
}

std::string actor(const std::string& id, const std::string& source, const std::string& title,
                  const std::string& pic = "") {
  return oai_of(
      id, fmt::format(R"({{"id":"{0}","type":"actor","title":{{"fi":"{2}"}},"lang":["fi"],"licence":"CC0-1.0",)"
                      R"("provenance":{{"source":"{1}","source_id":"x"}}{3}}})",
                      id, source, title, pic.empty() ? "" : fmt::format(R"(,"identifiers":{{"pic":"{}"}})", pic)));
}

std::string gone(const std::string& id) {
  return "<record><header status=\"deleted\"><identifier>oai:there.invalid:" + id +
         "</identifier><datestamp>2026-11-20T10:00:00Z</datestamp></header></record>";
}

class HostilePeer : public HarvestTest {
 protected:
  HostilePeer() {
    ImportRequest own{.inputs = {{.path = "own.jsonl", .bytes = row("1", "Oma", "stea")}}, .importer = {}};
    EXPECT_TRUE(run_import(store, own, settings.import));
    const std::string table =
        "projectID;organisationID;name;country;role\n\"1\";\"999000001\";\"OMA YHDISTYS RY\";\"FI\";\"coordinator\"\n";
    ImportRequest actors{.inputs = {{.path = "organization.csv", .bytes = table}},
                         .importer = {.format = "cordis-organisations"}};
    EXPECT_TRUE(run_import(store, actors, settings.import));
    EXPECT_EQ(title_in("pic:999000001"), "OMA YHDISTYS RY");
  }

  std::vector<std::string> reasons() {
    std::vector<std::string> found;
    const auto rows = store.quarantined("there", 100);
    for (const RejectedRow& rejected : rows.value()) found.push_back(rejected.reason);
    std::ranges::reverse(found);  // the newest came first
    return found;
  }
  std::string title_in(const RecordId& id) {
    const auto found = store.find(id);
    if (!found.value() || found.value()->deleted) return "";
    const auto record = read_own_record(found.value()->json);
    return record->title.best(stemming::Language::fi);
  }
};

TEST_F(HostilePeer, CannotOverwriteOrDeleteTheRecordsOfOthers) {
  const auto report = run_oai(
      {{"", oai_page(claim("t:1", "t", "Kelvollinen") + claim("stea:1", "stea") + claim("stea:1", "t") +
                     claim("t:2", "stea") + claim("stea:2", "t") + claim("pic:999000001", "t") + gone("stea:1"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(title_in("stea:1"), "Oma");
  EXPECT_EQ(title_in("pic:999000001"), "OMA YHDISTYS RY");
  EXPECT_EQ(title_in("t:1"), "Kelvollinen");
  EXPECT_EQ(title_in("t:2"), "");
  EXPECT_EQ(title_in("stea:2"), "");
  EXPECT_EQ(report->import.total.rows, 7);
  EXPECT_EQ(report->import.total.added, 1);
  EXPECT_EQ(report->import.total.rejected, 6);
  EXPECT_EQ(report->import.beyond_scope, 6);
  EXPECT_THAT(report->remarks, ElementsAre(HasSubstr("6 rows were refused for what may_write does not list")));
  EXPECT_THAT(
      reasons(),
      ElementsAre(HasSubstr("'there' has no say over the id 'stea:1'"), HasSubstr("no say over the id 'stea:1'"),
                  HasSubstr("'there' does not speak for the source 'stea'; may_write of its declaration lists t"),
                  HasSubstr("no say over the id 'stea:2'"), HasSubstr("no say over the id 'pic:999000001'"),
                  HasSubstr("no say over the id 'stea:1'")));
}

// Else the health of a source could be spoilt by whoever claims to be it.
TEST_F(HostilePeer, IsAccountedForByItsOwnName) {
  ASSERT_TRUE(run_oai({{"", oai_page(claim("t:1", "t") + claim("stea:9", "stea") +
                                     oai_of("stea:8", R"({"id":"stea:8","provenance":{"source":"stea"}})"))}}));
  const auto sources = store.sources();
  const auto stea = std::ranges::find(sources.value(), "stea", &SourceHealth::source);
  ASSERT_NE(stea, sources.value().end());
  EXPECT_EQ(stea->last_counts.added, 1);  // of the run before
  EXPECT_EQ(store.quarantine_count("stea").value(), 0);
  EXPECT_EQ(store.quarantine_count("there").value(), 2);
}

TEST_F(HostilePeer, WithNothingButTheRecordsOfOthersItFails) {
  const auto report = run_oai({{"", oai_page(claim("stea:1", "stea") + claim("stea:2", "stea"))}});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::source_shrank);
  EXPECT_THAT(report.error().message, HasSubstr("'there' has no say over the id 'stea:1'"));
  EXPECT_EQ(title_in("stea:1"), "Oma");
}

TEST_F(HostilePeer, SpeaksForItsOwnNameWhenNothingIsSaid) {
  oai.may_write.clear();
  const auto report = run_oai({{"", oai_page(claim("there:1", "there", "Oma") + claim("t:1", "t"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(title_in("there:1"), "Oma");
  EXPECT_EQ(title_in("t:1"), "");
}

TEST_F(HostilePeer, CannotTakeOverAnActorByItsIdentifier) {
  oai.may_write = {"t", "actors"};
  const auto report =
      run_oai({{"", oai_page(actor("t:5", "t", "Kaappaaja", "999000001") + actor("pic:999000001", "actors", "Toinen") +
                             actor("pic:999000002", "actors", "Uusi") + claim("pic:999000003", "actors") +
                             gone("pic:999000001"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(title_in("pic:999000001"), "OMA YHDISTYS RY");
  EXPECT_EQ(title_in("t:5"), "Kaappaaja");  // beside the other, and not in its place
  EXPECT_EQ(title_in("pic:999000002"), "Uusi");
  EXPECT_EQ(title_in("pic:999000003"), "");
  EXPECT_THAT(reasons(), ElementsAre(HasSubstr("put together here from what other sources say"),
                                     HasSubstr("'pic:999000003' is no actor"),
                                     HasSubstr("put together here from what other sources say")));
  // What own sources say of it later counts.
  const std::string table =
      "projectID;organisationID;name;country;role\n\"2\";\"999000002\";\"TOTTA OY\";\"FI\";\"coordinator\"\n";
  ImportRequest actors{.inputs = {{.path = "more.csv", .bytes = table}},
                       .importer = {.format = "cordis-organisations"}};
  ASSERT_TRUE(run_import(store, actors, settings.import));
  EXPECT_EQ(title_in("pic:999000002"), "TOTTA OY");
}

TEST_F(HostilePeer, CannotMakeACompleteRunLoseTheRecordsOfOthers) {
  oai.complete = true;
  ASSERT_TRUE(run_oai({{"", oai_page(claim("t:1", "t") + claim("t:2", "t"))}}));
  const auto report = run_oai({{"", oai_page(claim("t:1", "t") + claim("stea:7", "stea"))}}, {.may_shrink = true});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(title_in("stea:1"), "Oma");
  EXPECT_EQ(title_in("t:2"), "");
}

TEST_F(HostilePeer, WhatMayBeWrittenIsPartOfTheDeclaration) {
  ASSERT_TRUE(run_oai({{"", oai_page(claim("t:1", "t") + claim("u:1", "u"))}}));
  oai.may_write = {"t", "u"};
  ASSERT_TRUE(run_oai({{"", oai_page(claim("t:1", "t") + claim("u:1", "u"))}}));
  EXPECT_THAT(asked.back(), Not(HasSubstr("from=")));
  EXPECT_EQ(title_in("u:1"), "Kaapattu");
  EXPECT_THAT(reasons(), IsEmpty());
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
