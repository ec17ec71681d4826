// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// text_cleaning.h — text from anywhere as text for people: no markup, one spelling of each letter.
//
// Given   UTF-8 text, perhaps with HTML in it.
// Gives   NFC; tags taken out and their text kept (<br>, <p> and the like become line breaks),
//         entities decoded, control characters other than line break and tab dropped, no white space
//         at either end. What decoding brings forth is cleaned as well, so that cleaning twice is
//         cleaning once, and text twice escaped by a feed comes out plain.
// Fails   never: text that is not UTF-8 is given back as it came, for validate to refuse.
// Threads safe from everywhere.
//
// Example   "<p>Lapsi &amp; perhe</p>&lt;b&gt;nyt&lt;/b&gt;"  ->  "Lapsi & perhe\nnyt"

#include <string>
#include <string_view>

namespace kohtaamo::corpora {

bool is_valid_utf8(std::string_view text);

std::string clean_prose(std::string_view text);
// The same without touching markup: for names, numbers, addresses.
std::string clean_plain(std::string_view text);
// By which two spellings of a name are told to be one: letters and digits in one case, with one blank
// between words. "Esimerkki  Ry." -> "esimerkki ry"
std::string name_key(std::string_view name);

}  // namespace kohtaamo::corpora
