// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <latch>
#include <optional>
#include <thread>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

constexpr std::size_t thread_count = 8;
constexpr std::size_t text_count = 60;

// Texts of many words that several threads meet first at the same time.
std::vector<std::string> texts() {
  std::vector<std::string> forms;
  for (const auto& row : read_rows("families_fi.tsv")) {
    for (std::string& form : split(row.at(1), ' ')) forms.push_back(std::move(form));
  }
  std::vector<std::string> made(text_count);
  for (std::size_t i = 0; i < text_count; ++i) {
    for (std::size_t j = 0; j < 40; ++j)
      made[i] += forms[(i * 7 + j * 3) % forms.size()] + (j % 9 == 0 ? "- ja " : " ");
  }
  return made;
}

std::vector<std::string> analyze_all(const Analyzer& analyzer, const std::vector<std::string>& texts) {
  std::vector<std::string> results;
  for (const std::string& text : texts) {
    for (const Language language : all_languages) results.push_back(to_text(analyzer.analyze(text, language)));
  }
  return results;
}

TEST(AnalyzerThreads, GiveWhatOneGives) {
  const std::vector<std::string> all = texts();
  const std::vector<std::string> expected = analyze_all(Analyzer({.cache_words = 0}), all);
  for (const std::size_t cache_words : {0U, 50U, 100'000U}) {
    const Analyzer analyzer({.cache_words = cache_words});
    std::vector<std::vector<std::string>> results(thread_count);
    std::latch start(thread_count);
    std::vector<std::jthread> threads;
    for (auto& result : results) {
      threads.emplace_back([&] {
        start.arrive_and_wait();
        result = analyze_all(analyzer, all);
      });
    }
    threads.clear();  // joins
    for (const auto& result : results) EXPECT_EQ(result, expected);
  }
}

TEST(AnalyzerThreads, OutliveTheAnalyzer) {
  std::optional<Analyzer> analyzer(std::in_place);
  std::latch is_used(1), is_gone(1);
  std::jthread thread([&] {
    EXPECT_EQ(to_text(analyzer->analyze("työn", Language::fi)), "työ");
    is_used.count_down();
    is_gone.wait();
  });
  is_used.wait();
  analyzer.reset();
  is_gone.count_down();
}

}  // namespace
}  // namespace kohtaamo::stemming
