// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stemming/cases.h"
#include "tests/support/source_files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace kohtaamo::stemming {

std::vector<std::vector<std::string>> read_rows(const std::string& path) {
  std::ifstream file(tests::source_path("tests/cases/" + path));
  EXPECT_TRUE(file) << path;
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && !line.starts_with('#')) rows.push_back(split(line, '\t'));
  }
  EXPECT_FALSE(rows.empty()) << path;
  return rows;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    pieces.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return pieces;
}

std::string to_text(const WordTerms& terms) {
  std::string text;
  for (const WordTerm& term : terms.terms) {
    if (!text.empty()) text += ' ';
    if (term.kind == TermKind::part) text += '~';
    text += term.text;
  }
  return text;
}

std::string to_text(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " | ") + to_text(*word.terms);
  return text;
}

const Analyzer& shared_analyzer() {
  static const Analyzer analyzer;
  return analyzer;
}

}  // namespace kohtaamo::stemming
