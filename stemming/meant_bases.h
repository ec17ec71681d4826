// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// meant_bases.h — which of a word's readings is most likely meant where nothing else tells.
//
// Given   a word of a label, a headword or a title, and the text it is from.
// Gives   the base form alone when the word is written as one: "tuki" is support, though it can also be
//         read as "(he) supported". Else the base forms of all readings.
// Threads safe from everywhere.

#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {

std::vector<std::string> meant_bases(const Word& word, std::string_view text);

}  // namespace kohtaamo::stemming
