// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/money.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kohtaamo::server {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// --- amounts --------------------------------------------------------------------------------------

constexpr std::string_view no_break_space = "\u00a0";

// Skips one space, of whichever kind; gives whether there was one.
bool skip_space(std::string_view& text) {
  if (text.starts_with(' ')) {
    text.remove_prefix(1);
    return true;
  }
  if (!text.starts_with(no_break_space)) return false;
  text.remove_prefix(no_break_space.size());
  return true;
}

// "40 000", "40.000", "40,000", "1,5": a separator before three digits groups, before others it is decimal.
double read_number(std::string_view& text) {
  double whole = 0, fraction = 0, scale = 1;
  bool is_fraction = false;
  while (!text.empty()) {
    if (is_digit(text.front())) {
      if (is_fraction)
        fraction += (text.front() - '0') * (scale /= 10);
      else
        whole = whole * 10 + (text.front() - '0');
      text.remove_prefix(1);
      continue;
    }
    std::string_view after = text;
    const bool is_space = skip_space(after);
    if (!is_space && (after.front() == '.' || after.front() == ','))
      after.remove_prefix(1);
    else if (!is_space)
      break;
    const auto digits = std::ranges::find_if_not(after, is_digit) - after.begin();
    if (digits == 3 && !is_fraction)
      text = after;
    else if (!is_space && digits > 0 && !is_fraction) {
      is_fraction = true;
      text = after;
    } else
      break;
  }
  return whole + fraction;
}

double read_multiplier(std::string_view& text) {
  struct Row {
    std::string_view word;
    double factor;
  };
  constexpr std::array rows{Row{"tuhatta", 1e3},   Row{"tuhannen", 1e3},  Row{"tusen", 1e3}, Row{"thousand", 1e3},
                            Row{"miljoonaa", 1e6}, Row{"miljoonan", 1e6}, Row{"milj.", 1e6}, Row{"milj", 1e6},
                            Row{"miljoner", 1e6},  Row{"million", 1e6}};
  std::string_view rest = text;
  skip_space(rest);
  for (const Row& row : rows)
    if (rest.starts_with(row.word)) {
      rest.remove_prefix(row.word.size());
      text = rest;
      return row.factor;
    }
  return 1;
}

bool euros_follow(std::string_view text) {
  skip_space(text);
  return text.starts_with("€") || text.starts_with("eur") || text.starts_with("EUR") || text.starts_with("Euro");
}

bool euros_precede(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  return before.ends_with("€") || before.ends_with("EUR");
}

// What stands between two amounts, without the words for euros.
std::string_view without_currency(std::string_view between) {
  constexpr std::array<std::string_view, 6> names{"euroa", "euron", "euro", "EUR", "eur", "€"};
  while (between.starts_with(' ')) between.remove_prefix(1);
  for (const std::string_view name : names)
    if (between.starts_with(name)) {
      between.remove_prefix(name.size());
      break;
    }
  while (between.ends_with(' ')) between.remove_suffix(1);
  for (const std::string_view name : {std::string_view("EUR"), std::string_view("€")})
    if (between.ends_with(name)) between.remove_suffix(name.size());
  return between;
}

// What may stand between the two ends of a range.
constexpr std::array<std::string_view, 5> range_words{"–", "—", "-", "to", "till"};

bool is_range_word(std::string_view between) {
  while (between.starts_with(' ')) between.remove_prefix(1);
  while (between.ends_with(' ')) between.remove_suffix(1);
  return std::ranges::find(range_words, between) != range_words.end();
}

// Skips the word of a range before another number: "–" of "5 000–40 000".
bool skip_range_word(std::string_view& text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string_view::npos || !is_range_word(text.substr(0, digit))) return false;
  text.remove_prefix(digit);
  return true;
}

std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

}  // namespace

std::vector<Money> find_money(std::string_view text) {
  std::vector<Money> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    std::string_view rest = text.substr(at);
    Money money{.eur = read_number(rest)};
    if (std::string_view after = rest; skip_range_word(after)) {
      const double end = read_number(after);
      const double factor = read_multiplier(after);
      if (euros_follow(after) || euros_precede(text.substr(0, at))) {
        money.eur *= factor;
        money.up_to_eur = end * factor;
        rest = after;
      }
    }
    if (!money.up_to_eur) money.eur *= read_multiplier(rest);
    const bool is_money = euros_follow(rest) || euros_precede(text.substr(0, at));
    money.bytes = {offset(at), offset(text.size() - rest.size())};
    at = money.bytes.end;
    if (!is_money) continue;
    if (!found.empty() && !found.back().up_to_eur &&
        is_range_word(
            without_currency(text.substr(found.back().bytes.end, money.bytes.begin - found.back().bytes.end)))) {
      found.back().up_to_eur = money.eur;
      found.back().bytes.end = money.bytes.end;
      continue;
    }
    found.push_back(money);
  }
  return found;
}

std::optional<double> find_amount_eur(std::string_view text) {
  std::optional<double> largest;
  for (const Money& money : find_money(text))
    largest = std::max(largest.value_or(0), money.up_to_eur.value_or(money.eur));
  return largest;
}

}  // namespace kohtaamo::server
