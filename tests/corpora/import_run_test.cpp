// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import_run.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <fstream>
#include <sstream>

#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// "\xE4" in the text of a case is that byte.
std::string with_bytes(const std::string& text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\\x") != 0) {
      bytes.push_back(text[at]);
      continue;
    }
    bytes.push_back(static_cast<char>(std::stoi(text.substr(at + 2, 2), nullptr, 16)));
    at += 3;
  }
  return bytes;
}

std::string gzipped(const std::string& text) {
  z_stream zip{};
  deflateInit2(&zip, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&zip, text.size()), '\0');
  std::string input = text;
  zip.next_in = reinterpret_cast<Bytef*>(input.data());
  zip.avail_in = static_cast<uInt>(input.size());
  zip.next_out = reinterpret_cast<Bytef*>(packed.data());
  zip.avail_out = static_cast<uInt>(packed.size());
  deflate(&zip, Z_FINISH);
  packed.resize(zip.total_out);
  deflateEnd(&zip);
  return packed;
}

TEST_F(ImportTest, ChangesNothingTheSecondTime) {
  const ImportRequest request = request_of(rows(0, 30));
  EXPECT_EQ(run_well(request).total.added, 30);
  const RunCounts again = run_well(request).total;
  EXPECT_EQ(again.added + again.changed, 0);
  EXPECT_EQ(again.unchanged, 30);
  EXPECT_EQ(*store.last_seq(), 30);
}

