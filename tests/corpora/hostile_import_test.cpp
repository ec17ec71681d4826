// SPDX-License-Identifier: GPL-3.0-or-later
// Files made to hurt: each is refused or does nothing, quickly, and says why.
#include <gmock/gmock.h>
#include <zlib.h>

#include <array>
#include <filesystem>

#include "tests/corpora/archives.h"
#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string gzipped_zeros(std::size_t bytes) {
  z_stream zip{};
  deflateInit2(&zip, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string piece(1 << 20, '\0'), packed, room(1 << 16, '\0');
  for (std::size_t done = 0; done < bytes; done += piece.size()) {
    zip.next_in = reinterpret_cast<Bytef*>(piece.data());
    zip.avail_in = static_cast<uInt>(piece.size());
    const int flush = done + piece.size() >= bytes ? Z_FINISH : Z_NO_FLUSH;
    do {
      zip.next_out = reinterpret_cast<Bytef*>(room.data());
      zip.avail_out = static_cast<uInt>(room.size());
      deflate(&zip, flush);
      packed.append(room.data(), room.size() - zip.avail_out);
    } while (zip.avail_out == 0);
  }
  deflateEnd(&zip);
  return packed;
}

std::string project(const std::string& id, const std::string& title) {
  return "<project><id>" + id + "</id><title>" + title + "</title></project>";
}

class HostileImportTest : public ImportTest {
 protected:
  // Why the only row, or the whole file, was refused.
  std::string refusal(const std::string& bytes, const std::string& format) {
    const auto report = run(request_of(bytes, format, "hostile"));
    if (!report) return report.error().message;
    if (!report->file_errors.empty()) return report->file_errors.front().message;
    return report->first_rejected.empty() ? "" : report->first_rejected.front().message;
  }
  std::string stored_text() {
    std::string all;
    const auto records = *store.records_after("", {}, 100);
    for (const StoredRecord& stored : records) all += stored.json;
    return all;
  }
};

// --- I01: XML ---------------------------------------------------------------------------------

TEST_F(HostileImportTest, NeverExpandsEntitiesOfXml) {
  std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
  for (int level = 1; level < 10; ++level) {
    laughs += "<!ENTITY lol" + std::to_string(level) + " \"";
    for (int times = 0; times < 10; ++times) laughs += level == 1 ? "&lol;" : "&lol" + std::to_string(level - 1) + ";";
    laughs += "\">";
  }
  laughs += "]>" + project("1", "&lol9;");
  EXPECT_EQ(run_well(request_of(laughs, "cordis-xml", "1.xml")).total.added, 1);
  EXPECT_THAT(stored_text(), Not(HasSubstr("lollol")));
}

TEST_F(HostileImportTest, NeverLooksUpWhatXmlPointsTo) {
  const std::string secret = folder.path() + "/secret.txt";
  std::ofstream(secret) << "must not be read";
  run_well(request_of("<!DOCTYPE project [<!ENTITY x SYSTEM \"file://" + secret +
                          "\"><!ENTITY % y SYSTEM \"http://127.0.0.1:1/\">%y;]>" + project("1", "A title &x;"),
                      "cordis-xml", "1.xml"));
  EXPECT_THAT(stored_text(), Not(HasSubstr("must not")));
}

TEST_F(HostileImportTest, RefusesXmlThatIsNestedAMillionDeep) {
  std::string deep;
  for (int level = 0; level < 1'000'000; ++level) deep += "<a>";
  std::string closed = deep;
  for (int level = 0; level < 1'000'000; ++level) closed += "</a>";
  for (const char* format : {"cordis-xml", "oai-dc", "oai-kohtaamo"}) {
    EXPECT_THAT(refusal(closed, format), HasSubstr("nested deeper than 128")) << format;
    EXPECT_THAT(refusal(deep, format), HasSubstr("the XML is broken")) << format;
  }
}

TEST_F(HostileImportTest, RefusesXmlInOtherEncodingsWhateverItDeclares) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : project("1", "a")) utf16 += std::string(1, c) + '\0';
  for (const char* format : {"cordis-xml", "oai-dc"}) {
    EXPECT_THAT(refusal(utf16, format), HasSubstr("UTF-16")) << format;
    EXPECT_THAT(refusal(utf16.substr(2), format), HasSubstr("NUL")) << format;
    EXPECT_THAT(refusal("<?xml version='1.0' encoding='ISO-8859-1'?>" + project("1", "\xE4iti"), format),
                HasSubstr("not UTF-8, whatever the XML declares"))
        << format;
  }
  const std::string wrong = "<?xml version='1.0' encoding='ISO-8859-1'?>" + project("1", "Äiti");
  EXPECT_EQ(run_well(request_of(wrong, "cordis-xml", "1.xml")).total.added, 1);  // it is UTF-8, and said otherwise
  EXPECT_THAT(stored_text(), HasSubstr("Äiti"));
}

