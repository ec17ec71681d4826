// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// vocabulary_turtle.h — the concepts of a SKOS vocabulary in Turtle. The only file that knows serd.
//
// Given   Turtle; `name` stands in errors.
// Gives   every skos:Concept that is not deprecated, in the order met: prefLabel, altLabel, hiddenLabel in
//         fi, sv and en ("sv-FI" is sv), broader, narrower (as broader of the other), related, exactMatch,
//         closeMatch, inScheme. Labels of other languages or of none are left out.
// Fails   bad_config at "name:line"; bad_config when there is no concept at all.
// Threads safe from everywhere.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

config::Result<std::vector<SourceConcept>> parse_turtle(const std::string& text, std::string_view name);

}  // namespace kohtaamo::stemming
