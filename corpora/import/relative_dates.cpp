// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/relative_dates.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kohtaamo::corpora {
namespace {

constexpr std::string_view marker = "today";
constexpr int most_days = 36'500;  // a century each way keeps the year at four digits

// "" is 0, "+21d" is 21; nothing for other text.
std::optional<int> parse_offset(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() < 3 || text.back() != 'd' || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const std::string_view digits = text.substr(1, text.size() - 2);
  int days = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
  if (error != std::errc{} || end != digits.data() + digits.size() || days < 0 || days > most_days) return std::nullopt;
  return text.front() == '-' ? -days : days;
}

std::optional<Date> parse_relative_date(std::string_view text, Date today) {
  if (!text.starts_with(marker)) return std::nullopt;
  const auto offset = parse_offset(text.substr(marker.size()));
  if (!offset) return std::nullopt;
  return today + std::chrono::days(*offset);
}

// Where the string that begins after the quotation mark at `open` ends; the end of text if it does not.
std::size_t end_of_string(std::string_view json, std::size_t open) {
  std::size_t at = open + 1;
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2U : 1U;
  return std::min(at, json.size());
}

bool is_member_name(std::string_view json, std::size_t after) {
  const auto next = json.find_first_not_of(" \t\r\n", after);
  return next != std::string_view::npos && json[next] == ':';
}

}  // namespace

std::string resolve_relative_dates(std::string_view json, Date today) {
  std::string resolved;
  resolved.reserve(json.size() + 64);
  std::size_t copied = 0;
  for (std::size_t open = json.find('"'); open != std::string_view::npos;) {
    const std::size_t close = end_of_string(json, open);
    if (close == json.size()) break;
    const auto date = parse_relative_date(json.substr(open + 1, close - open - 1), today);
    if (date && !is_member_name(json, close + 1)) {
      resolved.append(json.substr(copied, open + 1 - copied)).append(to_text(*date));
      copied = close;
    }
    open = json.find('"', close + 1);
  }
  return resolved.append(json.substr(copied));
}

}  // namespace kohtaamo::corpora
