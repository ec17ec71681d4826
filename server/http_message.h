// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// http_message.h — a request and a reply as plain values, so that routes are tested without a socket.
//
// Given   the target of a request line, e.g. "/api/v1/search?q=kuntoutus&limit=5".
// Gives   its path and parameters, decoded.
// Fails   bad_request at the parameter ("q") or at "path": a broken %XX, text that is not UTF-8, a control
//         character other than tab and line ends (in a path: any), a backslash or a "." or ".." segment in a path.
//         Nothing is repaired: a decoded text means exactly what was sent.
// Threads values.
//
// Example       /haku?q=%C3%A4iti+lapsi&stage=idea&stage=pilot
//   path        /haku
//   query       q: "äiti lapsi", stage: "idea", stage: "pilot"     in the order they came

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/error.h"

namespace kohtaamo::server {

using NameValue = std::pair<std::string, std::string>;

struct HttpRequest {
  std::string method{};              // upper case; a HEAD arrives as GET
  std::string target{};              // as sent: path and query, still encoded
  std::string path{};                // decoded
  std::vector<NameValue> query{};    // decoded, repeats kept
  std::vector<NameValue> headers{};  // lower-case names, values without outer spaces, repeats kept
  std::string body{};
  std::string remote_address{};  // of the socket's other end; no header is believed
  std::string request_id{};      // 8 to 64 of [A-Za-z0-9_-]

  // The first of that name, whatever its case; nothing when there is none.
  std::optional<std::string_view> find_header(std::string_view name) const;
  std::optional<std::string_view> find_query(std::string_view name) const;  // case matters
};

// Takes the next piece of a long body; once it fails, no more is wanted.
using BodySink = std::function<config::Result<void>(std::string_view piece)>;
// Gives a body piece by piece, in the order it is to be read. A failure leaves it cut off, which the reader notices.
using BodyWriter = std::function<config::Result<void>(const BodySink& sink)>;

struct HttpReply {
  int status = 200;
  std::string content_type{};        // empty: no Content-Type line
  std::vector<NameValue> headers{};  // Content-Length, Date and the security set are added by the server
  std::string body{};
  BodyWriter writes_body{};  // in place of `body`, for one too long to be held; called after the handler, at most once
};

struct Target {
  std::string path{};
  std::vector<NameValue> query{};
};

config::Result<Target> parse_target(std::string_view target);

// "a=1&b=%C3%A4+x", the text of a query or of a form body. Empty pairs are skipped; "a" alone has an empty value.
config::Result<std::vector<NameValue>> parse_query_text(std::string_view text);

// A text as it may stand in a path segment or a query value: all but [A-Za-z0-9-._~] becomes %XX.
std::string percent_encode(std::string_view text);

bool is_same_header_name(std::string_view a, std::string_view b);  // ASCII case aside

}  // namespace kohtaamo::server
