// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/mended_text.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kohtaamo::corpora {
namespace {

// What cp1252 has in the place of 0x80 to 0x9F; 0 where it has nothing, and readers leave the control character.
constexpr std::array<char16_t, 32> cp1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                          0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte of 0x80 to 0xBF that cp1252 shows as this character; 0 for none.
unsigned trailing_byte_of(char16_t c) {
  if (c >= 0x80 && c <= 0xBF) return c;
  const auto* const known = c == 0 ? cp1252.end() : std::ranges::find(cp1252, c);
  return known == cp1252.end() ? 0 : static_cast<unsigned>(0x80 + (known - cp1252.begin()));
}

bool may_stand_after_a_letter(char16_t c) {
  constexpr std::u16string_view marks = u"\u2013\u2014\u2018\u2019\u201A\u201C\u201D\u201E\u2026\u00AB\u00BB";
  return marks.find(c) != std::u16string_view::npos;
}

bool is_control(char16_t c) { return c >= 0x80 && c <= 0x9F; }

// What the two bytes mean that stand here as characters. Before a control character any letter is but a byte.
std::optional<char16_t> meant_by_two(char16_t first, char16_t second) {
  const unsigned byte = trailing_byte_of(second);
  const bool is_lead = first == 0xC2 || first == 0xC3 || (first > 0xC3 && first <= 0xDF && is_control(second));
  if (!is_lead || byte == 0 || may_stand_after_a_letter(second)) return std::nullopt;
  const unsigned made = (first & 0x1FU) << 6 | (byte & 0x3FU);
  return made < 0xA0 ? std::nullopt : std::optional(static_cast<char16_t>(made));
}

// Dashes, quotes, the euro: all of them begin so.
std::optional<char16_t> meant_by_three(char16_t first, char16_t second, char16_t third) {
  constexpr unsigned punctuation = 0x80, signs = 0x84;
  const unsigned one = trailing_byte_of(second), two = trailing_byte_of(third);
  if (first != 0xE2 || one < punctuation || one > signs || two == 0) return std::nullopt;
  return static_cast<char16_t>((first & 0x0FU) << 12 | (one & 0x3FU) << 6 | (two & 0x3FU));
}

// Most texts are not harmed, and are not looked at any closer.
bool may_be_harmed(std::string_view text) {
  for (std::size_t at = text.find_first_of("\xC2\xC3"); at != std::string_view::npos && at + 1 < text.size();
       at = text.find_first_of("\xC2\xC3", at + 1)) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (text[at] == '\xC2' ? next < 0xA0 : next == 0x82 || next == 0x83 || next == 0xA2) return true;
  }
  return false;
}

std::string read_aright(std::string text) {
  if (!may_be_harmed(text)) return text;
  const icu::UnicodeString came = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString meant;
  for (std::int32_t at = 0; at < came.length();) {
    const auto two = meant_by_two(came.charAt(at), came.charAt(at + 1));
    const auto three = meant_by_three(came.charAt(at), came.charAt(at + 1), came.charAt(at + 2));
    const char16_t here = came.charAt(at);
    const char16_t one = is_control(here) ? cp1252[here - 0x80U] : here;  // read as Latin-1, it was cp1252
    if (const char16_t c = two ? *two : three ? *three : one; c != 0) meant.append(c);
    at += two ? 2 : three ? 3 : 1;
  }
  text.clear();
  meant.toUTF8String(text);
  return text;
}

std::string without_quotes_of_a_table(std::string text) {
  if (text.size() < 4 || text.front() != '"' || text.back() != '"') return text;
  std::string within;
  bool has_doubled = false;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '"') {
      if (at + 2 >= text.size() || text[at + 1] != '"') return text;  // a quote of the text itself
      has_doubled = true;
      ++at;
    }
    within.push_back(text[at]);
  }
  return has_doubled ? within : text;
}

}  // namespace

std::string mended(std::string text) { return without_quotes_of_a_table(read_aright(std::move(text))); }

}  // namespace kohtaamo::corpora
