// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "corpora/import/oai_page.h"
#include "corpora/record_json.h"
#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OaiImportTest : public ImportTest {
 protected:
  Record stored(const RecordId& id) {
    const auto found = store.find(id);
    EXPECT_TRUE(found && *found && !(*found)->deleted) << id;
    return found && *found ? read_own_record((*found)->json).value_or(Record{}) : Record{};
  }
};

TEST(OaiPage, GivesRecordsDeletionsAndTheToken) {
  const auto page = parse_oai_page(ImportTest::read_case("oai_dc.xml"));
  ASSERT_TRUE(page) << to_text(page.error());
  ASSERT_EQ(page->records.size(), 3U);
  EXPECT_EQ(page->response_date, "2026-11-20T10:00:00Z");
  EXPECT_EQ(page->resumption_token, "oai_dc/2026/4/3");
  EXPECT_EQ(page->complete_list_size, 4);
  EXPECT_THAT(page->records[0].sets, ElementsAre("com_10024_1"));
  EXPECT_THAT(page->records[0].metadata, HasSubstr("<dc:title>Kylien"));
  EXPECT_TRUE(page->records[1].is_deleted);
  EXPECT_THAT(page->records[1].metadata, IsEmpty());
}

TEST(OaiPage, GivesTheHeadersOfAListOfIdentifiers) {
  const auto page = parse_oai_page(
      "<OAI-PMH><ListIdentifiers><header><identifier>a</identifier></header>"
      "<header status='deleted'><identifier>b</identifier></header><resumptionToken/></ListIdentifiers></OAI-PMH>");
  ASSERT_TRUE(page) << to_text(page.error());
  ASSERT_EQ(page->records.size(), 2U);
  EXPECT_EQ(page->records[0].identifier, "a");
  EXPECT_TRUE(page->records[1].is_deleted);
  EXPECT_THAT(page->resumption_token, IsEmpty());
}

TEST(OaiPage, TellsWhatTheRepositoryComplainsOf) {
  const auto page = parse_oai_page("<OAI-PMH><error code='badResumptionToken'>It has expired</error></OAI-PMH>");
  ASSERT_TRUE(page) << to_text(page.error());
  EXPECT_EQ(page->error_code, "badResumptionToken");
  EXPECT_EQ(page->error_message, "It has expired");
  EXPECT_FALSE(parse_oai_page("<html/>"));
}

TEST_F(OaiImportTest, ReadsDublinCoreWithTheLanguageOfEachValue) {
  ImportRequest request = request_of(read_case("oai_dc.xml"), "oai-dc", "page.xml");
  request.importer.source = "julkaisut";
  request.importer.retrieved_at = "2026-11-20T10:00:00Z";
  const ImportReport report = run_well(request);
  EXPECT_EQ(report.total.rows, 2);  // the tombstone is none
  EXPECT_EQ(report.total.added, 1);
  EXPECT_EQ(report.total.rejected, 1);  // has no title
  EXPECT_EQ(report.first_rejected.front().where, "page.xml:3 /title");
  const Record record = stored("julkaisut:oai:julkaisut.invalid:10024/000001");
  const auto& paper = std::get<Paper>(record.details);
  EXPECT_EQ(record.title.fi, "Kylien yhteiset kyydit");
  EXPECT_THAT(paper.abstract.fi, HasSubstr("Vapaaehtoiset ajavat"));
  EXPECT_THAT(paper.abstract.sv, HasSubstr("skjutsar"));
  EXPECT_THAT(paper.abstract.en, HasSubstr("rides"));
  EXPECT_THAT(record.keywords.fi, ElementsAre("yksinäisyys"));
  EXPECT_EQ(record.concepts.at(0).uri, "http://www.yso.fi/onto/yso/p00000");
  EXPECT_EQ(paper.year, 2026);
  EXPECT_EQ(paper.doi, "10.99999/abc.1");
  EXPECT_EQ(record.licence, "CC-BY-4.0");
  EXPECT_EQ(to_text(*record.dates.modified), "2026-03-02");  // 22:30 in UTC is the next day in Helsinki
  EXPECT_EQ(record.provenance.url, "https://julkaisut.invalid/handle/10024/000001");
  EXPECT_EQ(record.provenance.retrieved_at, "2026-11-20T10:00:00Z");
  EXPECT_EQ(run_well(request).total.unchanged, 1);
}

