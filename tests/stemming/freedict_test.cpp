// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/freedict.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "clock – kello 1 1 n" for each pair.
std::vector<std::string> lines_of(const std::vector<DictionaryPair>& pairs) {
  std::vector<std::string> lines;
  for (const DictionaryPair& pair : pairs) {
    lines.push_back(
        fmt::format("{} – {} {} {} {}", pair.headword, pair.translation, pair.sense, pair.order, pair.part_of_speech));
  }
  return lines;
}

std::vector<std::string> read_entry(std::string_view entry) { return lines_of(parse_dictionary_entry(entry)); }

TEST(Freedict, ReadsTranslationsAndNotDefinitions) {
  EXPECT_THAT(read_entry("kelloseppä /kˈellosˌepːæ/ <n>\nwatchmaker\nammattilainen, joka valmistaa kelloja\n"),
              ElementsAre("kelloseppä – watchmaker 1 1 n"));
  EXPECT_THAT(read_entry("clock /klok/ //klɒk// <n>\n1. kello, aikarauta\nan instrument\n2. mittari\na meter\n"),
              ElementsAre("clock – kello 1 1 n", "clock – aikarauta 1 2 n", "clock – mittari 2 3 n"));
}

TEST(Freedict, ReadsPastSensesThatRepeatTheOneBefore) {
  EXPECT_THAT(
      read_entry("able //ə.bl̩// <suffix>\n1. tava 2.\nable to be done\n 3.\ndue to be\n2. kelpoinen, tava\nfit\n"),
      ElementsAre("able – tava 1 1 suffix", "able – kelpoinen 2 2 suffix", "able – tava 2 3 suffix"));
}

TEST(Freedict, ReadsPastDefinitionsThatBeginWithANumber) {
  EXPECT_THAT(read_entry("May /meɪ/ <pn>\ntoukokuu\n5. month of the year\n"), ElementsAre("May – toukokuu 1 1 pn"));
}

TEST(Freedict, LeavesRemarksOut) {
  EXPECT_THAT(read_entry("kellua <v>\nfloat (on water), drift [on [the] sea]\n"),
              ElementsAre("kellua – float 1 1 v", "kellua – drift 1 2 v"));
}

TEST(Freedict, ReadsHeadingsWithoutSoundOrPartOfSpeech) {
  EXPECT_THAT(read_entry("Abo\nTurku"), ElementsAre("Abo – Turku 1 1 "));
  EXPECT_THAT(read_entry("and/or /ænd/ <conjunction>\nja/tai"), ElementsAre("and/or – ja/tai 1 1 conjunction"));
}

TEST(Freedict, GetsNothingFromWhatIsNoEntry) {
  for (const std::string_view entry : {"", "\n", "clock", "clock /klok/ <n>\n", "\nkello\n", "<n>", "x\n, ,\n"})
    EXPECT_THAT(read_entry(entry), IsEmpty()) << entry;
}

// Two entries of 11 and 12 bytes.
constexpr std::string_view entries = "yksi <n>\n1 kaksi\ntwo, pair";
constexpr std::string_view index = "00databaseinfo\tA\tB\nkaksi\tL\tP\nkaksonen\tL\tP\nyksi\tA\tL\n";

TEST(Freedict, ReadsEachEntryOnceInTheirOrder) {
  const auto pairs = parse_dictionary(index, entries, "x.index");
  ASSERT_TRUE(pairs) << to_text(pairs.error());
  EXPECT_THAT(lines_of(*pairs), ElementsAre("yksi – 1 1 1 n", "kaksi – two 1 1 ", "kaksi – pair 1 2 "));
}

TEST(Freedict, SaysWhereAnIndexIsBroken) {
  for (const std::string_view line : {"yksi", "yksi\tA", "yksi\tA\t", "yksi\tA\t!", "yksi\tA\tz", "yksi\tBAA\tB",
                                      "yksi\t////////////\tB", "yksi\tB\t//////////", ""}) {
    const auto pairs = parse_dictionary(fmt::format("yksi\tA\tL\n{}\n", line), entries, "x.index");
    ASSERT_FALSE(pairs) << line;
    EXPECT_EQ(pairs.error().code, ErrorCode::bad_record);
    EXPECT_EQ(pairs.error().where, "x.index:2");
  }
}

