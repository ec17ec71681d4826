// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_message.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// How many bytes the UTF-8 character at the front has; 0 when it is none (cut short, overlong, a surrogate).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool is_overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool is_no_character = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
  return is_overlong || is_no_character ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_control(char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F; }
bool is_line_control(char c) { return c == '\t' || c == '\n' || c == '\r'; }

enum class Plus { stays, is_space };

Result<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return fail(ErrorCode::bad_request, "a % is not followed by two hexadecimal digits");
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(decoded)) return fail(ErrorCode::bad_request, "the text is not UTF-8");
  return decoded;
}

config::Error at(config::Error error, std::string_view where) {
  error.where = where;
  return error;
}

Result<std::string> decode_query_part(std::string_view text) {
  auto decoded = decode(text, Plus::is_space);
  if (!decoded) return decoded;
  const bool has_control =
      std::any_of(decoded->begin(), decoded->end(), [](char c) { return is_control(c) && !is_line_control(c); });
  if (has_control) return fail(ErrorCode::bad_request, "the text has a control character");
  return decoded;
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const auto segment = path.substr(start, end - start);
    if (segment == "." || segment == "..") return true;
    start = end + 1;
  }
  return false;
}

Result<std::string> parse_path(std::string_view text) {
  auto path = decode(text, Plus::stays);
  if (!path) return fail(at(path.error(), "path"));
  if (std::any_of(path->begin(), path->end(), is_control) || path->find('\\') != std::string::npos)
    return fail(ErrorCode::bad_request, "the path has a character that no path has", "path");
  if (has_dot_segment(*path)) return fail(ErrorCode::bad_request, "the path has a . or .. segment", "path");
  return path;
}

std::optional<std::string_view> find_named(const std::vector<NameValue>& pairs, auto is_same, std::string_view name) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const NameValue& pair) { return is_same(pair.first, name); });
  if (found == pairs.end()) return std::nullopt;
  return found->second;
}

}  // namespace

bool is_same_header_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> HttpRequest::find_header(std::string_view name) const {
  return find_named(headers, is_same_header_name, name);
}

std::optional<std::string_view> HttpRequest::find_query(std::string_view name) const {
  return find_named(query, std::equal_to<std::string_view>{}, name);
}

Result<std::vector<NameValue>> parse_query_text(std::string_view text) {
  std::vector<NameValue> pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    auto name = decode_query_part(part.substr(0, equals));
    if (!name) return fail(at(name.error(), "query"));
    auto value = decode_query_part(part.substr(std::min(equals + 1, part.size())));
    if (!value) return fail(at(value.error(), *name));
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

Result<Target> parse_target(std::string_view target) {
  const std::size_t question = std::min(target.find('?'), target.size());
  auto path = parse_path(target.substr(0, question));
  if (!path) return fail(path.error());
  auto query = parse_query_text(target.substr(std::min(question + 1, target.size())));
  if (!query) return fail(query.error());
  return Target{.path = std::move(*path), .query = std::move(*query)};
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<std::uint8_t>(c));
  }
  return encoded;
}

}  // namespace kohtaamo::server
