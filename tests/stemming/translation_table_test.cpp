// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/translation_table.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;

const std::vector<TermPair> rows{
    {.from = Language::fi, .to = Language::en, .term = "asunnottomuus", .translation = "homeless", .weight = 0.7071},
    {.from = Language::sv,
     .to = Language::fi,
     .term = "stöd",
     .translation = "tuki",
     .weight = 1,
     .by = TranslatedBy::vocabulary},
};

TEST(TranslationTable, IsReadAsItWasWritten) {
  const auto read = parse_translations(to_tsv(rows), "learnt.tsv");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(*read, rows);
}

TEST(TranslationTable, LooksLikeItsExample) {
  EXPECT_EQ(to_tsv(std::span(rows).first(1)),
            "# from\tto\tterm\ttranslation\tweight\tby\n"
            "fi\ten\tasunnottomuus\thomeless\t0.7071\tlearnt\n");
}

TEST(TranslationTable, SaysWhereItIsBroken) {
  for (const std::string_view line :
       {"fi\ten\ta\tb\t0.5", "fi\ten\ta\tb\t0.5\tlearnt\t", "fi\tde\ta\tb\t0.5\tlearnt", "fi\tfi\ta\tb\t0.5\tlearnt",
        "fi\ten\t\tb\t0.5\tlearnt", "fi\ten\ta\t\t0.5\tlearnt", "fi\ten\ta\tb\t0\tlearnt", "fi\ten\ta\tb\t1.5\tlearnt",
        "fi\ten\ta\tb\tnan\tlearnt", "fi\ten\ta\tb\t0.5x\tlearnt", "fi\ten\ta\tb\t0.5\tguessed"}) {
    const auto read = parse_translations(std::string("# a comment\n") + std::string(line) + "\n", "learnt.tsv");
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().code, ErrorCode::bad_record) << line;
    EXPECT_EQ(read.error().where, "learnt.tsv:2") << line;
  }
}

TEST(TranslationTable, IsKeptInAFile) {
  const std::string path = std::filesystem::temp_directory_path() / "TranslationTableIsKeptInAFile.tsv";
  ASSERT_TRUE(write_translations(path, {}));
  ASSERT_TRUE(write_translations(path, rows)) << "replaces what was there";
  const auto read = read_translations(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(*read, rows);
}

TEST(TranslationTable, FailsWithoutAFileOrFolder) {
  EXPECT_EQ(read_translations("/nowhere/learnt.tsv").error().code, ErrorCode::file_missing);
  EXPECT_EQ(write_translations("/nowhere/learnt.tsv", rows).error().code, ErrorCode::cannot_write);
}

}  // namespace
}  // namespace kohtaamo::stemming
