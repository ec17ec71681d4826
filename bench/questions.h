// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// questions.h — what people might ask of an index, taken from its own records by chance.
//
// Given   an open index. The chance is seeded and goes over the ids in order: the same records give the
//         same questions.
// Gives   words of a title that are no stop words; the beginnings of texts; half-typed titles.
// Threads one at a time.

#include <random>
#include <string>
#include <vector>

#include "bench/library.h"

namespace kohtaamo::bench {

class Questions {
 public:
  explicit Questions(const Library& library);

  // Each of `least` to `most` different words of one title.
  std::vector<std::string> words(std::size_t count, std::size_t least, std::size_t most);
  // The first `words` words of a body.
  std::vector<std::string> needs(std::size_t count, std::size_t words);
  // A title broken off in its second word.
  std::vector<std::string> beginnings(std::size_t count);

 private:
  std::string next_text(bool is_title);
  std::vector<std::string> content_words(const std::string& title) const;
  std::size_t below(std::size_t bound);

  const Library& library_;
  std::vector<std::string> id_terms_{};
  std::mt19937 chance_{2026};
};

}  // namespace kohtaamo::bench
