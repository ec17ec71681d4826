// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// date.h — calendar days in Helsinki.
//
// Given   ISO 8601 text, or a moment in UTC.
// Gives   a day. A closing day is included: a call that closes on the 15th is open on the 15th.
// Fails   bad_record for text that is no date ("2026-02-30").
// Never   asks the clock, except today_in_helsinki().
// Threads safe from everywhere.

#include <chrono>
#include <string>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::corpora {

using Date = std::chrono::sys_days;

// "2026-10-15", or a timestamp ("2026-08-31T21:00:00Z" is the 1st of September in Helsinki).
// A timestamp without a zone is Helsinki's own.
config::Result<Date> parse_date(std::string_view text);

std::string to_text(Date day);  // "2026-10-15"
Date day_in_helsinki(std::chrono::system_clock::time_point moment);
Date today_in_helsinki();
std::string now_as_timestamp();  // "2026-11-23T14:56:38Z"

}  // namespace kohtaamo::corpora
