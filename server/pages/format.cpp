// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/format.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>

#include "config/messages.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

constexpr std::string_view no_break_space = "\u00A0", minus_sign = "\u2212";
constexpr std::array<std::string_view, 12> english_months{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

// Beyond this a double no longer tells cents apart, and a number is no amount of anything.
constexpr double most_digits = 1e15;

std::string grouped(const std::string& digits, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += separator;
    text += digits[i];
  }
  return text;
}

// The absolute value with exactly so many decimals.
std::string magnitude(double number, int decimals, Language language) {
  const std::string plain = fmt::format("{:.{}f}", std::abs(number), decimals);
  const std::size_t point = plain.find('.');
  const bool is_english = language == Language::en;
  std::string text = grouped(plain.substr(0, point), is_english ? "," : no_break_space);
  if (point != std::string::npos) text += (is_english ? "." : ",") + plain.substr(point + 1);
  return text;
}

std::string_view sign_of(double number) { return number < 0 ? minus_sign : std::string_view{}; }

}  // namespace

std::string format_day(corpora::Date day, Language language) {
  const std::chrono::year_month_day date(day);
  const auto number = static_cast<unsigned>(date.day());
  const auto month = static_cast<unsigned>(date.month());
  const auto year = static_cast<int>(date.year());
  if (language == Language::en)
    return fmt::format("{}{}{}{}{}", number, no_break_space, english_months.at(month - 1), no_break_space, year);
  return fmt::format("{}.{}.{}", number, month, year);
}

std::string format_number(double number, Language language) {
  if (!std::isfinite(number) || std::abs(number) >= most_digits) return fmt::format("{}", number);
  const double hundredths = std::round(number * 100);
  int decimals = 2;
  if (std::fmod(hundredths, 100) == 0)
    decimals = 0;
  else if (std::fmod(hundredths, 10) == 0)
    decimals = 1;
  return std::string(hundredths < 0 ? minus_sign : "") + magnitude(hundredths / 100, decimals, language);
}

std::string format_money(double amount, std::string_view currency, Language language) {
  if (!std::isfinite(amount) || std::abs(amount) >= most_digits) return fmt::format("{} {}", amount, currency);
  const double cents = std::round(amount * 100);
  const int decimals = std::fmod(cents, 100) == 0 ? 0 : 2;
  const std::string digits = magnitude(cents / 100, decimals, language);
  const bool is_euro = currency.empty() || currency == "EUR";
  if (language == Language::en)
    return fmt::format("{}{}{}", sign_of(cents), is_euro ? std::string("€") : std::string(currency) + "\u00A0", digits);
  return fmt::format("{}{}{}{}", sign_of(cents), digits, no_break_space, is_euro ? "€" : currency);
}

std::string format_euros(double amount, Language language) { return format_money(amount, "EUR", language); }

std::string format_per_cent(double share, Language language) {
  return config::message("percent", stemming::to_text(language), {{"value", format_number(share, language)}});
}

}  // namespace kohtaamo::server
