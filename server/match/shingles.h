// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// shingles.h — how much two texts say in the same words, whatever their case endings.
//
// Given   the texts of records, each with its language.
// Gives   the runs of base forms of each (stop words left out), as one set; and how alike two sets are, 0..1:
//         twice what they share by what both have (Dice). Nothing is said of texts that are too short, or
//         that have no language in common.
// Threads pure functions; the Analyzer is shared.
//
// Example (fi)   "Vapaaehtoinen soittaa joka viikko", runs of two
//   base forms   vapaaehtoinen soittaa viikko
//   runs         vapaaehtoinen+soittaa, soittaa+viikko

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "corpora/record.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

using Shingles = std::map<stemming::Language, std::vector<std::uint64_t>>;  // in order, each once

Shingles shingles_of(const corpora::Record& record, const stemming::Analyzer& analyzer);

std::optional<double> resemblance(const Shingles& a, const Shingles& b);

}  // namespace kohtaamo::server
