// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// phrase.h — words beside each other, inflected as they may be.
//
// Given   the base forms that fit at each place of the phrase.
// Gives   a query for the records that have them side by side: in title and summary by the positions
//         in the index; elsewhere by reading the text of the best records that have all the words.
//         Positions of all text would make the index three times as large (PERFORMANCE.md).
// Limits  max_phrase_candidates texts are read.
// Threads as the database.

#include <string>
#include <vector>

#include <xapian.h>

#include "stemming/analyzer.h"

namespace kohtaamo::server {

struct PhraseToCheck;

inline constexpr Xapian::doccount max_phrase_candidates = 300;

Xapian::Query phrase_query(const PhraseToCheck& phrase, const std::string& field_prefix,
                           const stemming::Analyzer& analyzer, const Xapian::Database& database);

}  // namespace kohtaamo::server
