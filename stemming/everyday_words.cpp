// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/everyday_words.h"

#include <fmt/format.h>

#include <cassert>
#include <cstddef>
#include <utility>

#include "stemming/embedded_files.h"

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view file = "stemming/words/everyday.tsv";

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

// What is wrong with the line, or its row.
tl::expected<EverydayWord, std::string> parse_row(std::string_view line) {
  const std::vector<std::string_view> columns = split(line, "\t");
  EverydayWord row;
  if (columns.size() != row.words.size()) return tl::unexpected<std::string>("has not three columns");
  for (std::size_t language = 0; language < columns.size(); ++language)
    for (const std::string_view word : split(columns[language], "; ")) {
      if (word.empty()) return tl::unexpected<std::string>("has an empty word");
      if (word.front() == ' ' || word.back() == ' ' || word.back() == '\r')
        return tl::unexpected<std::string>("has white space at an end of a word");
      row.words[language].emplace_back(word);
    }
  return row;
}

}  // namespace

Result<std::vector<EverydayWord>> parse_everyday_words(std::string_view tsv, std::string_view name) {
  std::vector<EverydayWord> rows;
  std::size_t number = 0;
  for (const std::string_view line : split(tsv, "\n")) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    auto row = parse_row(line);
    if (!row) return fail(ErrorCode::bad_record, row.error(), fmt::format("{}:{}", name, number));
    rows.push_back(std::move(*row));
  }
  return rows;
}

std::vector<EverydayWord> everyday_words() {
  const auto bytes = config::find_embedded(embedded_files(), file);
  assert(bytes && "the list of everyday words is in the program");
  auto rows = parse_everyday_words(bytes.value_or(""), file);
  assert(rows && "the list of everyday words has been read by its test");
  return std::move(rows).value_or(std::vector<EverydayWord>{});
}

std::vector<TextPair> to_text_pairs(std::span<const EverydayWord> rows, Language from, Language to) {
  std::vector<TextPair> pairs;
  for (const EverydayWord& row : rows) {
    const auto &words = row.words.at(index_of(from)), &others = row.words.at(index_of(to));
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::size_t j = 0; j < others.size(); ++j)
        pairs.push_back({.from = words[i], .to = others[j], .certainty = 1.0 / static_cast<double>((i + 1) * (j + 1))});
  }
  return pairs;
}

}  // namespace kohtaamo::stemming
