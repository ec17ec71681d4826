// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// stop_words.h — the words of a language that say nothing about what a text is about.
//
// Given   a folded word.
// Gives   whether stemming/words/<language>/stop_words.txt lists it: one word a line, # begins a comment.
//         The Finnish list holds base forms as well, whose inflections then need not be listed.
// Threads safe from everywhere.

#include <string_view>

#include "stemming/language.h"

namespace kohtaamo::stemming {

bool is_stop_word(std::string_view folded, Language language);

}  // namespace kohtaamo::stemming
