// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// ranking.h — the ids of the best records for a text: the order that people see, without what is made for the eye.
// Always by Xapian's matcher; a sweep over words gives the same scores (word_sweep.h).
//
// Given   a planner, the weights it plans with, an index, a text and its language if that is known.
// Gives   ids, best first, equal scores by id; of a text beyond the limits of a query, as of a long text. Priors are
//         left out: what is new today would be judged otherwise tomorrow.
// Never   shows what a search may not show.
// Threads as the database.

#include <optional>
#include <string>
#include <vector>

#include "server/search/facets.h"
#include "server/search/query_plan.h"

namespace kohtaamo::server {

struct RankingRequest {
  std::string text{};
  std::optional<stemming::Language> language{};  // none: detected
  std::vector<FacetFilter> filters{};
  std::size_t depth = 100;
};

std::vector<std::string> rank_ids(const RankingRequest& request, const QueryPlanner& planner,
                                  const config::Settings& settings, const Xapian::Database& database);

// The filters as conditions of the index.
Xapian::Query filtered(const Xapian::Query& query, const std::vector<FacetFilter>& filters);

// Nothing a search or a match may not show: neither confidential nor unlisted.
Xapian::Query only_listed(const Xapian::Query& query);

}  // namespace kohtaamo::server
