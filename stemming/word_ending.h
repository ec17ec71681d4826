// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_ending.h — whether two words with one stem are forms of one word.
//
// Given   two folded words that the stemmer has brought together, and their language.
// Gives   whether they differ by endings of number, case and definiteness only: "student" and
//         "students", not "important" and "import". Finnish has a dictionary for this: always yes.
// Threads safe from everywhere.

#include <string_view>

#include "stemming/language.h"

namespace kohtaamo::stemming {

bool has_same_word(std::string_view one, std::string_view other, Language language);

}  // namespace kohtaamo::stemming
