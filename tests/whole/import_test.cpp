// SPDX-License-Identifier: GPL-3.0-or-later
// Files in, answers out, through the real program: the contract that scripts lean on.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "config/json.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

using config::JsonDocument;

JsonDocument parsed(const std::string& text) {
  auto json = config::parse_json(text, {.max_depth = 32, .max_values = 1'000'000});
  EXPECT_TRUE(json) << text;
  return json ? std::move(*json) : JsonDocument();
}

std::int64_t number(const JsonDocument& json, const char* name) {
  return json.IsObject() && json.HasMember(name) ? json[name].GetInt64() : -1;
}

std::vector<std::string> operator+(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

constexpr std::string_view smallest_record =
    R"({"id":"src:1","type":"paper","title":{"fi":"Otsikko"},"body":{"fi":"Leipätekstiä"},"lang":["fi"],)"
    R"("licence":"unknown","provenance":{"source":"src","source_id":"1"}})";

TEST(Import, BringsTheSampleCorpusIntoStoreAndIndex) {
  const TemporaryFolder folder;
  const std::vector<std::string> import =
      std::vector<std::string>{"import", "--data", folder.path(), "--format", "samples", "--json"} + sample_files();
  const Ended first = indexer(import);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  const JsonDocument counts = parsed(first.out);
  EXPECT_EQ(number(counts, "rows"), 490);
  EXPECT_EQ(number(counts, "new"), 490);
  EXPECT_EQ(number(counts, "indexed"), 490);

  const JsonDocument check = parsed(indexer({"check", "--data", folder.path(), "--json"}).out);
  EXPECT_EQ(number(check, "documents"), 490);
  EXPECT_EQ(number(check, "indexed_seq"), number(check, "last_seq"));

  const JsonDocument again = parsed(indexer(import).out);
  EXPECT_EQ(number(again, "new"), 0);
  EXPECT_EQ(number(again, "changed"), 0);
  EXPECT_EQ(number(again, "indexed"), 0);
}

TEST(Import, ExportsWhatItReadAndReadsItBackUnchanged) {
  const TemporaryFolder folder;
  ASSERT_EQ(indexer(std::vector<std::string>{"import", "--data", folder / "a", "--format", "samples", "--no-index"} +
                    sample_files())
                .exit_code,
            0);
  for (const std::string format : {"jsonl", "csv"}) {
    const Ended exported = indexer({"export", "--data", folder / "a", "--format", format});
    ASSERT_EQ(exported.exit_code, 0) << exported.err;
    const std::string file = folder.file("all." + format, exported.out);
    const Ended back = indexer({"import", "--data", folder / "a", "--format", format, "--no-index", "--json", file});
    ASSERT_EQ(back.exit_code, 0) << back.err;
    EXPECT_EQ(number(parsed(back.out), "unchanged"), 490) << format << "\n" << back.out;
  }
}

TEST(Import, FindsTheSmallestRecord) {
  const TemporaryFolder folder;
  const std::string file = folder.file("one.jsonl", std::string(smallest_record) + "\n");
  const Ended import = indexer({"import", "--data", folder.path(), "--format", "jsonl", file});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  ASSERT_EQ(indexer({"index", "--data", folder.path()}).exit_code, 0);
  const Ended found = indexer({"search", "--data", folder.path(), "leipäteksti", "--json"});
  EXPECT_NE(found.out.find(R"("id":"src:1")"), std::string::npos) << found.out << found.err;
  EXPECT_EQ(indexer({"search", "--data", folder.path(), "muuta", "--fail-empty"}).exit_code, 1);
}

// Rows that are no records, and the words by which each is told.
struct BadRow {
  std::string name{}, line{}, place{};
};

std::vector<BadRow> bad_rows() {
  const auto record = [](std::string_view id, std::string_view more) {
    return fmt::format(
        R"({{"id":"src:{0}","type":"innovation","title":{{"fi":"Otsikko"}},"lang":["fi"],"licence":"unknown",)"
        R"("provenance":{{"source":"src","source_id":"{0}"}}{1}}})",
        id, more);
  };
  return {{.name = "broken line", .line = R"({"id":"src:2","type")", .place = "byte"},
          {.name = "unknown code", .line = record("3", R"(,"stage":"iddea")"), .place = "/stage"},
          {.name = "wrong date", .line = record("4", R"(,"dates":{"published":"2026-02-30"})"), .place = "/dates"},
          {.name = "bad UTF-8", .line = record("5", ",\"summary\":{\"fi\":\"\xC3\x28\"}"), .place = "byte"},
          {.name = "line too long",
           .line = record("6", R"(,"body":{"fi":")" + std::string(8'000, 'x') + "\"}"),
           .place = ""},
          {.name = "id twice", .line = std::string(smallest_record), .place = "/id"},
          {.name = "no title",
           .line = R"({"id":"src:7","type":"paper","lang":["fi"],"provenance":{"source":"src","source_id":"7"}})",
           .place = "/"}};
}

