// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/language.h"

#include <gtest/gtest.h>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

TEST(Language, IsReadFromItsCodes) {
  for (const Language language : all_languages) EXPECT_EQ(parse_language(to_text(language)), language);
  EXPECT_EQ(parse_language("fi-FI"), Language::fi);
  EXPECT_EQ(parse_language("FIN"), Language::fi);
  EXPECT_EQ(parse_language("swe"), Language::sv);
  EXPECT_EQ(parse_language("en_GB"), Language::en);
  for (const std::string_view code : {"", "de", "finnish", "f", "-fi"})
    EXPECT_EQ(parse_language(code), std::nullopt) << code;
}

TEST(Language, IsDetected) {
  for (const auto& row : read_rows("languages.tsv")) {
    const std::optional<Language> language = detect_language(row.at(1));
    EXPECT_EQ(language ? to_text(*language) : "-", row.at(0)) << row.at(1);
    EXPECT_EQ(detect_language(row.at(1), shared_analyzer()), language) << row.at(1);
  }
}

TEST(Language, IsDetectedInBrokenText) {
  EXPECT_EQ(detect_language("Vanhusten yksin\xFF\xC3isyyden v\u00E4hent\u00E4minen kyliss\u00E4 ja kunnissa"),
            Language::fi);
  EXPECT_EQ(detect_language("\xFF\xFE\xFD"), std::nullopt);
}

}  // namespace
}  // namespace kohtaamo::stemming
