// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// finnish.h — what Voikko's dictionary knows about a Finnish word.
//
// Given   one folded word.
// Gives   the base forms of all its readings, and the parts of its compounds, both as the dictionary
//         lists them and as the word is put together.
// Fails   never: a word it does not know, or too long for it, gives nothing.
// Never   guesses: unknown words are the analyzer's business.
// Threads one Finnish per thread.
//
// Example       "lastensuojelussa"
//   base form   lastensuojelu
//   parts       lapsi (the word behind "lasten"), suojelu (not "suojella": going back to the verb a
//               noun was made of finds worse)
//               "tehnyt"
//   base forms  tehnyt, tehdä (a participle is an inflection of its verb)

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/term_list.h"

struct VoikkoHandle;

namespace kohtaamo::stemming {

// One way to read a word, as the dictionary tells it.
struct FinnishReading {
  std::string base{};        // "lastensuojelu"
  std::string word_class{};  // in the words of the dictionary: "nimisana"
  std::string structure{};   // "=pppppp=pppppppppp"
  std::string word_bases{};  // "+lasten(lapsi)+suojel(suojella)+u(+u)"
};

class Finnish {
 public:
  // A folder that holds 5/mor-…/, Voikko's format of dictionaries; an empty path: the system's.
  explicit Finnish(const std::string& voikko_path);

  // Of the library; it does not tell the dictionary's.
  static std::string_view voikko_version();

  bool has_dictionary() const { return voikko_ != nullptr; }
  bool knows(std::string_view word) const;

  // What may have been meant by a word it does not know, likeliest first; at most a handful.
  std::vector<std::string> suggest(std::string_view word) const;

  // In the order of the dictionary; none of an unknown word.
  std::vector<FinnishReading> readings(std::string_view word) const;

  // False and nothing added: an unknown word.
  bool add_readings(std::string_view word, const AnalysisSteps& steps, TermList& terms) const;

  // For the first half of a compound on its own, which is no word: "sosiaali", "vertais", "kehittämis".
  bool add_prefix_readings(std::string_view prefix, TermList& terms) const;

  // Where the last part of a compound begins, in bytes of the word as given: "terveys|palvelut".
  // 0: no compound, or unknown.
  std::size_t last_part_of(std::string_view word) const;

 private:
  struct Close {
    void operator()(VoikkoHandle* voikko) const;
  };
  std::unique_ptr<VoikkoHandle, Close> voikko_;
};

}  // namespace kohtaamo::stemming
