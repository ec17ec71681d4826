// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/utf8.h"

#include <array>
#include <cstdint>

namespace kohtaamo::corpora {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }
bool is_following(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }

// How many bytes the letter at the beginning has; 0 when there is none (RFC 3629, table 3-7 of Unicode).
std::size_t letter_bytes(std::string_view text) {
  const std::uint8_t first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : (first & 0xF0) == 0xE0         ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || text.size() < length) return 0;
  const std::uint8_t second = byte_at(text, 1);
  const std::uint8_t least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;  // nothing longer than it must be
  const std::uint8_t most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;  // no surrogates, nothing over U+10FFFF
  if (second < least || second > most) return 0;
  for (std::size_t at = 2; at < length; ++at)
    if (!is_following(byte_at(text, at))) return 0;
  return length;
}

void append_letter(std::string& text, std::uint16_t letter) {
  if (letter < 0x80) {
    text.push_back(static_cast<char>(letter));
  } else if (letter < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (letter >> 6)));
    text.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
  } else {
    text.push_back(static_cast<char>(0xE0 | (letter >> 12)));
    text.push_back(static_cast<char>(0x80 | ((letter >> 6) & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
  }
}

// 0x80..0x9F of Windows-1252; five of them mean nothing.
constexpr std::array<std::uint16_t, 32> windows_letters{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

}  // namespace

std::optional<std::size_t> find_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = letter_bytes(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::string readable_text(std::string_view bytes, std::size_t most_bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size() && text.size() < most_bytes;) {
    const std::size_t length = letter_bytes(bytes.substr(at));
    const bool is_shown = length > 0 && bytes[at] != '\0';
    text.append(is_shown ? bytes.substr(at, length) : replacement);
    at += length > 0 ? length : 1;
  }
  return text;
}

std::string_view first_letters(std::string_view utf8, std::size_t letters) {
  std::size_t at = 0;
  for (; at < utf8.size(); ++at)
    if (!is_following(byte_at(utf8, at)) && letters-- == 0) break;
  return utf8.substr(0, at);
}

std::string utf8_of_cp1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::uint8_t byte = byte_at(bytes, at);
    append_letter(text, byte >= 0x80 && byte <= 0x9F ? windows_letters[byte - 0x80U] : byte);
  }
  return text;
}

}  // namespace kohtaamo::corpora
