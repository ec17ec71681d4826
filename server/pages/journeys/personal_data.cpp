// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/personal_data.h"

#include <algorithm>

namespace kohtaamo::server {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Bytes of letters outside ASCII count as letters.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool is_word(char c) { return is_digit(c) || is_letter(c); }

char at(std::string_view text, std::size_t place) { return place < text.size() ? text[place] : ' '; }

bool are_digits(std::string_view text, std::size_t begin, std::size_t count) {
  for (std::size_t i = begin; i < begin + count; ++i)
    if (!is_digit(at(text, i))) return false;
  return true;
}

int number_at(std::string_view text, std::size_t place) { return (text[place] - '0') * 10 + (text[place + 1] - '0'); }

// ddmmyy, the sign of the century, three digits and a sign that checks them. The check is not worked out:
// whoever mistypes an identity code has still written about a person.
std::size_t identity_code_at(std::string_view text, std::size_t begin) {
  constexpr std::size_t length = 11, day_digits = 6, sign_at = 6, number_digits = 3;
  constexpr std::string_view centuries = "+-ABCDEFUVWXYabcdefuvwxy";
  constexpr int days = 31, months = 12;
  if (begin > 0 && is_word(text[begin - 1])) return 0;
  if (!are_digits(text, begin, day_digits)) return 0;
  const int day = number_at(text, begin), month = number_at(text, begin + 2);
  if (day < 1 || day > days || month < 1 || month > months) return 0;
  if (centuries.find(at(text, begin + sign_at)) == std::string_view::npos) return 0;
  if (!are_digits(text, begin + sign_at + 1, number_digits)) return 0;
  if (!is_word(at(text, begin + length - 1)) || is_word(at(text, begin + length))) return 0;
  return length;
}

std::size_t email_at(std::string_view text, std::size_t begin) {
  const auto is_local = [](char c) { return is_word(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'; };
  const auto is_host = [](char c) { return is_word(c) || c == '.' || c == '-'; };
  if (!is_word(at(text, begin)) || (begin > 0 && is_local(text[begin - 1]))) return 0;
  std::size_t sign = begin;
  while (is_local(at(text, sign))) ++sign;
  if (at(text, sign) != '@') return 0;
  std::size_t end = sign + 1;
  while (is_host(at(text, end))) ++end;
  while (end > sign && !is_word(text[end - 1])) --end;  // the full stop of the sentence
  const std::string_view host = text.substr(sign + 1, end - sign - 1);
  const std::size_t dot = host.rfind('.');
  return dot != std::string_view::npos && dot > 0 && host.size() > dot + 2 ? end - begin : 0;
}

// "040 123 4567", "(09) 123 4567", "+358 40 1234567". A business id has as many digits, and one hyphen.
std::size_t phone_at(std::string_view text, std::size_t begin) {
  constexpr std::size_t least_abroad = 9, most_abroad = 15, least_at_home = 7, most_at_home = 11;
  constexpr std::size_t digits_of_business_id = 8;
  const char before = begin == 0 ? ' ' : text[begin - 1];
  if (is_word(before) || before == '.' || before == ',' || before == '-' || before == '+') return 0;
  const bool is_abroad = text[begin] == '+';
  if (!is_abroad && text[begin] != '0') return 0;
  if (at(text, begin + 1) == '0' || (!is_digit(at(text, begin + 1)))) return 0;
  std::size_t digits = 0, end = begin, hyphens = 0;
  for (std::size_t i = begin + (is_abroad ? 1 : 0), gap = 0; i < text.size() && gap <= 2; ++i) {
    if (is_digit(text[i])) {
      if (++digits > most_abroad) return 0;
      gap = 0;
      end = i + 1;
    } else if (text[i] == ' ' || text[i] == '-' || text[i] == ')' || text[i] == '(') {
      ++gap;
      if (text[i] == '-') ++hyphens;
    } else {
      break;
    }
  }
  if (is_word(at(text, end))) return 0;
  const bool is_business_id = digits == digits_of_business_id && hyphens == 1 && text[end - 2] == '-';
  if (is_business_id) return 0;
  const bool has_length =
      is_abroad ? digits >= least_abroad && digits <= most_abroad : digits >= least_at_home && digits <= most_at_home;
  return has_length ? end - begin : 0;
}

struct Reading {
  PersonalKind kind{};
  std::size_t (*length)(std::string_view text, std::size_t begin);
};
constexpr std::array readings{
    Reading{PersonalKind::identity_code, identity_code_at},
    Reading{PersonalKind::email, email_at},
    Reading{PersonalKind::phone, phone_at},
};

}  // namespace

std::string_view to_text(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::identity_code:
      return "identity_code";
    case PersonalKind::email:
      return "email";
    case PersonalKind::phone:
      return "phone";
  }
  return "";
}

std::vector<PersonalData> find_personal_data(std::string_view text) {
  std::vector<PersonalData> found;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    for (const Reading& reading : readings) {
      length = reading.length(text, i);
      if (length == 0) continue;
      found.push_back({reading.kind, std::string(text.substr(i, length))});
      break;
    }
    i += std::max<std::size_t>(length, 1);
  }
  return found;
}

}  // namespace kohtaamo::server
