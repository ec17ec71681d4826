// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// fold.h — one spelling for every way to write the same word.
//
// Given   one word in UTF-8, as it stands in a text.
// Gives   it in NFC and lower case, without invisible characters (soft hyphens), with plain
//         apostrophes and hyphens, without the spaces inside a number, without hyphens at its ends
//         and the ending after a colon ("EU:n"), and at most max_term_bytes long.
// Fails   never: malformed UTF-8 is read as U+FFFD.
// Never   takes an accent off: ä, ö, å are letters of their own, é and š stay what they are.
// Threads safe from everywhere.
//
// Example     "Hyvin\u00ADvointi’"  →  "hyvinvointi'"      "1\u00A0234"  →  "1234"

#include <string>
#include <string_view>

namespace kohtaamo::stemming {

// Writes into `folded`, whose memory is used again from word to word.
void fold_word(std::string_view word, std::string& folded);

// Shortens to at most `max_bytes`, never inside a code point.
void cut_at_code_point(std::string& utf8, std::size_t max_bytes);

}  // namespace kohtaamo::stemming
