// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// term_list.h — gathers the terms of one word.
//
// Given   texts in any order, some of them twice.
// Gives   WordTerm rows: base forms first, each text once, none empty, none longer than max_term_bytes.
//         A text that is both a base form and a part is a base form.

#include <string>
#include <string_view>
#include <vector>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {

class TermList {
 public:
  void add_base(std::string_view text);
  void add_part(std::string_view text);
  const std::vector<std::string>& bases() const { return bases_; }
  std::vector<WordTerm> take();

 private:
  std::vector<std::string> bases_, parts_;
};

}  // namespace kohtaamo::stemming
