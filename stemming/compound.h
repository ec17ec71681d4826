// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// compound.h — reads how Voikko says that a word is put together.
//
// Given   a reading: the word, its base form, and Voikko's STRUCTURE and WORDBASES of it.
// Gives   the parts of the compound; none for a plain word.
// Threads safe from everywhere.
//
// Example       "lastensuojelussa"
//   STRUCTURE   =pppppp=pppppppppp                            a letter each, = before each part
//   WORDBASES   +lasten(lapsi)+suojel(suojella)+u(+u)         a piece of the word, and its base form
//   parts       lapsi    the piece "lasten" is a part by itself, so its base form stands for it
//               suojelu  the last part is made of two pieces: it is cut from the base form

#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::stemming {

// Letters [begin, end) of the word.
struct Slice {
  std::size_t begin = 0, end = 0;
};

struct WordBase {
  std::size_t begin = 0, end = 0;  // letters of the word; the last piece is written as in the base form
  std::wstring text{};             // base form of the piece; empty for an ending ("+u(+u)")
};

struct Reading {
  std::wstring_view surface{}, base{}, structure{}, word_bases{};
};

std::vector<Slice> parse_structure(std::wstring_view structure, std::size_t word_length);
std::vector<WordBase> parse_word_bases(std::wstring_view word_bases);
// Without base forms, as the word is written: "lasten", "suojelu".
std::vector<std::wstring> compound_parts(const Reading& reading, bool with_base_forms = true);

}  // namespace kohtaamo::stemming
