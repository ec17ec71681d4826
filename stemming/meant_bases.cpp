// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/meant_bases.h"

#include "stemming/fold.h"

namespace kohtaamo::stemming {

std::vector<std::string> meant_bases(const Word& word, std::string_view text) {
  std::string folded;
  fold_word(text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin), folded);
  std::vector<std::string> bases;
  for (const WordTerm& term : word.terms->terms) {
    if (term.kind != TermKind::base) continue;
    if (term.text == folded) return {folded};
    bases.push_back(term.text);
  }
  return bases;
}

}  // namespace kohtaamo::stemming
