// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// gzip.h — replies compressed for who takes them so.
//
// Given   a reply that holds nothing secret: length tells about content.
// Gives   it compressed, when the asker accepts gzip and it is worth the work.
// Threads pure function.

#include "server/http_message.h"

namespace kohtaamo::server::exchange {

HttpReply compressed(HttpReply reply, const HttpRequest& request);

}  // namespace kohtaamo::server::exchange
