// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// feedback.h — what the best candidates have in common finds more of their kind.
//
// Given   the candidates by score and the database they are of.
// Gives   the terms of the best few that say most, the better a record the more; and the scores of all
//         candidates with those terms counted in, by the same BM25 that found them.
// Never   looks beyond the candidates: what the asker's own words do not reach stays out.
// Threads as the database.
//
// Example   an asker says "lonely", the best three records also say "café", "visit" and "volunteer":
//           those that say so too move up. Words and concepts both count; codes do not.

#include <string>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/search/scored.h"

namespace kohtaamo::server {

struct FeedbackTerm {
  std::string term{};
  double weight = 0;  // share of the whole: they add up to 1
};

// Highest score first. Only terms that stand in at least two of the best count.
std::vector<FeedbackTerm> feedback_terms(const std::vector<Scored>& best_first, const Xapian::Database& database,
                                         const config::MatchSettings& settings);

// Adds to each score what the terms give it: at most `whole` for a record that has nothing else.
void add_feedback(std::vector<Scored>& candidates, const std::vector<FeedbackTerm>& terms, double whole,
                  const Xapian::Database& database, const config::Settings& settings);

}  // namespace kohtaamo::server
