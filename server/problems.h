// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// problems.h — an Error as RFC 9457 application/problem+json.
//
// Given   an error, the request it came from, and the asker's language.
// Gives   title and detail in that language; `code`, which never changes its name; in `errors` the place
//         and the exact words, which are for the one who writes the client and stay English.
// Threads pure functions.
//
// Example   /api/v1/search?limit=abc, fi
//   title     Pyyntö on virheellinen.
//   detail    Pyyntö on virheellinen. Kohta: limit
//   errors    [{"parameter": "limit", "detail": "'abc' is not a whole number from 0 to 100"}]

#include "config/error.h"
#include "server/http_message.h"
#include "stemming/language.h"

namespace kohtaamo::server {

// What kind of error it is, in words for the asker.
std::string_view title_of(config::ErrorCode code, stemming::Language language);

HttpReply problem_reply(const config::Error& error, const HttpRequest& request, stemming::Language language);

}  // namespace kohtaamo::server
