// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// match_text.h — the answer to a match as lines for people.
//
// Given   the JSON of POST /api/v1/match, made here or by a server, and the language that titles are wanted in.
// Gives   a line for each match with its reasons and conditions below it, then the near misses likewise, then a count.
//         Read from JSON, so that it is the same with and without a server.
// Fails   bad_json, and bad_request for JSON that is no such answer.
// Threads pure function.

#include <string>
#include <string_view>

#include "config/error.h"
#include "stemming/language.h"

namespace kohtaamo::indexer {

config::Result<std::string> match_text(std::string_view json, stemming::Language language);

}  // namespace kohtaamo::indexer
