// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// cases.h — rows of tests/cases/*.tsv, and terms as the text those rows hold.

#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {

// The columns of each row of a file below tests/cases; lines that begin with # are left out.
std::vector<std::vector<std::string>> read_rows(const std::string& path);

std::vector<std::string> split(std::string_view text, char separator);

// "kärkihanke ~kärki ~hanke": parts have a ~ before them.
std::string to_text(const WordTerms& terms);

// The words of a text, "hyvin | työ", each with its terms as above.
std::string to_text(const std::vector<Word>& words);

// One for all tests: the dictionary is read once.
const Analyzer& shared_analyzer();

}  // namespace kohtaamo::stemming
