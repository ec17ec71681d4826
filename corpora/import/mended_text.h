// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// mended_text.h — text that took harm on its way to us, as it was meant.
//
// Given   valid UTF-8 from a foreign source.
// Gives   UTF-8 that was once read as cp1252 and written as UTF-8 again, read aright; the signs of cp1252 in the place
//         of control characters of the same number; and what a table had in quotes, with each quote within doubled,
//         without them. Anything else as it is.
// Never   guesses: a letter is mended only where what stands there makes no sense otherwise. So closing quotes and
//         dashes after Ã or Â stay, which some text may have meant.
// Threads safe from everywhere.
//
// Example   "G-PHAN â€“ FÃ¤rjan"        ->  "G-PHAN – Färjan"
//           "\"Theme \"\"Culture\"\"\""  ->  "Theme \"Culture\""

#include <string>

namespace kohtaamo::corpora {

std::string mended(std::string text);

}  // namespace kohtaamo::corpora
