// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// priors.h — what speaks for a record whatever was asked: that it is new, and that it tells much.
//
// Given   the weights and today.
// Gives   clauses without words, each at most its weight, to be added to what a query finds; none for a weight of 0.
//           recency        the weight for what changed today, half of it for what changed a year ago, and so on
//           completeness   the weight times the share of questions answered (indexer/completeness.h)
//         Of what a record does not tell (no date), it gets nothing: unknown is no reason for it.
// Never   finds a record by itself, or takes part in matches and evaluations.
// Threads a clause holds for one search.

#include <vector>

#include "config/settings.h"
#include "corpora/date.h"
#include "server/search/query_plan.h"

namespace kohtaamo::server {

std::vector<Clause> plan_priors(const config::RankingSettings& ranking, corpora::Date today);

}  // namespace kohtaamo::server
