// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// segmenter.h — where the words of a text are.
//
// Given   UTF-8 text and its language.
// Gives   the words in reading order as bytes of the text. ICU breaks the text; three things are put
//         together again: words with hyphens, numbers with spaces, and (left together by ICU's Finnish
//         and Swedish rules) abbreviations with a colon and an ending.
// Fails   never: malformed UTF-8 is read as U+FFFD, which belongs to no word.
// Never   changes or judges a word: fold.h and the analyzer do.
// Threads one Segmenter per thread: ICU's iterator keeps scratch state.
//
// Example (fi)  "Sosiaali- ja terveyspalvelut: 1 234 EU:n COVID-19-rokotetta"
//   segments    Sosiaali (suspended) | ja | terveyspalvelut | 1 234 | EU:n | COVID-19-rokotetta

#include <unicode/brkiter.h>

#include <memory>
#include <string_view>
#include <vector>

#include "stemming/byte_range.h"
#include "stemming/language.h"

namespace kohtaamo::stemming {

struct Segment {
  ByteRange bytes{};
  bool is_number = false;     // digits, signs and spaces only
  bool is_suspended = false;  // a hyphen follows that stands for the rest of a compound: "sosiaali-"
};

class Segmenter {
 public:
  explicit Segmenter(Language language);

  // Replaces what was in `segments`. Of a longer text the first 2 GiB are read, as far as ICU counts.
  void segment(std::string_view utf8, std::vector<Segment>& segments);

 private:
  std::unique_ptr<icu::BreakIterator> breaks_;
};

}  // namespace kohtaamo::stemming
