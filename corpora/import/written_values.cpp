// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/written_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace kohtaamo::corpora {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

// Spaces that part thousands: no-break, narrow no-break, thin, of a figure's width.
constexpr std::array<std::string_view, 5> spaces{" ", "\u00A0", "\u202F", "\u2009", "\u2007"};
constexpr std::array<std::string_view, 4> units{"€", "EUR", "euroa", "euro"};

void drop_unit(std::string& text) {
  for (const std::string_view unit : units) {
    if (text.ends_with(unit)) return text.resize(text.size() - unit.size());
    if (text.starts_with(unit)) return void(text.erase(0, unit.size()));
  }
}

// The digits that the text begins with, and what parts them from the rest.
std::optional<std::string> take_digits(std::string_view& text, char delimiter) {
  const auto count = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (count == 0 || count >= text.size() || text[count] != delimiter) return std::nullopt;
  std::string digits(text.substr(0, count));
  text.remove_prefix(count + 1);
  return digits;
}

// The digits before a time of day, or all there is.
std::string last_digits(std::string_view text) {
  const auto count = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const bool is_end = count == text.size() || text[count] == ' ' || text[count] == 'T';
  return is_end ? std::string(text.substr(0, count)) : std::string{};
}

std::string two_digits(const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; }

}  // namespace

std::string number_with_comma(std::string_view written) {
  std::string text(written);
  for (const std::string_view space : spaces) replace_all(text, space, "");
  replace_all(text, "\u2212", "-");  // the sign of minus
  drop_unit(text);
  const std::size_t comma = text.find(',');
  const auto dots = std::ranges::count(text, '.');
  if (comma == std::string::npos) {
    if (dots > 1) std::erase(text, '.');
    return text;
  }
  const std::size_t last_dot = text.rfind('.');
  const bool is_english = text.rfind(',') != comma || (last_dot != std::string::npos && last_dot > comma);
  if (is_english) return std::string(written);
  std::erase(text, '.');
  std::ranges::replace(text, ',', '.');
  return text;
}

std::string iso_date(const std::string& text, std::string_view form) {
  if (form == "year_begins") return text + "-01-01";
  if (form == "year_ends") return text + "-12-31";
  std::string_view rest = text;
  const char delimiter = form[1];
  const auto first = take_digits(rest, delimiter), second = take_digits(rest, delimiter);
  const std::string third = last_digits(rest);
  if (!first || !second || third.empty()) return text;
  const bool is_year_first = form.starts_with('y');
  return fmt::format("{}-{}-{}", is_year_first ? *first : third, two_digits(*second),
                     two_digits(is_year_first ? third : *first));
}

}  // namespace kohtaamo::corpora
