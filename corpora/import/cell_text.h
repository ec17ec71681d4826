// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// cell_text.h — texts and lists as cells of a table, and back.
//
// A program for tables takes a cell that begins with = + - @ TAB or CR for a formula. Such a cell is
// written with a ' before it, and read without. A list is written with | between its items.
//
// Threads safe from everywhere.
//
// Example   "=1+1" <-> "'=1+1";  {"a|b", "c"} <-> "a\|b|c"

#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::corpora {

std::string guarded_cell(std::string_view text);
std::string unguarded_cell(std::string_view cell);

std::string joined_cell(const std::vector<std::string>& items);
std::vector<std::string> split_cell(std::string_view cell);  // blanks around items are dropped

}  // namespace kohtaamo::corpora
