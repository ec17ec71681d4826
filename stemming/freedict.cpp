// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/freedict.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <system_error>

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

// Takes the text up to the separator off; the separator goes with it.
std::string_view take_until(std::string_view& text, std::string_view separator) {
  const std::size_t end = text.find(separator);
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
  return head;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \r") - begin + 1);
}

// "share (of stock)", "allow [[exchange rate]]": remarks are no part of a translation.
std::string without_remarks(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) kept += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return kept;
}

// The number of a sense at the start of a line, "2. mittari", and what follows it.
struct SenseLine {
  int sense = 0;
  std::string_view text{};
};

std::optional<SenseLine> parse_sense_line(std::string_view line) {
  int sense = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), sense);
  const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
  if (error != std::errc{} || !rest.starts_with(". ")) return std::nullopt;
  return SenseLine{.sense = sense, .text = rest.substr(2)};
}

// "tava 2.": a sense with the translations of the one before is told by its number alone.
std::string_view without_next_number(std::string_view line) {
  line = trim(line);
  if (!line.ends_with('.')) return line;
  const std::size_t space = line.rfind(' ');
  const std::string_view last = line.substr(space == std::string_view::npos ? 0 : space + 1);
  const bool is_number = last.find_first_not_of("0123456789") == last.size() - 1 && last.size() > 1;
  return is_number ? trim(line.substr(0, line.size() - last.size())) : line;
}

struct Heading {
  std::string headword{}, part_of_speech{};
};

// "clock /klok/ //klɒk// <n>"
Heading parse_heading(std::string_view line) {
  Heading heading;
  line = trim(line);
  if (line.ends_with('>')) {
    if (const std::size_t begin = line.rfind(" <"); begin != std::string_view::npos) {
      heading.part_of_speech = line.substr(begin + 2, line.size() - begin - 3);
      line = line.substr(0, begin);
    }
  }
  heading.headword = trim(take_until(line, " /"));
  return heading;
}

void add_translations(const Heading& heading, int sense, std::string_view line, std::vector<DictionaryPair>& pairs) {
  const std::string cleaned = without_remarks(without_next_number(line));
  std::string_view rest = cleaned;
  while (!rest.empty()) {
    const std::string_view translation = trim(take_until(rest, ","));
    if (translation.empty()) continue;
    pairs.push_back({.headword = heading.headword,
                     .translation = std::string(translation),
                     .sense = sense,
                     .order = static_cast<int>(pairs.size()) + 1,
                     .part_of_speech = heading.part_of_speech});
  }
}

// A number of dictd: digits of six bits, the highest first.
std::optional<std::uint64_t> parse_base64(std::string_view digits) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static constexpr std::size_t most_digits = 10;  // 60 bits
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * 64 + digit;
  }
  return number;
}

// Where an entry lies.
struct Place {
  std::uint64_t begin = 0, length = 0;
  auto operator<=>(const Place&) const = default;  // NOLINT(modernize-use-nullptr): of what the compiler makes up
};

std::optional<Place> parse_index_line(std::string_view line, std::size_t entries_size) {
  take_until(line, "\t");
  const auto begin = parse_base64(take_until(line, "\t"));
  const auto length = parse_base64(take_until(line, "\t"));
  if (!begin || !length || *begin > entries_size || *length > entries_size - *begin) return std::nullopt;
  return Place{.begin = *begin, .length = *length};
}

// In the order of the entries, each once: one entry may have several headwords in the index.
Result<std::vector<Place>> parse_index(std::string_view index, std::size_t entries_size, std::string_view name) {
  std::vector<Place> places;
  for (std::size_t number = 1; !index.empty(); ++number) {
    const std::string_view line = take_until(index, "\n");
    const auto place = parse_index_line(line, entries_size);
    if (!place) {
      return fail(ErrorCode::bad_record, "is no line of a dictd index, or points outside the dictionary",
                  fmt::format("{}:{}", name, number));
    }
    const bool is_about_itself = line.starts_with("00database") || line.starts_with("00-database");
    if (!is_about_itself) places.push_back(*place);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

struct CloseGzip {
  void operator()(gzFile_s* file) const { gzclose(file); }
};

// Reads plain files as well.
Result<std::string> read_gzipped(const std::string& path) {
  const std::unique_ptr<gzFile_s, CloseGzip> file(gzopen(path.c_str(), "rb"));
  if (!file) return fail(ErrorCode::file_missing, std::generic_category().message(errno), path);
  std::string bytes;
  std::string piece(1 << 16, '\0');
  int count = 0;
  while ((count = gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()))) > 0) {
    bytes.append(piece, 0, static_cast<std::size_t>(count));
  }
  int status = Z_OK;
  const char* message = gzerror(file.get(), &status);
  if (count < 0 || status != Z_OK) return fail(ErrorCode::bad_record, fmt::format("is broken: {}", message), path);
  return bytes;
}

}  // namespace

std::vector<DictionaryPair> parse_dictionary_entry(std::string_view entry) {
  const Heading heading = parse_heading(take_until(entry, "\n"));
  std::vector<DictionaryPair> pairs;
  if (heading.headword.empty() || entry.empty()) return pairs;

  const std::string_view first = take_until(entry, "\n");
  int sense = 1;
  add_translations(heading, sense, parse_sense_line(first).value_or(SenseLine{.text = first}).text, pairs);
  while (!entry.empty()) {
    const auto line = parse_sense_line(take_until(entry, "\n"));
    if (!line || line->sense != sense + 1) continue;  // a definition
    add_translations(heading, ++sense, line->text, pairs);
  }
  return pairs;
}

Result<std::vector<DictionaryPair>> parse_dictionary(std::string_view index, std::string_view entries,
                                                     std::string_view index_name) {
  const auto places = parse_index(index, entries.size(), index_name);
  if (!places) return fail(places.error());
  std::vector<DictionaryPair> pairs;
  for (const Place& place : *places) {
    for (DictionaryPair& pair : parse_dictionary_entry(entries.substr(place.begin, place.length))) {
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

Result<std::vector<DictionaryPair>> read_dictionary(const std::string& path) {
  const std::string index_name = path + ".index";
  const auto index = read_gzipped(index_name);
  if (!index) return fail(index.error());
  const auto entries = read_gzipped(path + ".dict.dz");
  if (!entries) return fail(entries.error());
  return parse_dictionary(*index, *entries, index_name);
}

std::vector<TextPair> to_text_pairs(std::span<const DictionaryPair> pairs) {
  std::vector<TextPair> text_pairs;
  for (const DictionaryPair& pair : pairs) {
    if (pair.part_of_speech == "prefix" || pair.part_of_speech == "suffix") continue;
    text_pairs.push_back({.from = pair.headword, .to = pair.translation, .certainty = 1.0 / pair.order});
  }
  return text_pairs;
}

}  // namespace kohtaamo::stemming
