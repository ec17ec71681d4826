// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// nearest_name.h — "did you mean": the known name that a mistyped one is closest to.

#include <span>
#include <string>
#include <string_view>

namespace kohtaamo::config {

// The name with the smallest edit distance, if that is at most a third of the typed length
// (at least one edit); else an empty text. Ties: the first.
std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> known);

// " (did you mean 'server.port'?)", or an empty text.
std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known);

}  // namespace kohtaamo::config
