// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// listing.h — which records the outside may see, and the sets under which they are passed on.
//
// Given   a Record.
// Gives   whether searches may show it; the names of its sets, a wider one before those inside it.
// Threads pure functions.
//
// Example   a public need of one theme
//   ->      type, type:need, theme, theme:sample:theme-belonging

#include <string>
#include <string_view>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::corpora {

// The set that every listed record is in.
inline constexpr std::string_view set_of_all = "type";

// Public, and neither draft nor withdrawn.
bool is_listed(const Record& record);

// None for a record that is not listed.
std::vector<std::string> sets_of(const Record& record);

}  // namespace kohtaamo::corpora
