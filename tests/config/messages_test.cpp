// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/messagepattern.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "config/embedded.h"
#include "config/json.h"

namespace kohtaamo::config {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::array languages{"fi", "sv", "en"};

std::set<std::string> keys_of_file(const std::string& language) {
  const auto document = parse_json(*find_embedded(embedded_files(), "config/messages." + language + ".json"));
  std::set<std::string> keys;
  for (const auto& member : document->GetObject()) keys.emplace(string_of(member.name));
  return keys;
}

// The names that a pattern asks values for, those within plurals included.
std::set<std::string> names_in(std::string_view key, const char* language) {
  const std::string text(message_pattern(key, language));
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern pattern(icu::UnicodeString::fromUTF8(text), nullptr, status);
  EXPECT_TRUE(U_SUCCESS(status)) << key << " in " << language << ": " << text;
  std::set<std::string> names;
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    std::string utf8;
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) names.insert(pattern.getSubstring(part).toUTF8String(utf8));
  }
  return names;
}

TEST(Messages, HaveTheSameKeysInEachLanguage) {
  EXPECT_EQ(keys_of_file("fi"), keys_of_file("sv"));
  EXPECT_EQ(keys_of_file("fi"), keys_of_file("en"));
}

TEST(Messages, AskForTheSameValuesInEachLanguage) {
  for (const std::string_view key : message_keys()) {
    const std::set<std::string> names = names_in(key, "fi");
    for (const char* language : languages) EXPECT_EQ(names_in(key, language), names) << key << " in " << language;
  }
}

TEST(Messages, AreAllPrintedOnce) {
  for (const std::string_view key : message_keys())
    for (const char* language : languages) {
      const std::set<std::string> names = names_in(key, language);
      const std::string_view pattern = message_pattern(key, language);
      const auto counts = [&](const std::string& name) {
        return pattern.find("{" + name + ", plural,") != std::string_view::npos;
      };
      const bool is_plural = std::ranges::any_of(names, counts);
      for (const int count : {0, 1, 2, 1234}) {
        std::vector<MessageValue> values;
        for (const std::string& name : names)
          if (counts(name))
            values.emplace_back(name, count);
          else
            values.emplace_back(name, "x");
        const std::string text = message(key, language, values);
        EXPECT_THAT(text, Not(IsEmpty())) << key;
        EXPECT_THAT(text, Not(HasSubstr("{"))) << key << " in " << language;
        if (!is_plural) break;
      }
    }
}

TEST(Messages, CountByTheRulesOfTheLanguage) {
  EXPECT_EQ(message("results_count", "fi", {{"count", 0}}), "Ei tuloksia");
  EXPECT_EQ(message("results_count", "fi", {{"count", 1}}), "1 tulos");
  EXPECT_EQ(message("results_count", "fi", {{"count", 2}}), "2 tulosta");
  EXPECT_EQ(message("results_count", "fi", {{"count", 12345}}), "12\u00a0345 tulosta");
  EXPECT_EQ(message("results_count", "en", {{"count", 12345}}), "12,345 results");
}

TEST(Messages, PutTextInAsItIs) {
  EXPECT_EQ(message("in_language", "fi", {{"language", "{ruotsi} <b>"}}), "Kieli: {ruotsi} <b>");
}

TEST(Messages, ThrowForWhatIsNotThere) {
  EXPECT_THROW(message("no_such_key", "fi"), std::logic_error);
  EXPECT_THROW(message("home", "de"), std::logic_error);
  EXPECT_FALSE(has_message("no_such_key"));
}

}  // namespace
}  // namespace kohtaamo::config
