// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// sentences.h — where the sentences of a text are.
//
// Given   UTF-8 text and its language.
// Gives   the bytes of each sentence, without the space around it, in reading order. ICU breaks the text; a
//         list belongs to the sentence that leads to it: "Hakea voivat:" and the lines with bullets below.
// Fails   never: malformed UTF-8 is read as U+FFFD.
// Threads safe from everywhere: each thread keeps its own iterators.
//
// Example     "Kunnat voivat hakea. Omarahoitus on 20 %."  →  "Kunnat voivat hakea." | "Omarahoitus on 20 %."

#include <string_view>
#include <vector>

#include "stemming/byte_range.h"
#include "stemming/language.h"

namespace kohtaamo::stemming {

std::vector<ByteRange> sentences(std::string_view utf8, Language language);

}  // namespace kohtaamo::stemming