TEST_F(OaiImportTest, ReadsTheFieldsOfFinnishDspace) {
  EXPECT_EQ(run_well(request_of(read_case("oai_kk.xml"), "oai-dc")).total.added, 1);
  const Record record = stored("oai:oai:opinnot.invalid:10024/77");
  const auto& paper = std::get<Paper>(record.details);
  EXPECT_EQ(record.title.fi, "Asunto ensin pienessä kunnassa");
  EXPECT_THAT(record.title.en, IsEmpty());
  EXPECT_EQ(paper.abstract.en, "Housing first in a small municipality.");
  ASSERT_EQ(paper.authors.size(), 1U);
  EXPECT_EQ(paper.authors[0].name, "Esimerkki, Olli");
  EXPECT_EQ(paper.year, 2024);
  EXPECT_EQ(record.licence, "unknown");
  EXPECT_THAT(record.lang, ElementsAre("fi"));
}

TEST_F(OaiImportTest, TakesTheRecordsOfAnotherKohtaamoAndItsDeletions) {
  run_well(request_of(row("inn-2", "Poistuva", "naapuri")));
  const std::string page = read_case("oai_kohtaamo.xml");
  const ImportReport report = run_well(request_of(page, "oai-kohtaamo", "page.xml"));
  EXPECT_EQ(report.total.added, 1);
  EXPECT_EQ(stored("naapuri:inn-1").title.fi, "Kylätupakyyti <3");
  std::string gone = page;
  gone.replace(gone.find("inn%202"), 7, "inn%2D2");
  const ImportReport second = run_well(request_of(gone, "oai-kohtaamo", "page.xml"));
  EXPECT_EQ(second.total.unchanged, 1);
  EXPECT_EQ(second.total.deleted, 1);
  EXPECT_TRUE(store.find("naapuri:inn-2")->value().deleted);
  EXPECT_EQ(run_well(request_of(gone, "oai-kohtaamo", "page.xml")).total.deleted, 0);  // it is gone already
}

TEST_F(OaiImportTest, LetsTheLastWordCountOfARecordThatIsDeletedAndComesBack) {
  const auto record = [](const std::string& title) {
    return "<record><header><identifier>oai:a:1</identifier></header><metadata><dc><title>" + title +
           "</title></dc></metadata></record>";
  };
  const std::string deleted = "<record><header status='deleted'><identifier>oai:a:1</identifier></header></record>";
  const auto page = [](const std::string& records) {
    return "<OAI-PMH><ListRecords>" + records + "</ListRecords></OAI-PMH>";
  };
  run_well(request_of(page(record("Ensimmäinen otsikko") + deleted), "oai-dc"));
  EXPECT_TRUE(store.find("oai:oai:a:1")->value().deleted);
  run_well(request_of(page(deleted + record("Toinen otsikko")), "oai-dc"));
  EXPECT_EQ(stored("oai:oai:a:1").title.fi, "Toinen otsikko");
  EXPECT_EQ(run_well(request_of(page(deleted), "oai-dc")).total.deleted,
            1);  // a run of deletions alone is none that failed
}

TEST_F(OaiImportTest, FailsWithTheWordsOfTheRepository) {
  const auto refused = run(request_of("<OAI-PMH><error code='badArgument'>No such set</error></OAI-PMH>", "oai-dc"));
  EXPECT_EQ(refused.error().code, ErrorCode::bad_request);
  EXPECT_THAT(refused.error().message, HasSubstr("badArgument: No such set"));
}

}  // namespace
}  // namespace kohtaamo::corpora