class FreedictFiles : public ::testing::Test {
 protected:
  FreedictFiles() { std::filesystem::create_directories(folder_); }
  ~FreedictFiles() override { std::filesystem::remove_all(folder_); }

  void write_index() const { std::ofstream(path() + ".index", std::ios::binary) << index; }
  void write_entries() const {
    gzFile file = gzopen((path() + ".dict.dz").c_str(), "wb");
    gzwrite(file, entries.data(), static_cast<unsigned>(entries.size()));
    gzclose(file);
  }
  std::string path() const { return (folder_ / "numbers").string(); }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(FreedictFiles, AreReadPacked) {
  write_index();
  write_entries();
  const auto pairs = read_dictionary(path());
  ASSERT_TRUE(pairs) << to_text(pairs.error());
  EXPECT_EQ(pairs->size(), 3U);
}

TEST_F(FreedictFiles, AreMissedByName) {
  EXPECT_EQ(read_dictionary(path()).error().code, ErrorCode::file_missing);
  EXPECT_EQ(read_dictionary(path()).error().where, path() + ".index");
  write_index();
  EXPECT_EQ(read_dictionary(path()).error().code, ErrorCode::file_missing);
  EXPECT_EQ(read_dictionary(path()).error().where, path() + ".dict.dz");
}

TEST_F(FreedictFiles, AreRefusedWhenCutShort) {
  write_index();
  write_entries();
  const std::string packed = path() + ".dict.dz";
  std::filesystem::resize_file(packed, std::filesystem::file_size(packed) - 9);
  const auto pairs = read_dictionary(path());
  ASSERT_FALSE(pairs);
  EXPECT_EQ(pairs.error().code, ErrorCode::bad_record);
  EXPECT_THAT(to_text(pairs.error()), HasSubstr("numbers.dict.dz"));
}

TEST(Freedict, MakesEarlierTranslationsSurerAndLeavesAffixesOut) {
  const std::vector<DictionaryPair> pairs{
      {.headword = "clock", .translation = "kello", .order = 1},
      {.headword = "clock", .translation = "mittari", .sense = 2, .order = 2},
      {.headword = "able", .translation = "tava", .part_of_speech = "suffix"},
  };
  const std::vector<TextPair> text_pairs = to_text_pairs(pairs);
  ASSERT_EQ(text_pairs.size(), 2U);
  EXPECT_EQ(text_pairs[0].to, "kello");
  EXPECT_GT(text_pairs[0].certainty, text_pairs[1].certainty);
}

TEST(Freedict, IsReadAsDebianPacksIt) {
  const auto pairs = read_dictionary(std::string(freedict_fin_eng));
  if (!pairs && pairs.error().code == ErrorCode::file_missing) GTEST_SKIP() << to_text(pairs.error());
  ASSERT_TRUE(pairs) << to_text(pairs.error());
  EXPECT_GT(pairs->size(), 40'000U);
  EXPECT_THAT(*pairs, ::testing::Contains(DictionaryPair{
                          .headword = "kelloseppä", .translation = "watchmaker", .part_of_speech = "n"}));
}

struct PackedRow {
  std::string_view path{};
  DictionaryPair pair{};
};

TEST(Freedict, JoinsSwedishWithFinnishAndEnglish) {
  const std::vector<PackedRow> rows{
      {freedict_fin_swe, {.headword = "tarve", .translation = "behov", .part_of_speech = "n"}},
      {freedict_swe_fin, {.headword = "behov", .translation = "tarve", .part_of_speech = "n, neut"}},
      {freedict_eng_swe, {.headword = "frog", .translation = "groda"}},
      {freedict_swe_eng, {.headword = "komet", .translation = "comet"}},
  };
  for (const PackedRow& row : rows) {
    const auto pairs = read_dictionary(std::string(row.path));
    if (!pairs && pairs.error().code == ErrorCode::file_missing) GTEST_SKIP() << to_text(pairs.error());
    ASSERT_TRUE(pairs) << to_text(pairs.error());
    EXPECT_THAT(*pairs, ::testing::Contains(row.pair)) << row.path;
  }
}

}  // namespace
}  // namespace kohtaamo::stemming
