// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// percent.h — texts as they stand in addresses.
//
// Gives   "a%20b" for "a b", and back. A '%' that begins no such pair stays as it is.
// Threads safe from everywhere.

#include <string>
#include <string_view>

namespace kohtaamo::corpora {

std::string percent_encoded(std::string_view text);
std::string percent_decoded(std::string_view text);

}  // namespace kohtaamo::corpora
