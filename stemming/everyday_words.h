// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// everyday_words.h — what plain words of needs and services are called in the three languages.
//
// Given   stemming/words/everyday.tsv, which is in the program: a row a meaning, three columns (fi, sv, en) with tabs
//         between, in each the words for it, commonest first, with "; " between; # begins a comment line.
// Gives   its rows, and of these the pairs of two languages, as the Translator wants them. FreeDict's dictionaries name
//         every sense of a word alike ("phone": a sound of speech, a telephone); these name the one that is meant where
//         people speak of their lives.
//         Words of several words (mental health) are translations, and are not asked from (translation.h).
// Fails   parsing: bad_record with file:line for a row that has not three columns, or a word that is empty or has white
//         space at an end. The list of the program has been parsed by a test.
// Threads safe from everywhere.
//
// Example   koti <tab> hem <tab> home; household
//   pairs   koti – home 1, koti – household 0.5

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/language.h"
#include "stemming/translation.h"

namespace kohtaamo::stemming {

struct EverydayWord {
  PerLanguage<std::vector<std::string>> words{};  // none is empty
};

// `name` is for the place of an error.
config::Result<std::vector<EverydayWord>> parse_everyday_words(std::string_view tsv, std::string_view name);

std::vector<EverydayWord> everyday_words();

// Each word of one language with each of the other. The second of a column is half as sure as the first, the third a
// third; second by second is a quarter.
std::vector<TextPair> to_text_pairs(std::span<const EverydayWord> rows, Language from, Language to);

}  // namespace kohtaamo::stemming
