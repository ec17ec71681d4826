// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// source_files.h — files of the project that tests read. Where the project lies is known to one file alone, so that
// all others compile to the same in every clone.

#include <string>
#include <string_view>

namespace kohtaamo::tests {

// The whole path of a file, named from the top of the project: "corpora/samples/calls.jsonl".
std::string source_path(std::string_view file);

// What is in it. Throws std::runtime_error when it cannot be read.
std::string read_file(std::string_view file);
std::string read_case(std::string_view file);  // below tests/cases/

}  // namespace kohtaamo::tests
