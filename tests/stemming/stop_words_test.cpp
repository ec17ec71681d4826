// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/stop_words.h"

#include <gtest/gtest.h>

#include "stemming/embedded_files.h"
#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

bool is_stop(std::string_view word, Language language) {
  return shared_analyzer().terms_of(word, language)->is_stop_word;
}

TEST(StopWords, AreFoundInEachLanguage) {
  for (const std::string_view word : {"ja", "Ja", "olisivat", "heidän", "että", "niillä"}) {
    EXPECT_TRUE(is_stop(word, Language::fi)) << word;
  }
  for (const std::string_view word : {"och", "ÄR", "inte"}) EXPECT_TRUE(is_stop(word, Language::sv)) << word;
  for (const std::string_view word : {"the", "don’t", "It's"}) EXPECT_TRUE(is_stop(word, Language::en)) << word;
}

TEST(StopWords, AreNotTheWordsPeopleLookFor) {
  for (const std::string_view word : {"kunta", "lapsi", "työ", "yksin", "apu", "tarve", "19"}) {
    EXPECT_FALSE(is_stop(word, Language::fi)) << word;
  }
  EXPECT_FALSE(is_stop("barn", Language::sv));
  EXPECT_FALSE(is_stop("need", Language::en));
}

TEST(StopWords, AreListedAsTheyAreFolded) {
  for (const config::EmbeddedFile& file : embedded_files()) {
    if (!file.path.ends_with("/stop_words.txt")) continue;
    for (const std::string& line : split(file.bytes, '\n')) {
      if (line.starts_with('#')) continue;
      EXPECT_EQ(line.find_first_of(" \tABCDEFGHIJKLMNOPQRSTUVWXYZ\r"), std::string::npos) << file.path << ": " << line;
    }
  }
}

}  // namespace
}  // namespace kohtaamo::stemming
