// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// gzip.h — replies compressed for who takes them so.
//
// Given   a reply that holds nothing secret: length tells about content.
// Gives   it compressed, when the asker accepts gzip and it is worth the work.
// Threads pure function.

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace kohtaamo::server::exchange {

HttpReply compressed(HttpReply reply, const HttpRequest& request);

// "deflate, gzip;q=0.5"; refused by "gzip;q=0".
bool accepts_gzip(const HttpRequest& request);
// Level 1 (quick) to 9 (small); nothing when there is no memory for it.
std::optional<std::string> gzip(std::string_view text, int level);

}  // namespace kohtaamo::server::exchange
