// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// vocabulary_tsv.h — concepts as a table.
//
// Given   tab-separated lines in one of two forms; `name` stands in errors.
//         With a first line of names: uri, pref_fi, pref_sv, pref_en, and any of alt_bag_fi, alt_bag_sv,
//         alt_bag_en (the words of all alternative labels, their borders lost). Other columns are passed over.
//         Without (Annif): "<uri> TAB label", the label taken to be in `language`.
// Gives   a concept for each row. A bag gives hidden labels: each of its words that is long enough to be
//         the compound that a whole label often is; none from bags that hold small words.
// Fails   bad_config at "name:line".
// Threads safe from everywhere.

#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

config::Result<std::vector<SourceConcept>> parse_vocabulary_tsv(std::string_view text, std::string_view name,
                                                                Language language = Language::fi);

}  // namespace kohtaamo::stemming
