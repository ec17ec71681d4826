// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_analysis.h — what one word leads to, thought out afresh (the cache remembers it).
//
// Given   a folded word (fold.h), its language, and a workbench.
// Gives   its terms:
//           fi      Voikko's base forms and compound parts; else, for "sosiaali", what it is the first
//                   half of; else the Snowball stem
//           sv      the dictionary's words that it is a form of, and the parts of compounds; else the Snowball stem
//           en      the Snowball stem
//           hyphens "covid-19": the whole with and without its hyphen, and its parts
//           numbers, codes and addresses ("1234", "h2020", "thl.fi"): themselves

#include <string>

#include "stemming/analyzer.h"
#include "stemming/swedish.h"
#include "stemming/workbench.h"

namespace kohtaamo::stemming {

// What all words are read with, for as long as an Analyzer lives.
struct ReadingMeans {
  AnalysisSteps steps{};
  Swedish swedish;
};

WordTerms analyze_word(const std::string& folded, Language language, const ReadingMeans& means, Workbench& bench);

}  // namespace kohtaamo::stemming
