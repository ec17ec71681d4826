// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moment.h — moments in UTC as text, and the clock of Helsinki as moments. Days are date.h's.
//
// Fails   bad_record for text that is no moment.
// Never   asks the clock.
// Threads safe from everywhere.
//
// Example   parse_moment("2026-11-23T14:56:38Z"); to_timestamp() gives the same text back

#include <chrono>
#include <string>
#include <string_view>

#include "config/error.h"
#include "corpora/date.h"

namespace kohtaamo::corpora {

std::string to_timestamp(std::chrono::sys_seconds moment);

// A timestamp with its zone, or a day, which is its first moment in UTC.
config::Result<std::chrono::sys_seconds> parse_moment(std::string_view text);

// When it is so late on that day in Helsinki. A time that the change to summer time skips is that of the change; of one
// that comes twice it is the first.
std::chrono::sys_seconds helsinki_moment(Date day, std::chrono::minutes after_midnight);

}  // namespace kohtaamo::corpora
