// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// reply_head.h — what stands before the body of a reply: status line, headers, empty line.
//
// Given   a reply, and what the connection knows about it.
// Gives   the bytes of its head, with the headers that every answer has (RELIABILITY.md section 6). A header
//         that the reply sets itself is not added again.
// Threads pure functions.

#include <chrono>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace kohtaamo::server {

struct ReplyFrame {
  std::string_view request_id{};
  bool is_api = false;     // may be read by pages of other origins
  bool closes = false;     // the last reply of its connection
  bool in_chunks = false;  // of a body whose length is not known: the asker knows chunks
  std::chrono::system_clock::time_point now{};
};

bool has_body(int status);  // false: 1xx, 204 and 304

// False when a header could end its line and begin another: such a reply must not be sent.
bool has_clean_headers(const HttpReply& reply);

std::string reply_head(const HttpReply& reply, const ReplyFrame& frame);

}  // namespace kohtaamo::server
