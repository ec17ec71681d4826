// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// skos.h — the code lists of records as SKOS concept schemes, in Turtle.
//
// Given   a code list.
// Gives   a scheme, and a concept for each code with its labels and what is wider.
// Threads pure function.
//
// Example   stage "pilot"
//   ->      <https://kohtaamo.invalid/code-lists/stages/pilot> a skos:Concept ; skos:inScheme … ;
//             skos:notation "pilot" ; skos:prefLabel "kokeilussa"@fi, …

#include <string>

#include "config/code_lists.h"

namespace kohtaamo::server::exchange {

std::string to_skos(const config::CodeList& list);

}  // namespace kohtaamo::server::exchange
