// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// funding_table.h — the calls that a page shows as a table for programs.
//
// Given   the calls of a list, or those with a deadline in its month; the address of the service.
// Gives   rows, the first of them the names of the columns; days as 2026-12-01, unknown ones empty.
// Threads pure function.

#include <string>
#include <vector>

#include "server/pages/card.h"
#include "server/places/call_list.h"

namespace kohtaamo::server {

std::vector<std::vector<std::string>> call_rows(const CallList& list, const std::string& base, const Reader& reader);

}  // namespace kohtaamo::server
