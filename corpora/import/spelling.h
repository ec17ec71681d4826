// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// spelling.h — texts that sources spell in many ways, in one: what `as` names in a mapping profile.
//
// Given   the name of a spelling and a text.
// Gives   the text in that spelling; nothing when it is none.
// Threads safe from everywhere.

#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::corpora {

std::vector<std::string_view> spelling_names();
bool is_spelling(std::string_view name);
std::string spelled_as(std::string_view name, const std::string& text);
// The local part of a record's id, which has no white space: "RISK FINANCE" -> "RISK_FINANCE".
std::string id_text(std::string_view id_at_source);

}  // namespace kohtaamo::corpora
