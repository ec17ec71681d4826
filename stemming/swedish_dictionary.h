// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// swedish_dictionary.h — which Swedish words may begin a compound and which may end one, by Hunspell's dictionary.
//
// Given   sv_SE.dic, words with their flags, and sv_SE.aff, what the flags mean. Of all this only the flags for
//         compounds are read: COMPOUNDBEGIN, COMPOUNDMIDDLE, COMPOUNDEND, ONLYINCOMPOUND, and the suffixes that
//         make of a word the form in which it begins a compound.
// Gives   heads ("arbets", "skol", "kvinno") with the word that each is a form of, and the words that may be last.
// Fails   never: a file that is missing, or lines in no shape we know, give no words.
// Never   judges how words go together: swedish.h does.
// Threads safe from everywhere.
//
// Example       skola/AEGPY    begins compounds as "skol" (a suffix rule takes the a), ends them as "skola"
//               arbets/UXZ     is no word by itself, and a form of "arbete"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemming/hunspell_rules.h"

namespace kohtaamo::stemming {

struct CompoundWords {
  std::unordered_map<std::string, std::string> heads{};  // as written in a compound -> the word
  std::vector<std::string> ends{};                       // base forms, in the order of the dictionary
};

CompoundWords parse_compound_words(std::string_view dic, std::string_view aff);

// The words of the dictionary, and those that it has by rules of derivation alone: "invandrare" by "invandra/T",
// "ekonomisk" by "ekonom/T", with the flags of words like them.
std::vector<DictionaryEntry> parse_swedish_entries(std::string_view dic);

struct SwedishDictionaryTexts {
  std::string dic{}, aff{};
};

// Empty texts when it is not installed.
SwedishDictionaryTexts read_swedish_dictionary(const std::string& folder);

// How large the dictionary is, which tells one from another; 0: not installed.
std::size_t size_of_dictionary(const std::string& folder);

}  // namespace kohtaamo::stemming
