// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// written_values.h — numbers and days as people write them into tables.
//
// Given   the text of a cell.
// Gives   a number as JSON writes it, a day as 2026-11-23. What is neither stays as it is, and the reader of
//         records refuses it: nothing is guessed.
// Threads safe from everywhere.
//
// Example   "1 234,50 €" -> "1234.50";  "31.12.2026 klo 16.15" as d.m.y -> "2026-12-31";  "1,234.50" -> "1,234.50"

#include <string>
#include <string_view>

namespace kohtaamo::corpora {

// With a decimal comma, spaces or dots between thousands, and perhaps the euro. Without a comma a single dot is a
// decimal point, as in "1200000.5".
std::string number_with_comma(std::string_view text);

// The form is d.m.y with any delimiter and in any order, or year_begins, year_ends. A time of day behind it is left
// out.
std::string iso_date(const std::string& text, std::string_view form);

}  // namespace kohtaamo::corpora