TEST(Import, KeepsBadRowsWithTheirPlaceAndTakesTheRest) {
  const TemporaryFolder folder;
  std::string text = std::string(smallest_record) + "\n";
  for (const BadRow& row : bad_rows()) text += row.line + "\n";
  const std::string file = folder.file("bad.jsonl", text);
  const Ended import = indexer({"import", "--data", folder.path(), "--format", "jsonl", "--json", file},
                               {.environment = {{"KOHTAAMO_IMPORT_MAX_LINE_BYTES", "4096"}}});
  EXPECT_EQ(import.exit_code, 3) << import.err;
  const JsonDocument counts = parsed(import.out);
  EXPECT_EQ(number(counts, "new"), 1);
  EXPECT_EQ(number(counts, "rejected"), static_cast<std::int64_t>(bad_rows().size()));

  const JsonDocument kept = parsed(indexer({"quarantine", "list", "--data", folder.path(), "--json"}).out);
  std::map<std::int64_t, std::string> pointers;
  for (const auto& row : kept.GetArray()) {
    pointers[row["line"].GetInt64()] = row["pointer"].GetString();
    EXPECT_GT(row["raw"].GetStringLength(), 0U);
    EXPECT_GT(row["reason"].GetStringLength(), 0U);
  }
  for (std::size_t i = 0; i < bad_rows().size(); ++i) {
    const BadRow row = bad_rows()[i];
    const auto found = pointers.find(static_cast<std::int64_t>(i) + 2);
    ASSERT_NE(found, pointers.end()) << row.name;
    EXPECT_TRUE(found->second.starts_with(row.place)) << row.name << ": " << found->second;
  }
  EXPECT_EQ(indexer({"check", "--data", folder.path()}).exit_code, 0);
}

TEST(Import, TellsOfAFileThatIsMissingAndReadsTheOthers) {
  const TemporaryFolder folder;
  const std::string file = folder.file("one.jsonl", smallest_record);
  const Ended import = indexer({"import", "--data", folder / "data", "--json", folder / "none.jsonl", file});
  EXPECT_EQ(import.exit_code, 66);
  EXPECT_NE(import.err.find("none.jsonl"), std::string::npos) << import.err;
  EXPECT_EQ(number(parsed(import.out), "new"), 1);
  const Ended only = indexer({"import", "--data", folder / "data", folder / "none.jsonl"});
  EXPECT_EQ(only.exit_code, 66);
  EXPECT_EQ(only.out, "");
}

TEST(Import, RefusesACompleteRunThatLosesMuch) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      indexer({"import", "--data", folder.path(), "--no-index", folder.file("many.jsonl", many_records(10))}).exit_code,
      0);
  const std::string fewer = folder.file("fewer.jsonl", many_records(5));
  EXPECT_EQ(indexer({"import", "--data", folder.path(), "--complete", fewer}).exit_code, 65);
  const Ended meant = indexer({"import", "--data", folder.path(), "--complete", "--allow-shrink", "--json", fewer});
  ASSERT_EQ(meant.exit_code, 0) << meant.err;
  EXPECT_EQ(number(parsed(meant.out), "deleted"), 5);
  EXPECT_EQ(indexer({"check", "--data", folder.path()}).exit_code, 0);
}

// One question finds its record first, the other second, the third has nothing relevant and does not count.
TEST(Evaluate, MeasuresASmallJudgedSet) {
  const TemporaryFolder folder;
  const auto record = [](std::string_view id, std::string_view title, std::string_view body) {
    return fmt::format(R"({{"id":"t:{0}","type":"paper","title":{{"en":"{1}"}},"body":{{"en":"{2}"}},"lang":["en"],)"
                       R"("licence":"unknown","provenance":{{"source":"t","source_id":"{0}"}}}})"
                       "\n",
                       id, title, body);
  };
  const std::string records = record("1", "Loneliness", "Old people alone") +
                              record("2", "Money", "About housing, once") +
                              record("3", "Housing", "Housing and housing again");
  ASSERT_EQ(indexer({"import", "--data", folder.path(), folder.file("r.jsonl", records)}).exit_code, 0);
  const std::string questions = folder.file("q.jsonl", R"({"id":"a","title":"loneliness","text":""})"
                                                       "\n"
                                                       R"({"id":"b","title":"","text":"housing"})"
                                                       "\n"
                                                       R"({"id":"c","title":"money","text":""})"
                                                       "\n");
  const std::string qrels = folder.file("qrels.tsv", "a\t1\t1\nb\t0\tt:2\t1\nc\t2\t0\n");
  const Ended evaluated = indexer({"evaluate", "--data", folder.path(), "--queries", questions, "--text", "title+text",
                                   "--qrels", qrels, "--lang", "en", "--run", folder / "run.txt"});
  ASSERT_EQ(evaluated.exit_code, 0) << evaluated.err;
  const JsonDocument found = parsed(evaluated.out);
  EXPECT_EQ(number(found, "queries"), 2);
  EXPECT_NEAR(found["ndcg@10"].GetDouble(), (1 + 1 / std::log2(3)) / 2, 1e-9);
  EXPECT_NEAR(found["mrr@10"].GetDouble(), 0.75, 1e-9);
  EXPECT_NEAR(found["map"].GetDouble(), 0.75, 1e-9);
  EXPECT_NEAR(found["recall@100"].GetDouble(), 1, 1e-9);
}

}  // namespace
}  // namespace kohtaamo::tests
