// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// error_names.h — the way back from the name of an error on the wire to its code.
//
// Threads a constant table.

#include <optional>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::config {

// "not_found" -> ErrorCode::not_found; nothing for a name that the table does not have.
std::optional<ErrorCode> find_error_code(std::string_view name);

}  // namespace kohtaamo::config
