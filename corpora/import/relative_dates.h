// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// relative_dates.h — days that are told from the day of import, so that samples never go stale.
//
// Given   JSON text and a day.
// Gives   the text, where each string value that is exactly "today", "today+21d" or "today-400d"
//         has become an ISO date. All else, names of members included, stays byte by byte.
// Fails   never: what is no JSON stays as it is, for the reader of JSON to complain about.
// Threads safe from everywhere.
//
// Example on 2026-11-23   {"opens":"today-1d","note":"today we open"}
//                      -> {"opens":"2026-11-22","note":"today we open"}

#include <string>
#include <string_view>

#include "corpora/date.h"

namespace kohtaamo::corpora {

std::string resolve_relative_dates(std::string_view json, Date today);

}  // namespace kohtaamo::corpora