TEST_F(ImportTest, RefusesEachBadRowWithItsPlaceAndTakesTheOthers) {
  std::istringstream cases(read_case("bad_rows.tsv"));
  for (std::string line; std::getline(cases, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t second = line.rfind('\t'), first = line.rfind('\t', second - 1);
    const std::string raw = with_bytes(line.substr(0, first));
    const std::string place = line.substr(first + 1, second - first - 1), words = line.substr(second + 1);
    SCOPED_TRACE(line);
    const ImportReport report = run_well(request_of(row("before") + raw + "\n" + row("after"), "jsonl", "bad.jsonl"));
    EXPECT_EQ(report.total.rows, 3);
    EXPECT_EQ(report.total.added + report.total.unchanged, 2);
    ASSERT_EQ(report.first_rejected.size(), 1U);
    EXPECT_THAT(report.first_rejected[0].where, StartsWith(place.empty() ? "bad.jsonl:2" : "bad.jsonl:2 " + place));
    EXPECT_THAT(report.first_rejected[0].message, HasSubstr(words));
    const auto kept = *store.quarantined("", 10);
    ASSERT_EQ(kept.size(), 1U);  // what the run before had put there made way
    EXPECT_EQ(kept[0].line, 2);
    EXPECT_EQ(kept[0].raw.substr(0, 10), raw.substr(0, 10));
    EXPECT_EQ(kept[0].reason, report.first_rejected[0].message);
  }
}

TEST_F(ImportTest, ReadsPastAnOverLongLine) {
  settings.max_line_bytes = 1'000;
  const std::string text = row("1") + row("2", std::string(500'000, 'a')) + row("3");
  const ImportReport report = run_well(request_of(text));
  EXPECT_EQ(report.total.added, 2);
  ASSERT_EQ(report.total.rejected, 1);
  EXPECT_THAT(report.first_rejected[0].message, HasSubstr("longer than 1000 bytes"));
  EXPECT_EQ(report.first_rejected[0].where, "rows.jsonl:2");
  EXPECT_EQ(store.quarantined("", 1)->front().raw.size(), 1'000U);
}

TEST_F(ImportTest, KeepsOnlyTheBeginningOfALongBadRow) {
  run_well(request_of(row("1") + "{" + std::string(200'000, 'a') + "\n"));
  EXPECT_EQ(store.quarantined("", 1)->front().raw.size(), 64U * 1024);
}

TEST_F(ImportTest, ReadsArraysHoweverTheirLinesAreBroken) {
  const std::string array =
      "[" + row("1") + "\n,\n" + row("2", "a], {b") + "," + "{\"broken\": }" + ",\n" + row("3") + "]\n";
  const ImportReport report = run_well(request_of(array));
  EXPECT_EQ(report.total.added, 3);
  EXPECT_EQ(report.total.rejected, 1);
  EXPECT_EQ(run_well(request_of("[" + row("4") + "," + row("5"))).file_errors.size(), 1U);  // cut short
  EXPECT_EQ(*store.count(), 5);
}

TEST_F(ImportTest, SkipsBlankLinesAndAByteOrderMark) {
  const ImportReport report = run_well(request_of("\xEF\xBB\xBF" + row("1") + "\r\n\n  \n" + row("2")));
  EXPECT_EQ(report.total.rows, 2);
  EXPECT_EQ(report.total.added, 2);
}

TEST_F(ImportTest, UnpacksGzipAndTellsWhenItIsCutShort) {
  const std::string packed = gzipped(rows(0, 2'000));
  EXPECT_EQ(run_well(request_of(packed)).total.added, 2'000);
  EXPECT_EQ(run_well(request_of(gzipped(rows(0, 10)) + gzipped(rows(10, 20)))).total.unchanged, 20);
  const ImportReport cut = run_well(request_of(packed.substr(0, packed.size() - 20)));
  ASSERT_EQ(cut.file_errors.size(), 1U);
  EXPECT_THAT(cut.file_errors[0].message, HasSubstr("cut short"));
}

TEST_F(ImportTest, RejectsAnIdThatComesTwice) {
  const ImportReport report = run_well(request_of(row("1", "Ensin") + row("1", "Taas")));
  EXPECT_EQ(report.total.added, 1);
  EXPECT_EQ(report.total.rejected, 1);
  EXPECT_EQ(report.first_rejected[0].where, "rows.jsonl:2 /id");
  EXPECT_THAT(store.find("t:1")->value().json, HasSubstr("Ensin"));
}

TEST_F(ImportTest, CountsEachSourceForItself) {
  const ImportReport report = run_well(request_of(row("1", "a", "x") + row("1", "a", "y") + row("2", "a", "y")));
  EXPECT_EQ(report.by_source.at("x").added, 1);
  EXPECT_EQ(report.by_source.at("y").added, 2);
  EXPECT_EQ(store.sources()->size(), 2U);
}

TEST_F(ImportTest, ReadsTheOtherFilesWhenOneIsMissing) {
  ImportRequest request{.inputs = {{.path = folder / "missing.jsonl"}, {.path = folder.file("there.jsonl", row("1"))}}};
  const ImportReport report = run_well(request);
  EXPECT_EQ(report.total.added, 1);
  ASSERT_EQ(report.file_errors.size(), 1U);
  EXPECT_EQ(report.file_errors[0].code, ErrorCode::file_missing);
  EXPECT_EQ(report.file_errors[0].where, folder / "missing.jsonl");
  request.inputs.pop_back();
  EXPECT_EQ(run(request).error().code, ErrorCode::file_missing);
}

TEST_F(ImportTest, TakesAnEmptyRunForAFailedOne) {
  run_well(request_of(rows(0, 10)));
  for (const std::string& empty : {std::string(), std::string("\n\n"), std::string("{\n{\n")}) {
    EXPECT_EQ(run(request_of(empty)).error().code, ErrorCode::source_shrank);
    ImportRequest complete = request_of(empty);
    complete.is_complete = true;
    EXPECT_EQ(run(complete).error().code, ErrorCode::source_shrank);
  }
  EXPECT_EQ(*store.count(), 10);
}

TEST_F(ImportTest, DeletesOnlyInACompleteRun) {
  run_well(request_of(rows(0, 10)));
  EXPECT_EQ(run_well(request_of(rows(1, 10))).total.deleted, 0);
  ImportRequest complete = request_of(rows(1, 10));
  complete.is_complete = true;
  EXPECT_EQ(run_well(complete).total.deleted, 1);
  EXPECT_TRUE(store.find("t:0")->value().deleted);
}

TEST_F(ImportTest, ChangesNothingWhenACompleteRunShrinksItsSourceTooMuch) {
  run_well(request_of(rows(0, 10)));
  ImportRequest complete = request_of(rows(3, 10) + row("new"));
  complete.is_complete = true;
  const auto refused = run(complete);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::source_shrank);
  EXPECT_THAT(refused.error().message, HasSubstr("3 of its 10 records"));
  EXPECT_EQ(*store.count(), 10);
  EXPECT_EQ(*store.last_seq(), 10);
  complete.may_shrink = true;
  const RunCounts counts = run_well(complete).total;
  EXPECT_EQ(counts.deleted, 3);
  EXPECT_EQ(counts.added, 1);
}

TEST_F(ImportTest, KeepsTheOldContentWhenTheNewRowIsRefused) {
  run_well(request_of(rows(0, 10)));
  ImportRequest complete = request_of(rows(0, 9) + R"({"id":"t:9","type":"paper","stage":"iddea"})");
  complete.is_complete = true;
  EXPECT_EQ(run_well(complete).total.deleted, 0);
  EXPECT_FALSE(store.find("t:9")->value().deleted);
}

TEST_F(ImportTest, CannotReadStdinTwice) {
  const ImportRequest request{.inputs = {{.path = "-"}}, .is_complete = true};
  EXPECT_EQ(run(request).error().code, ErrorCode::usage);
}

TEST_F(ImportTest, ReadsTablesAndRefusesTheirBadRows) {
  const ImportReport report = run_well(request_of(read_case("bad_cells.csv"), "csv", "bad.csv"));
  EXPECT_EQ(report.total.added, 3);
  const auto kept = *store.quarantined("", 10);
  std::map<std::int64_t, std::string> reasons;
  for (const RejectedRow& row : kept) reasons[row.line] = row.pointer + " " + row.reason;
  ASSERT_EQ(reasons.size(), 5U);
  EXPECT_THAT(reasons[3], HasSubstr("the row has 3 cells, and the header has 8"));
  EXPECT_THAT(reasons[4], HasSubstr("/start"));
  EXPECT_THAT(reasons[5], HasSubstr("quotation mark"));
  EXPECT_THAT(reasons[7], HasSubstr("/granted_eur"));
  EXPECT_THAT(reasons[11], HasSubstr("quotation mark"));
  EXPECT_THAT(store.find("c:5")->value().json, HasSubstr("Otsikko; jossa on puolipiste"));
  EXPECT_THAT(store.find("c:7")->value().json, HasSubstr("\"granted_eur\":0.5"));
}

TEST_F(ImportTest, ReadsOlderExcelOnlyWhenToldTo) {
  const std::string table = "\xEF\xBB\xBFid,type,title.fi,licence,provenance.source,provenance.source_id\r\n";
  const std::string latin = table.substr(3) + "c:1,paper,\xE4iti \x80,unknown,c,1\r\n";
  ImportRequest request = request_of(latin, "csv");
  EXPECT_EQ(run(request).error().code, ErrorCode::source_shrank);
  EXPECT_EQ(store.quarantined("", 1)->front().pointer, "/title/fi");
  request.importer.read.encoding = "cp1252";
  EXPECT_EQ(run_well(request).total.added, 1);
  EXPECT_THAT(store.find("c:1")->value().json, HasSubstr("äiti €"));
  EXPECT_EQ(run_well(request_of(table + "c:1,paper,äiti €,unknown,c,1\r\n", "csv")).total.unchanged, 1);
}

TEST_F(ImportTest, RefusesATableWithoutAUsableHeader) {
  EXPECT_THAT(run(request_of("id,id\n", "csv")).error().message, HasSubstr("stands twice"));
  EXPECT_THAT(run(request_of("\n", "csv")).error().message, HasSubstr("no header"));
}

TEST_F(ImportTest, ReadsTheTableOfCordisByTheNamesOfItsHeader) {
  const std::string header =
      "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;objective;fundingScheme\n";
  const std::string project =
      "\"101999999\";\"KYLÄT\";\"SIGNED\";\"Villages that care\";\"2026-01-01\";\"2028-12-31\";";
  const std::string table =
      header + project + "\"1200000,5\";\"\";\"Tests community rides.\";\"HORIZON-IA\"\n" + header;
  EXPECT_EQ(run_well(request_of(table, "cordis-csv", "project.csv")).total.added, 1);
  const std::string json = store.find("cordis:101999999")->value().json;
  EXPECT_THAT(json, HasSubstr(R"("total_cost_eur":1200000.5)"));
  EXPECT_THAT(json, HasSubstr(R"("body":{"en":"Tests community rides."})"));
  EXPECT_THAT(json, Not(HasSubstr("granted_eur")));
}

TEST_F(ImportTest, TellsWhatIsWrongWithXml) {
  for (const auto& [xml, words] :
       {std::pair("<project><id>1</id>", "the XML is broken"), std::pair("<a/>", "no <project>"),
        std::pair("<project>\xE4</project>", "not UTF-8")}) {
    EXPECT_EQ(run(request_of(xml, "cordis-xml", "1.xml")).error().code, ErrorCode::source_shrank);
    EXPECT_THAT(store.quarantined("", 1)->front().reason, HasSubstr(words));
  }
}

TEST_F(ImportTest, TurnsRelativeDatesOfSamplesIntoDays) {
  ImportRequest request = request_of(
      R"({"id":"t:1","type":"project","title":{"fi":"today"},"start":"today-1d","end":"today+21d","licence":"unknown","provenance":{"source":"t","source_id":"1"}})",
      "samples");
  request.importer.read.today = *parse_date("2026-11-23");
  EXPECT_EQ(run_well(request).total.added, 1);
  const std::string json = store.find("t:1")->value().json;
  EXPECT_THAT(json, HasSubstr(R"("fi":"2026-11-23")"));
  EXPECT_THAT(json, HasSubstr(R"("start":"2026-11-22")"));
  EXPECT_THAT(json, HasSubstr(R"("end":"2026-12-14")"));
}

TEST_F(ImportTest, SaysWhichFormatWasMeant) {
  const auto refused = run(request_of("", "jsnl"));
  EXPECT_EQ(refused.error().code, ErrorCode::usage);
  EXPECT_THAT(refused.error().message, HasSubstr("jsonl"));
}

TEST_F(ImportTest, TellsHowFarItIs) {
  std::vector<ImportProgress> told;
  const std::string text = rows(0, 1'000);
  ASSERT_TRUE(run_import(store, request_of(text), settings, [&](const ImportProgress& at) { told.push_back(at); }));
  ASSERT_GT(told.size(), 3U);
  EXPECT_EQ(told.back().rows, 1'000);
  EXPECT_EQ(told.back().bytes, text.size());
  EXPECT_EQ(told.back().total_bytes, text.size());
}

}  // namespace
}  // namespace kohtaamo::corpora