// --- I05: tables; bad_cells.csv has the ragged rows and open quotation marks ------------------

constexpr const char* header = "id;type;title.fi;licence;provenance.source;provenance.source_id\n";

std::string cells(const std::string& id, const std::string& title) {
  return "c:" + id + ";paper;" + title + ";unknown;c;" + id + "\n";
}

TEST_F(HostileImportTest, ReadsATableOfQuotationMarksInOneGo) {
  const std::string bomb(2 << 20, '"');
  const ImportReport report =
      run_well(request_of("\xEF\xBB\xBF" + std::string(header) + cells("1", "ennen") + bomb + "\n" +
                              cells("2", "\"" + std::string(100'000, '\n')) + cells("3", "jälkeen"),
                          "csv", "bomb.csv"));
  EXPECT_THAT(stored_text(), HasSubstr("ennen"));
  EXPECT_GE(report.total.rejected, 1);
}

TEST_F(HostileImportTest, TellsRowAndColumnOfANulAndOfAnOverLongLine) {
  settings.max_line_bytes = 1 << 20;
  const std::string nul = std::string("pa") + '\0' + "ha";
  const ImportReport report = run_well(request_of(
      header + cells("1", "ennen") + cells("2", nul) + cells("3", std::string(100 << 20, 'a')) + cells("4", "jälkeen"),
      "csv", "bad.csv"));
  EXPECT_EQ(report.total.added, 2);
  ASSERT_EQ(report.first_rejected.size(), 2U);
  EXPECT_EQ(report.first_rejected[0].where, "bad.csv:3 /title/fi");
  EXPECT_THAT(report.first_rejected[0].message, HasSubstr("NUL"));
  EXPECT_EQ(report.first_rejected[1].where, "bad.csv:4");
  EXPECT_THAT(report.first_rejected[1].message, HasSubstr("longer than"));
}

TEST_F(HostileImportTest, PassesOverWhatExcelWritesAroundATable) {
  const std::string table =
      "\xEF\xBB\xBFsep=;\r\nid;type;title.fi;licence;provenance.source;provenance.source_id;;\r\n"
      "c:1;paper;\"Kylä, tupa\r\nja; kahvi\";unknown;c;1;;\r\n;;;;;;;\r\n"
      "c:2;paper;Toinen;unknown;c;2;;tämä on sarakkeetta\r\n;;;;;;;\r\n";
  const ImportReport report = run_well(request_of(table, "csv", "excel.csv"));
  EXPECT_EQ(report.total.added, 1);
  EXPECT_THAT(stored_text(), HasSubstr(R"("fi":"Kylä, tupa\nja; kahvi")"));
  ASSERT_EQ(report.first_rejected.size(), 1U);
  EXPECT_EQ(report.first_rejected[0].where, "excel.csv:6");
  EXPECT_THAT(report.first_rejected[0].message, HasSubstr("cell 8 has something in it"));
}

TEST_F(HostileImportTest, TellsThatTheHeaderItselfIsInAnotherEncoding) {
  EXPECT_THAT(refusal("id;tyyppi;m\xE4\xE4r\xE4\n1;2;3\n", "csv"),
              AllOf(HasSubstr("column 3 of the header"), HasSubstr("--encoding cp1252")));
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string(header)) utf16 += std::string(1, c) + '\0';
  EXPECT_THAT(refusal(utf16, "csv"), HasSubstr("save it as CSV UTF-8"));
}

TEST_F(HostileImportTest, TellsOfCarriageReturnsInThePlaceOfLines) {
  EXPECT_THAT(refusal("id;type\rc:1;paper\rc:2;paper\r", "csv"), HasSubstr("a carriage return stands alone"));
  const ImportReport report = run_well(request_of(
      header + cells("1", "ennen\rjälkeen") + cells("2", "hyvä") + cells("3", "\"ennen\rjälkeen\""), "csv", "cr.csv"));
  EXPECT_EQ(report.total.added, 2);
  EXPECT_EQ(report.first_rejected.at(0).where, "cr.csv:2");
}

TEST_F(HostileImportTest, ReadsAnArrayBehindAByteOrderMark) {
  EXPECT_EQ(run_well(request_of("\xEF\xBB\xBF[" + row("1") + "]", "jsonl", "bom.json")).total.added, 1);
}

TEST_F(HostileImportTest, TellsInWhichFileADocumentIsNestedTooDeep) {
  const auto report = run(request_of(std::string(1'000'000, '['), "sedia", "deep.json"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().where, "deep.json");
}

TEST_F(HostileImportTest, OfADeepRowAmongOthersRefusesThatRowAlone) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const auto row_of_call = [](const std::string& id, const std::string& title) {
    return R"({"id":")" + id + R"(","due":"2026-12-01","nameFi":)" + title + "}";
  };
  for (const auto& [begin, between, end] : {std::array{"[", ",\n", "]"}, std::array{"", "\n", ""}}) {
    const ImportReport report =
        run_well(request_of(begin + row_of_call("1", R"("Ennen")") + between + row_of_call("2", deep) + between +
                                row_of_call("3", R"("Jälkeen")") + end,
                            "research-fi-calls", "deep.json"));
    EXPECT_EQ(report.total.added + report.total.unchanged, 2);
    ASSERT_EQ(report.total.rejected, 1);
    EXPECT_THAT(report.first_rejected[0].where, HasSubstr("deep.json:2 byte "));
    EXPECT_THAT(report.first_rejected[0].message, HasSubstr("nested deeper"));
  }
}

TEST_F(HostileImportTest, KeepsNoCellsBeyondThoseThatATableMayHave) {
  std::string wide;
  while (wide.size() < 8 << 20) wide += "a;";
  const ImportReport report =
      run_well(request_of(header + cells("1", "ennen") + wide + "\n" + cells("2", "jälkeen"), "csv", "c.csv"));
  EXPECT_EQ(report.total.added, 2);
  ASSERT_EQ(report.total.rejected, 1);
  EXPECT_EQ(report.first_rejected[0].where, "c.csv:3");
  EXPECT_THAT(report.first_rejected[0].message, HasSubstr("more than 4096 cells"));
  EXPECT_THAT(refusal(wide + "\n", "csv"), HasSubstr("more than 4096 columns"));
}

// --- I07: no PDF is read ----------------------------------------------------------------------

TEST_F(HostileImportTest, ReadsNoPdfInAnyFormat) {
  const std::string pdf = "%PDF-1.7\n1 0 obj\n<< /Encrypt 2 0 R >>\nendobj\n%%EOF\n";
  for (const ImportFormat& format : import_formats()) {
    SCOPED_TRACE(format.name);
    EXPECT_THAT(refusal(pdf, std::string(format.name)), Not(IsEmpty()));
  }
  EXPECT_EQ(*store.count(), 0);
}

// --- I08: archives ----------------------------------------------------------------------------

TEST_F(HostileImportTest, WritesNothingThatAnArchiveNames) {
  const auto before = std::distance(std::filesystem::recursive_directory_iterator(folder.path()), {});
  for (const bool as_zip : {true, false}) {
    const std::string archive =
        archived({{.name = "../../../../../../" + folder.path() + "/evil.xml", .bytes = project("1", "Yksi otsikko")},
                  {.name = folder.path() + "/absolute.xml", .bytes = project("2", "Toinen otsikko")},
                  {.name = "link.xml", .kind = Packed::link_kind, .link = "/etc/passwd"},
                  {.name = "folder.xml/", .kind = Packed::folder_kind}},
                 as_zip);
    const ImportReport report = run_well(request_of(archive, "cordis-xml", "slip"));
    // Read as rows under the names they claim. A link is passed over; in a zip, which tells it only at its
    // end, it is a file with the place it points to, which is no XML.
    EXPECT_EQ(report.total.added + report.total.unchanged, 2);
    EXPECT_EQ(report.total.rejected, as_zip ? 1 : 0);
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/evil.xml"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/absolute.xml"));
  EXPECT_THAT(stored_text(), Not(HasSubstr("root:")));
  EXPECT_EQ(std::distance(std::filesystem::recursive_directory_iterator(folder.path()), {}), before);
}

TEST_F(HostileImportTest, CutsWhatUnpacksToAThousandTimesItsSize) {
  settings.max_line_bytes = 1 << 20;
  const std::string bomb = gzipped_zeros(std::size_t{256} << 20);
  EXPECT_GT((std::size_t{256} << 20) / bomb.size(), 1'000U);
  for (const char* format : {"jsonl", "csv", "cordis-xml", "oai-dc", "haeavustuksia", "sedia", "eura-page"})
    EXPECT_THAT(refusal(bomb, format), Not(IsEmpty())) << format;
  EXPECT_THAT(refusal(bomb, "jsonl"), AnyOf(HasSubstr("thousand times"), HasSubstr("longer than")));
  EXPECT_EQ(*store.count(), 0);
}

TEST_F(HostileImportTest, RefusesWhatIsPackedTwice) {
  const std::string archive = archived({{.name = "1.xml", .bytes = gzipped_zeros(8 << 20)}}, true);
  EXPECT_THAT(refusal(archive, "cordis-xml"), HasSubstr("not UTF-8"));  // the inner one is not unpacked
}

}  // namespace
}  // namespace kohtaamo::corpora
