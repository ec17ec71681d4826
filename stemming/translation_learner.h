// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// translation_learner.h — learns from texts in two languages which term stands for which.
//
// Given   pairs of short texts that say the same in two languages: titles, mostly. A few per cent may be
//         wrong.
// Gives   rows for a TranslatorBuilder, in both directions of every pair of languages met, in the order of
//         languages, terms and weights: at most most_translations for a term.
// Fails   never: texts without words, or in one language only, teach nothing.
// Threads safe from everywhere; it takes seconds for ten thousand titles, in the thread that calls.
//
// Words of one text are a bag. Which word of the other text each belongs to is found by expectation and
// maximisation (IBM's first model of translation), once in either direction, because each makes its own
// mistakes: what both directions say is the geometric mean of what they say.
//
// Example       Vanhusten yksinäisyys          Loneliness of the old
//               Nuorten yksinäisyys            Loneliness among the young
//               Vanhusten palvelut             Services for the old
//   fi to en    yksinäisyys → loneli, vanhus → old

#include <span>
#include <string>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/translation.h"

namespace kohtaamo::stemming {

struct ParallelText {
  std::string first{};
  Language first_language{};
  std::string second{};
  Language second_language{};
};

struct LearnerOptions {
  int rounds = 6;                // of expectation and maximisation
  int min_texts = 2;             // a term, and a pair of terms, in fewer texts is chance
  double min_probability = 0.1;  // a row less sure is left out
};

std::vector<TermPair> learn_translations(std::span<const ParallelText> texts, const Analyzer& analyzer,
                                         const LearnerOptions& options = {});

}  // namespace kohtaamo::stemming
