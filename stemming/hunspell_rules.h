// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// hunspell_rules.h — the lines of a dictionary of Hunspell, as far as we read them.
//
// Given   the texts of a .dic and an .aff file.
// Gives   words with their flags, and suffix rules: what is taken off a word, what is put on, and how the word
//         must end.
// Fails   never: lines in no shape we know are passed over.
// Never   knows what a flag means: swedish_dictionary.h and swedish_forms.h do.
// Threads safe from everywhere.
//
// Example       SFX G a orna [^i]a     of the flag G: "flicka" -> "flickorna", not of "historia"

#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::stemming {

// The views are into the text of the .aff file.
struct SuffixRule {
  char flag = 0;
  std::string_view strip{}, add{};
  std::string_view condition{};   // on the end of the word: "a", "[^ae]", "."
  std::string_view made_flags{};  // of the form made
};

struct DictionaryEntry {
  std::string word{};  // folded
  std::string_view flags{};
};

// The next field of a line, between blanks; the line keeps what follows.
std::string_view next_field(std::string_view& line);

template <class Take>
void for_each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n') == std::string_view::npos ? text.size() : text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    take(line);
    text.remove_prefix(end == text.size() ? end : end + 1);
  }
}

std::vector<SuffixRule> parse_suffix_rules(std::string_view aff);

// Words with digits or signs in them are left out, and so is the line that counts the words.
std::vector<DictionaryEntry> parse_entries(std::string_view dic);

bool ends_as(std::string_view word, std::string_view condition);

}  // namespace kohtaamo::stemming
