// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_words.h — what a call says of itself, in words: its deadlines, its money, who may apply.
//
// Given   a call, and who reads.
// Gives   sentences and names in the reader's language; an unknown deadline is said to be unknown.
// Threads pure functions.
//
// Example   stages 1 (20.1.2027, 16:15) and 2 (31.1.2027)   ->   "1. vaihe: 20.1.2027 klo 16:15", "2. vaihe: 31.1.2027"

#include <string>
#include <vector>

#include "server/pages/card.h"

namespace kohtaamo::server {

struct DeadlineWords {
  std::string words{};
  bool is_past = false;
};
std::vector<DeadlineWords> deadline_words(const corpora::Call& call, const Reader& reader);

std::string grant_words(const corpora::Call& call, const Reader& reader);  // empty when nothing is told
// At most so many, then how many more there are; empty when nothing is told.
std::string applicant_words(const corpora::Call& call, const Reader& reader, std::size_t most);

}  // namespace kohtaamo::server
