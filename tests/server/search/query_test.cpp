// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/query.h"
#include "tests/support/source_files.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>

namespace kohtaamo::server {
namespace {

struct Row {
  std::string typed, read_as, notice;
};

std::vector<Row> rows() {
  std::ifstream file(tests::source_path("tests/cases/query.tsv"));
  std::vector<Row> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    all.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return all;
}

TEST(Query, IsReadAsInTheTable) {
  ASSERT_GT(rows().size(), 30U);
  for (const Row& row : rows()) {
    const auto parsed = parse_query(row.typed, {});
    ASSERT_TRUE(parsed) << row.typed;
    // A root of one group is written without its outer brackets.
    std::string expected = row.read_as == "(nothing)" ? "" : row.read_as;
    EXPECT_EQ(to_text(parsed->root), expected) << row.typed;
    const std::string notice = parsed->notices.empty() ? "-" : parsed->notices.front().code;
    EXPECT_EQ(notice, row.notice) << row.typed;
  }
}

TEST(Query, SaysWhereItIsOdd) {
  const auto parsed = parse_query("koti ja \"vailla loppua", {});
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->notices.size(), 1U);
  EXPECT_EQ(parsed->notices[0].where, "q:9");
}

// RELIABILITY's query-of-death limits, each named in the message.
TEST(Query, RefusesWhatIsTooMuchBeforeAnythingIsSearched) {
  struct TooMuch {
    std::string text, named;
  };
  std::string words, brackets, operators, wildcards, phrase = "\"";
  for (int i = 0; i < 40; ++i) {
    words += "w ";
    brackets += "(a AND ";
    operators += "a AND ";
    wildcards += "abc* ";
    phrase += "w ";
  }
  phrase += "\"";
  for (const TooMuch& row :
       {TooMuch{std::string(600, 'a'), "bytes"}, TooMuch{words, "words"}, TooMuch{brackets, "levels"},
        TooMuch{operators, "operators"}, TooMuch{wildcards, "with *"}, TooMuch{phrase, "phrase"}}) {
    const auto parsed = parse_query(row.text, {});
    ASSERT_FALSE(parsed) << row.text;
    EXPECT_EQ(parsed.error().code, config::ErrorCode::query_too_complex);
    EXPECT_NE(parsed.error().message.find(row.named), std::string::npos) << parsed.error().message;
  }
}

RC_GTEST_PROP(Query, NeverFailsOnPeoplesText, ()) {
  config::SearchSettings limits;
  limits.max_query_bytes = 1 << 20;
  limits.max_terms = limits.max_operators = limits.max_wildcards = limits.max_phrase_words = 1 << 20;
  limits.max_depth = 100;
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "a", "NOT", "AND", "OR", "(", ")", "\"", "-", "*", ":", "title:", "stage:", " ", "ä*", "“"));
  std::string text;
  for (const std::string& piece : pieces) text += piece + (*rc::gen::arbitrary<bool>() ? " " : "");
  if (std::ranges::count(text, '(') > 90) return;
  const auto parsed = parse_query(text, limits);
  RC_ASSERT(parsed.has_value());
  const std::string again = to_text(parsed->root);
  const auto reparsed = parse_query(again, limits);
  RC_ASSERT(reparsed.has_value());
  RC_ASSERT(to_text(reparsed->root) == again);
}

}  // namespace
}  // namespace kohtaamo::server
