// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace kohtaamo::server {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;
using config::ServerSettings;
using Refusal = std::optional<Error>;

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t request_line_frame = 32;  // method, version and spaces around the target
constexpr std::array methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::array methods_with_body = {"POST", "PUT", "PATCH"};

std::size_t bytes_of(std::int64_t setting) { return static_cast<std::size_t>(setting); }

Error bad(std::string message, std::string where) {
  return Error{ErrorCode::bad_request, std::move(message), std::move(where)};
}

Error uri_too_long(const ServerSettings& settings) {
  return Error{ErrorCode::uri_too_long, fmt::format("the address is longer than {} bytes", settings.max_uri_bytes)};
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token_character(char c) {
  return is_letter(c) || is_digit(c) ||
         (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}
bool is_value_character(char c) { return c == '\t' || (static_cast<std::uint8_t>(c) >= 0x20 && c != 0x7F); }
bool is_target_character(char c) { return c > 0x20 && c < 0x7F && c != '#'; }
bool is_host_character(char c) {
  return is_letter(c) || is_digit(c) || std::string_view("-._:[]").find(c) != std::string_view::npos;
}

bool consists_of(std::string_view text, bool (*is_allowed)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_allowed);
}

std::string_view without_outer_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_one_of(std::string_view text, const auto& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::size_t count_of(const HttpRequest& request, std::string_view name) {
  const auto has_name = [&](const NameValue& header) { return header.first == name; };
  return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(), has_name));
}

// "GET /haku?q=x HTTP/1.1"
Refusal read_request_line(std::string_view line, RequestHead& head, const ServerSettings& settings) {
  const std::size_t method_end = line.find(' ');
  const std::size_t target_end = line.rfind(' ');
  if (method_end == std::string_view::npos || method_end == target_end)
    return bad("the first line is not 'METHOD target HTTP/1.1'", "request line");
  const auto method = line.substr(0, method_end);
  const auto target = line.substr(method_end + 1, target_end - method_end - 1);
  const auto version = line.substr(target_end + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return bad("the version is not HTTP/1.1", "request line");
  head.knows_chunks = head.may_continue = version == "HTTP/1.1";
  if (target.size() > bytes_of(settings.max_uri_bytes)) return uri_too_long(settings);
  if (!is_one_of(method, methods))
    return Error{ErrorCode::method_not_allowed, "this method is not known here", "request line"};
  head.is_head = method == "HEAD";
  head.request.method = head.is_head ? "GET" : method;
  if (!consists_of(target, is_target_character) || target.front() != '/')
    return bad("the address is not a path such as /haku?q=x", "request line");
  head.request.target = target;
  return {};
}

// A line that is folded (begins with a space) or has a space before its colon has no valid name.
Refusal read_header_line(std::string_view line, HttpRequest& request) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const auto name = line.substr(0, colon);
  if (colon == line.size() || !consists_of(name, is_token_character))
    return bad("a header line is not 'Name: value'", "headers");
  const auto value = without_outer_spaces(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), is_value_character))
    return bad("a header value has a control character", to_lower(name));
  request.headers.emplace_back(to_lower(name), value);
  return {};
}

Refusal read_header_lines(std::string_view lines, RequestHead& head, const ServerSettings& settings) {
  if (lines.size() > bytes_of(settings.max_header_bytes))
    return Error{ErrorCode::headers_too_large,
                 fmt::format("the headers are longer than {} bytes", settings.max_header_bytes), "headers"};
  while (!lines.empty()) {
    if (head.request.headers.size() == bytes_of(settings.max_headers))
      return Error{ErrorCode::headers_too_large, fmt::format("there are more than {} headers", settings.max_headers),
                   "headers"};
    const std::size_t end = lines.find(line_end);
    if (auto refusal = read_header_line(lines.substr(0, end), head.request)) return refusal;
    lines.remove_prefix(end + line_end.size());
  }
  return {};
}

Refusal check_repeats(const HttpRequest& request) {
  for (const auto* name : {"host", "content-length", "content-type", "authorization", "expect"})
    if (count_of(request, name) > 1) return bad("this header is there more than once", name);
  return {};
}

Refusal check_host(std::string_view version_line, const HttpRequest& request) {
  const auto host = request.find_header("host");
  if (!host && version_line.ends_with("HTTP/1.0")) return {};
  if (!host || !consists_of(*host, is_host_character))
    return bad("the name of the host is missing or not a name", "host");
  return {};
}

Refusal check_codings(const HttpRequest& request) {
  if (request.find_header("transfer-encoding"))
    return Error{ErrorCode::length_required, "send the body with Content-Length; no transfer coding is read",
                 "transfer-encoding"};
  const auto coding = request.find_header("content-encoding");
  if (coding && !is_same_header_name(*coding, "identity"))
    return Error{ErrorCode::unsupported_media_type, "send the body as it is, not compressed", "content-encoding"};
  const auto type = request.find_header("content-type");
  if (type && to_lower(*type).starts_with("multipart/"))
    return Error{ErrorCode::unsupported_media_type, "multipart bodies are not read", "content-type"};
  return {};
}

