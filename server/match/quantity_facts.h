// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// quantity_facts.h — sums, shares and numbers of partners that one sentence states.
//
// Given   a sentence with its cues, and its statements.
// Gives   facts of grants, own funding, rates of support, state aid and consortia.
// Threads pure function.

#include <vector>

#include "server/match/applicant_facts.h"

namespace kohtaamo::server {

std::vector<WordFact> quantity_facts(const CuedText& sentence, const std::vector<Statement>& statements);

}  // namespace kohtaamo::server
