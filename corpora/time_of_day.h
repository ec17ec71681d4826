// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// time_of_day.h — the time in Helsinki that a timestamp names; its day is parse_date's (date.h).
//
// Gives   "16:15" for "2026-08-31T13:15:00Z"; nothing for a day alone, nor for midnight, which stands
//         for a day without a time.
// Threads safe from everywhere.

#include <optional>
#include <string>
#include <string_view>

namespace kohtaamo::corpora {

std::optional<std::string> time_in_helsinki(std::string_view timestamp);

}  // namespace kohtaamo::corpora
