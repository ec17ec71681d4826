// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// translation_table.h — a learnt table of translations as a file that people can read and mend.
//
// Given   rows, or a file: UTF-8, a row a line, six columns with tabs between them; # begins a comment line.
// Gives   the other of the two. Weights are written with four digits.
// Fails   reading: file_missing, bad_record with file:line; writing: cannot_write. A file is replaced whole
//         or not at all.
// Threads safe from everywhere, for different files.
//
// Example   fi  en  asunnottomuus  homeless  0.7071  learnt

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/translation.h"

namespace kohtaamo::stemming {

std::string to_tsv(std::span<const TermPair> rows);

// `name` is for the place of an error.
config::Result<std::vector<TermPair>> parse_translations(std::string_view tsv, std::string_view name);

config::Result<std::vector<TermPair>> read_translations(const std::string& path);
config::Result<void> write_translations(const std::string& path, std::span<const TermPair> rows);

}  // namespace kohtaamo::stemming