std::int64_t body_limit(const HttpRequest& request, const ServerSettings& settings) {
  const bool is_import = request.method == "POST" && request.path == "/api/v1/import";
  return is_import ? settings.max_import_bytes : settings.max_body_bytes;
}

Refusal read_content_length(RequestHead& head, const ServerSettings& settings) {
  const bool takes_body = is_one_of(head.request.method, methods_with_body);
  const auto text = head.request.find_header("content-length");
  if (!text) {
    if (!takes_body) return {};
    return Error{ErrorCode::length_required, "send the body with Content-Length, also when it is empty",
                 "content-length"};
  }
  if (!consists_of(*text, is_digit)) return bad("the length is not a number", "content-length");
  std::uint64_t length = 0;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), length);
  const auto limit = static_cast<std::uint64_t>(body_limit(head.request, settings));
  if (parsed.ec != std::errc{} || length > limit)
    return Error{ErrorCode::payload_too_large, fmt::format("the body is longer than {} bytes", limit),
                 "content-length"};
  if (length > 0 && !takes_body) return bad("this method has no body", "content-length");
  head.content_length = length;
  return {};
}

Refusal read_expectation(RequestHead& head) {
  const auto expected = head.request.find_header("expect");
  if (!expected) return {};
  if (!is_same_header_name(*expected, "100-continue"))
    return Error{ErrorCode::expectation_failed, "only 100-continue can be expected", "expect"};
  head.expects_continue = true;
  return {};
}

bool asks_to_close(const HttpRequest& request) {
  const auto is_close = [](const NameValue& header) {
    return header.first == "connection" && to_lower(header.second).find("close") != std::string::npos;
  };
  return std::any_of(request.headers.begin(), request.headers.end(), is_close);
}

Refusal read_target(HttpRequest& request) {
  auto target = parse_target(request.target);
  if (!target) return target.error();
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  return {};
}

// The order matters twice: headers come before the rest, so that the refusal of a bad address can be worded in
// the language that the headers ask for; the framing of the body comes before all that only routes care about.
Refusal read_head(std::string_view bytes, RequestHead& head, const ServerSettings& settings) {
  const std::size_t first_end = bytes.find(line_end);
  const auto first_line = bytes.substr(0, first_end);
  const auto header_lines = bytes.substr(first_end + 2, bytes.size() - first_end - 4);
  if (auto refusal = read_request_line(first_line, head, settings)) return refusal;
  if (auto refusal = read_header_lines(header_lines, head, settings)) return refusal;
  if (auto refusal = check_repeats(head.request)) return refusal;
  if (auto refusal = check_host(first_line, head.request)) return refusal;
  if (auto refusal = check_codings(head.request)) return refusal;
  auto bad_target = read_target(head.request);
  if (auto refusal = read_content_length(head, settings)) return refusal;
  if (auto refusal = read_expectation(head)) return refusal;
  return bad_target;
}

}  // namespace

Result<std::size_t> find_head_end(std::string_view bytes, std::size_t seen, const ServerSettings& settings) {
  if (bytes.empty()) return 0;
  // A TLS greeting or noise: nothing that comes later makes it a method.
  if (bytes.front() < 'A' || bytes.front() > 'Z') return fail(bad("this is not HTTP/1.1", "request line"));
  for (std::size_t at = bytes.find('\n', seen); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (bytes[at - 1] != '\r') return fail(bad("a line does not end in CR LF", "headers"));
    if (at >= 3 && bytes.substr(at - 3, 4) == "\r\n\r\n") return at + 1;
  }
  const std::size_t longest_line = bytes_of(settings.max_uri_bytes) + request_line_frame;
  if (bytes.substr(0, longest_line).find('\n') == std::string_view::npos && bytes.size() >= longest_line)
    return fail(uri_too_long(settings));
  if (bytes.size() > longest_line + bytes_of(settings.max_header_bytes))
    return fail(ErrorCode::headers_too_large,
                fmt::format("the headers are longer than {} bytes", settings.max_header_bytes), "headers");
  return 0;
}

RequestHead parse_request_head(std::string_view bytes, const ServerSettings& settings) {
  RequestHead head;
  head.refusal = read_head(bytes, head, settings);
  head.may_continue = head.may_continue && !head.refusal && !asks_to_close(head.request);
  // Whole replies are all there is: an overlapping Range is the oldest way to make a server fill its memory.
  std::erase_if(head.request.headers, [](const NameValue& header) { return header.first == "range"; });
  return head;
}

}  // namespace kohtaamo::server
