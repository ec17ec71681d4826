// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// wide.h — UTF-8 and the one-letter-one-number strings of Voikko, whose positions count letters.
//
// Threads safe from everywhere.

#include <string>
#include <string_view>

namespace kohtaamo::stemming {

std::wstring to_wide(std::string_view utf8);
std::string to_utf8(std::wstring_view wide);
std::wstring to_lower(std::wstring_view wide);

}  // namespace kohtaamo::stemming
