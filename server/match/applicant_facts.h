// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// applicant_facts.h — who may apply, may not, or only under a condition, as one sentence says it.
//
// Given   a sentence with its cues, and its statements.
// Gives   facts of applicants, with words but without bytes: those are the reader's.
// Threads pure function.

#include <vector>

#include "server/match/eligibility.h"
#include "server/match/statements.h"

namespace kohtaamo::server {

struct WordFact {
  Fact fact{};
  WordRange words{};
};

std::vector<WordFact> applicant_facts(const CuedText& sentence, const std::vector<Statement>& statements);

}  // namespace kohtaamo::server
