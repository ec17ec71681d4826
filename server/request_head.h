// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// request_head.h — the head of a request, from bytes that anyone may have sent.
//
// HTTP parsers differ in what they forgive, and what two of them read differently is an attack. This one
// forgives nothing: one form of each thing is read, every other is refused.
//
// Given   bytes up to and including the empty line, and limits.
// Gives   the request without its body, how long the body is, and whether the connection may go on.
// Fails   with an Error in `refusal`; what could be read before stands in `request`, so that the reply can be
//         worded for the one who asked. RELIABILITY.md section 7, H05-H20, is the list.
// Threads pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

#include "config/error.h"
#include "config/settings.h"
#include "server/http_message.h"

namespace kohtaamo::server {

struct RequestHead {
  HttpRequest request{};  // no body, address or id yet
  std::optional<config::Error> refusal{};
  std::size_t content_length = 0;
  bool is_head = false;           // answered as GET, without the body
  bool may_continue = false;      // the connection may carry another request
  bool knows_chunks = false;      // HTTP/1.1
  bool expects_continue = false;  // the sender waits for "100 Continue" before the body
};

// The length of the head at the front of `bytes`, or 0 when its end has not come yet. `seen` bytes were looked
// at by an earlier call. Fails as soon as no further byte could mend it, however little has come.
config::Result<std::size_t> find_head_end(std::string_view bytes, std::size_t seen,
                                          const config::ServerSettings& settings);

RequestHead parse_request_head(std::string_view head, const config::ServerSettings& settings);

}  // namespace kohtaamo::server
