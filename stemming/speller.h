// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// speller.h — what the dictionaries of three languages say about the spelling of a word.
//
// Given   one folded word.
// Gives   whether a dictionary knows it in any of its forms, and what else may have been meant: Voikko for
//         Finnish, Hunspell for Swedish and English.
// Fails   never: a language whose dictionary is not installed knows no word, and a warning says so.
// Never   looks into an index: whether a word finds anything is for the caller to see.
// Threads safe from everywhere. The libraries keep scratch state, so one call at a time for each language.
//
// Example (sv)  knows "hemlöshet"; suggests for "hemloshet" hemlöshet, hemlovet
//
// To know takes microseconds. To suggest takes Voikko some milliseconds, and Hunspell a tenth of a second:
// ask it last. The dictionaries are read at the first question, in two tenths of a second.

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/language.h"

namespace kohtaamo::stemming {

// Where Debian puts the dictionaries of Hunspell: <folder>/sv_SE.aff, .dic and so on.
inline constexpr std::string_view hunspell_folder = "/usr/share/hunspell";

struct SpellerOptions {
  std::string voikko_path{};  // as AnalyzerOptions
  std::string hunspell_path{hunspell_folder};
};

class Speller {
 public:
  explicit Speller(SpellerOptions options = {});
  ~Speller();
  Speller(const Speller&) = delete;
  Speller& operator=(const Speller&) = delete;

  bool knows(std::string_view word, Language language) const;

  // Likeliest first; in lower case, each one word.
  std::vector<std::string> suggest(std::string_view word, Language language) const;

  // One sentence for each dictionary that is missing.
  std::vector<std::string> warnings() const;

 private:
  struct Dictionaries;
  Dictionaries& dictionaries() const;

  const SpellerOptions options_;
  mutable std::once_flag is_read_{};
  mutable std::unique_ptr<Dictionaries> dictionaries_;
};

}  // namespace kohtaamo::stemming
