// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/export.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "corpora/import/cell_text.h"
#include "corpora/record_json.h"
#include "tests/corpora/any_record.h"
#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ExportTest : public ImportTest {
 protected:
  std::string csv(const RecordFilter& filter = {}) { return text_of(export_csv, filter); }
  std::string jsonl(const RecordFilter& filter = {}) { return text_of(export_jsonl, filter); }

 private:
  std::string text_of(auto write, const RecordFilter& filter) {
    std::string text;
    auto written = write(store, filter, [&](std::string_view piece) -> config::Result<void> {
      text += piece;
      return {};
    });
    EXPECT_TRUE(written);
    return text;
  }
};

TEST_F(ExportTest, WritesJsonLinesAsStoredThatImportToTheSame) {
  run_well(request_of(rows(0, 3)));
  EXPECT_EQ(jsonl(), store.find("t:0")->value().json + "\n" + store.find("t:1")->value().json + "\n" +
                         store.find("t:2")->value().json + "\n");
  EXPECT_EQ(run_well(request_of(jsonl())).total.unchanged, 3);
}

TEST_F(ExportTest, TakesOnlyTheTypeAndSourceAskedFor) {
  run_well(request_of(row("1", "a", "x") + row("2", "b", "y")));
  EXPECT_THAT(jsonl({.source = "y"}), StartsWith("{\"id\":\"y:2\""));
  EXPECT_EQ(jsonl({.type = "need"}), "");
}

// The attack I06 of RELIABILITY.md section 7.
TEST_F(ExportTest, GuardsCellsThatAreFormulasAndReadsThemBack) {
  for (const std::string begin : {"=", "+", "-", "@", "'", "\\t"}) run_well(request_of(row("1", begin + "SUM(A1)")));
  run_well(request_of(row("1", "=cmd|' /C calc'!A0")));
  const std::string before = jsonl(), table = csv();
  EXPECT_THAT(table, HasSubstr("'=cmd|' /C calc'!A0"));
  EXPECT_EQ(run_well(request_of(table, "csv")).total.unchanged, 1);
  EXPECT_EQ(jsonl(), before);
}

struct CellCase {
  std::string text{}, cell{};
};

TEST(CellText, RestoresWhatItGuards) {
  for (const auto& [text, cell] : {CellCase{"=1+1", "'=1+1"}, CellCase{"'tis", "''tis"}, CellCase{"-5", "'-5"},
                                   CellCase{"a=b", "a=b"}, CellCase{"", ""}, CellCase{"\tx", "'\tx"}}) {
    EXPECT_EQ(guarded_cell(text), cell);
    EXPECT_EQ(unguarded_cell(cell), text);
  }
  EXPECT_EQ(unguarded_cell("'tis"), "'tis");  // of another program: nothing to restore
}

TEST(CellText, KeepsItemsApartThatHaveTheMarkInThem) {
  EXPECT_EQ(joined_cell({"a|b", "c\\", "d"}), "a\\|b|c\\\\|d");
  EXPECT_THAT(split_cell("a\\|b|c\\\\|d"), ElementsAre("a|b", "c\\", "d"));
  EXPECT_THAT(split_cell(" a | b |"), ElementsAre("a", "b"));
}

RC_GTEST_FIXTURE_PROP(ExportTest, GivesEveryRecordBackFromATable, ()) {
  Record record = any_record();
  record.extra_json.clear();  // unknown members become texts
  RC_PRE(read_record(to_json(record)).has_value());
  record = read_record(to_json(record))->record;
  RC_ASSERT(store.put({record}).has_value());
  const std::string table = csv(), before = jsonl();
  const auto report = run(request_of(table, "csv"));
  RC_ASSERT(report.has_value());
  RC_LOG() << table << (report->first_rejected.empty() ? "" : to_text(report->first_rejected[0]));
  RC_ASSERT(jsonl() == before);
  RC_ASSERT(report->total.unchanged == 1);
}

}  // namespace
}  // namespace kohtaamo::corpora
