// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// licence_text.h — the SPDX name of a licence that a source spells in its own way.
//
// Given   "CC BY 4.0", "https://creativecommons.org/licenses/by-nc/4.0/deed.fi", "CC0", "CC-BY-4.0".
// Gives   "CC-BY-4.0", "CC-BY-NC-4.0", "CC0-1.0", "CC-BY-4.0"; nothing for other words. Without a
//         number of its version a licence is not told: which one is meant cannot be known.
// Threads safe from everywhere.

#include <optional>
#include <string>
#include <string_view>

namespace kohtaamo::corpora {

std::optional<std::string> spdx_of(std::string_view rights);

}  // namespace kohtaamo::corpora
