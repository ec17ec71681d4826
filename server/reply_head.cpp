// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply_head.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace kohtaamo::server {
namespace {

struct Reason {
  int status = 0;
  std::string_view text{};
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{503, "Service Unavailable"},
    Reason{507, "Insufficient Storage"},
};

// Clients go by the number; a status that is not in the table is sent without words.
std::string_view reason_of(int status) {
  const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.status == status; });
  return found == reasons.end() ? std::string_view{} : found->text;
}

struct Header {
  std::string_view name{}, value{};
};

constexpr std::array on_every_reply{
    Header{"Content-Security-Policy",
           "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
           "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
           "require-trusted-types-for 'script'"},
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
};

bool has_header(const HttpReply& reply, std::string_view name) {
  return std::any_of(reply.headers.begin(), reply.headers.end(),
                     [&](const NameValue& header) { return is_same_header_name(header.first, name); });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<std::uint8_t>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

}  // namespace

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool has_clean_headers(const HttpReply& reply) {
  const auto is_clean = [](const NameValue& header) {
    return !header.first.empty() && header.first.find_first_of(" :") == std::string::npos &&
           !has_control(header.first) && !has_control(header.second);
  };
  return !has_control(reply.content_type) && std::all_of(reply.headers.begin(), reply.headers.end(), is_clean);
}

std::string reply_head(const HttpReply& reply, const ReplyFrame& frame) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, reason_of(reply.status));
  const auto write = [&](std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
  };
  const auto write_unless_set = [&](std::string_view name, std::string_view value) {
    if (!has_header(reply, name)) write(name, value);
  };
  write("Date",
        fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::to_time_t(frame.now))));
  write("X-Request-Id", frame.request_id);
  if (!reply.content_type.empty()) write("Content-Type", reply.content_type);
  if (reply.writes_body && frame.in_chunks) write("Transfer-Encoding", "chunked");
  if (has_body(reply.status) && !reply.writes_body) write("Content-Length", fmt::to_string(reply.body.size()));
  if (frame.closes) write("Connection", "close");
  for (const auto& [name, value] : reply.headers) write(name, value);
  for (const auto& [name, value] : on_every_reply) write_unless_set(name, value);
  write_unless_set("Cross-Origin-Resource-Policy", frame.is_api ? "cross-origin" : "same-origin");
  if (reply.status == 503) write_unless_set("Retry-After", "1");
  if (reply.status == 405) write_unless_set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  head += "\r\n";
  return head;
}

}  // namespace kohtaamo::server
