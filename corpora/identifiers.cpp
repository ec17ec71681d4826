// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace kohtaamo::corpora {
namespace {

using Identifier = std::optional<std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

std::string in_small_letters(std::string text) {
  std::ranges::transform(text, text.begin(), small);
  return text;
}

std::string without(std::string text, std::string_view characters) {
  std::erase_if(text, [&](char c) { return characters.find(c) != std::string_view::npos; });
  return text;
}

bool is_all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// What stands after the last '/' of an address.
std::string last_step(const std::string& text) {
  const std::size_t slash = text.find_last_of('/');
  return slash == std::string::npos ? text : text.substr(slash + 1);
}

// ISO 7064, mod 11-2: sixteen characters, the last of them a digit or X.
bool is_mod_11_2(std::string_view text) {
  if (text.size() != 16 || !is_all_digits(text.substr(0, 15))) return false;
  int total = 0;
  for (const char c : text.substr(0, 15)) total = (total + (c - '0')) * 2;
  const int check = (12 - total % 11) % 11;
  return text[15] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

Identifier sixteen_of(std::string_view text) {
  std::string bare = without(last_step(trimmed(text)), "- ");
  if (!bare.empty() && bare.back() == 'x') bare.back() = 'X';
  if (!is_mod_11_2(bare)) return std::nullopt;
  return bare;
}

}  // namespace

Identifier y_tunnus_of(std::string_view text) {
  std::string digits = without(trimmed(text), "- ");
  if (in_small_letters(digits).starts_with("fi")) digits.erase(0, 2);
  if (digits.size() == 7) digits.insert(0, 1, '0');  // before 1978 they had six digits and the check digit
  if (digits.size() != 8 || !is_all_digits(digits)) return std::nullopt;
  constexpr std::array weights{7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t at = 0; at < weights.size(); ++at) sum += weights[at] * (digits[at] - '0');
  const int rest = sum % 11;
  if (rest == 1 || digits == "00000000") return std::nullopt;  // such numbers are not given out
  if (digits[7] - '0' != (rest == 0 ? 0 : 11 - rest)) return std::nullopt;
  return digits.substr(0, 7) + "-" + digits[7];
}

Identifier ror_of(std::string_view text) {
  const std::string bare = in_small_letters(last_step(trimmed(text)));
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's base 32
  if (bare.size() != 9 || bare[0] != '0' || !is_all_digits(std::string_view(bare).substr(7))) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : bare.substr(0, 7)) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    number = number * 32 + static_cast<std::int64_t>(value);
  }
  const std::int64_t check = 98 - number * 100 % 97;
  if (bare.substr(7) != fmt::format("{:02}", check)) return std::nullopt;
  return bare;
}

Identifier pic_of(std::string_view text) {
  std::string digits = trimmed(text);
  if (digits.size() != 9 || !is_all_digits(digits) || digits.starts_with('0')) return std::nullopt;
  return digits;
}

Identifier oid_of(std::string_view text) {
  std::string bare = trimmed(text);
  if (in_small_letters(bare).starts_with("urn:oid:")) bare.erase(0, 8);
  const bool is_good = bare.size() >= 5 && bare.size() <= 100 && bare[0] >= '0' && bare[0] <= '2' && bare[1] == '.' &&
                       std::ranges::all_of(bare, [](char c) { return is_digit(c) || c == '.'; }) &&
                       std::ranges::count(bare, '.') >= 2 && bare.find("..") == std::string::npos && bare.back() != '.';
  return is_good ? Identifier(bare) : std::nullopt;
}

Identifier isni_of(std::string_view text) { return sixteen_of(text); }

Identifier orcid_of(std::string_view text) {
  const Identifier bare = sixteen_of(text);
  if (!bare) return std::nullopt;
  return fmt::format("{}-{}-{}-{}", bare->substr(0, 4), bare->substr(4, 4), bare->substr(8, 4), bare->substr(12));
}

Identifier doi_of(std::string_view text) {
  const std::string bare = in_small_letters(trimmed(text));
  const std::size_t begin = bare.find("10.");
  if (begin == std::string::npos) return std::nullopt;
  const std::string_view before = std::string_view(bare).substr(0, begin);
  if (!before.empty() && !before.ends_with("doi.org/") && !before.ends_with("doi:")) return std::nullopt;
  const std::string doi = bare.substr(begin);
  const std::size_t slash = doi.find('/');
  const bool is_good = slash != std::string::npos && slash >= 7 && slash + 1 < doi.size() &&
                       std::ranges::all_of(doi.substr(3, slash - 3), [](char c) { return is_digit(c) || c == '.'; }) &&
                       doi.find_first_of(" \t\r\n<>\"") == std::string::npos;
  return is_good ? Identifier(doi) : std::nullopt;
}

Identifier wikidata_of(std::string_view text) {
  std::string bare = last_step(trimmed(text));
  if (!bare.empty() && bare[0] == 'q') bare[0] = 'Q';
  if (bare.size() < 2 || bare.size() > 12 || bare[0] != 'Q' || !is_all_digits(std::string_view(bare).substr(1)))
    return std::nullopt;
  return bare;
}

Identifier crossref_funder_of(std::string_view text) {
  const Identifier doi = doi_of(text);
  return doi && doi->starts_with("10.13039/") ? doi : std::nullopt;
}

}  // namespace kohtaamo::corpora
