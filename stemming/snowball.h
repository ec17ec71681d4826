// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// snowball.h — Snowball's stemmers: English, Swedish, and Finnish words the dictionary does not know.
//
// Given   one folded word.
// Gives   its stem; an English possessive goes with it ("child's" and "children's").
// Fails   never: a word without a stem is its own.
// Threads one Snowball per thread.

#include <memory>
#include <string>
#include <string_view>

#include "stemming/language.h"

struct sb_stemmer;

namespace kohtaamo::stemming {

class Snowball {
 public:
  explicit Snowball(Language language);
  std::string stem(std::string_view word);

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

}  // namespace kohtaamo::stemming
