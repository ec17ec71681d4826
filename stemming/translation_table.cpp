// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/translation_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

std::optional<double> parse_weight(std::string_view text) {
  double weight = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
  const bool is_weight = error == std::errc{} && end == text.data() + text.size() && weight > 0 && weight <= 1;
  return is_weight ? std::optional(weight) : std::nullopt;
}

std::optional<TranslatedBy> parse_translated_by(std::string_view name) {
  const auto* found = std::find_if(all_translated_by.begin(), all_translated_by.end(),
                                   [&](TranslatedBy by) { return to_text(by) == name; });
  return found == all_translated_by.end() ? std::nullopt : std::optional(*found);
}

// What is wrong with the line, or its row.
tl::expected<TermPair, std::string> parse_row(std::string_view line) {
  if (std::count(line.begin(), line.end(), '\t') != 5) return tl::unexpected<std::string>("has not six columns");
  const auto from = parse_language(take_until(line, '\t')), to = parse_language(take_until(line, '\t'));
  if (!from || !to || from == to) return tl::unexpected<std::string>("begins with no two languages");
  const std::string_view term = take_until(line, '\t'), translation = take_until(line, '\t');
  if (term.empty() || translation.empty()) return tl::unexpected<std::string>("has an empty term");
  const auto weight = parse_weight(take_until(line, '\t'));
  if (!weight) return tl::unexpected<std::string>("has no weight above 0 and up to 1");
  const auto by = parse_translated_by(line);
  if (!by) return tl::unexpected(fmt::format("names no source that is known: '{}'", line));
  return TermPair{.from = *from,
                  .to = *to,
                  .term = std::string(term),
                  .translation = std::string(translation),
                  .weight = *weight,
                  .by = *by};
}

}  // namespace

std::string to_tsv(std::span<const TermPair> rows) {
  std::string tsv = "# from\tto\tterm\ttranslation\tweight\tby\n";
  for (const TermPair& row : rows) {
    fmt::format_to(std::back_inserter(tsv), "{}\t{}\t{}\t{}\t{:.4g}\t{}\n", to_text(row.from), to_text(row.to),
                   row.term, row.translation, row.weight, to_text(row.by));
  }
  return tsv;
}

Result<std::vector<TermPair>> parse_translations(std::string_view tsv, std::string_view name) {
  std::vector<TermPair> rows;
  for (std::size_t number = 1; !tsv.empty(); ++number) {
    const std::string_view line = take_until(tsv, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    auto row = parse_row(line);
    if (!row) return fail(ErrorCode::bad_record, row.error(), fmt::format("{}:{}", name, number));
    rows.push_back(std::move(*row));
  }
  return rows;
}

Result<std::vector<TermPair>> read_translations(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::file_missing, "cannot be opened", path);
  const std::string tsv{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return fail(ErrorCode::file_missing, "cannot be read", path);
  return parse_translations(tsv, path);
}

Result<void> write_translations(const std::string& path, std::span<const TermPair> rows) {
  const std::string unfinished = path + ".unfinished";
  std::ofstream file(unfinished, std::ios::binary);
  file << to_tsv(rows);
  file.close();
  if (!file) return fail(ErrorCode::cannot_write, "cannot be written", unfinished);
  std::error_code error;
  std::filesystem::rename(unfinished, path, error);
  if (error) return fail(ErrorCode::cannot_write, error.message(), path);
  return {};
}

}  // namespace kohtaamo::stemming
