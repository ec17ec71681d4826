// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// priors.h — what speaks for a record whatever was asked: that it is new, and that it tells much.
//
// Given   an open index, the state it is in, the weights and today.
// Gives   clauses without words, each at most its weight, to be added to what a query finds; none for a weight of 0.
//           recency        the weight for what changed today, half of it for what changed a year ago, and so on
//           completeness   the weight times the share of questions answered (indexer/completeness.h)
//         Of what a record does not tell (no date), it gets nothing: unknown is no reason for it.
// How     both shares of each document lie in memory, 8 bytes a document, read anew when the index has changed: a
//         search looks at thousands of documents, and to ask the index for their values took longer than the words.
// Never   finds a record by itself, or takes part in matches and evaluations.
// Threads clauses hold for one search, tables are constant; PriorTables is safe from everywhere.

#include <memory>
#include <mutex>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "corpora/date.h"
#include "indexer/index_reader.h"
#include "server/search/query_plan.h"

namespace kohtaamo::server {

struct PriorColumn {
  std::vector<float> shares{};  // by document id, 0 (also: not known) to 1
  double most = 0;              // of them
};

struct PriorTable {
  indexer::IndexState state{};
  corpora::Date today{};
  PriorColumn recency{}, completeness{};
};

class PriorTables {
 public:
  // The table of just this state of the index.
  std::shared_ptr<const PriorTable> at(const Xapian::Database& database, const indexer::IndexState& state,
                                       corpora::Date today);

 private:
  std::mutex mutex_{};
  std::shared_ptr<const PriorTable> newest_{};
};

// What the priors give to a document together.
double prior_of(Xapian::docid document, const config::RankingSettings& ranking, const PriorTable& table);

struct Priors {
  Xapian::Query query{};          // the sum of all
  std::vector<Clause> clauses{};  // each alone
};
// Whether any has a weight; without one, no table is needed, and there is nothing to plan.
bool has_priors(const config::RankingSettings& ranking);
Priors plan_priors(const config::RankingSettings& ranking, const std::shared_ptr<const PriorTable>& table);

}  // namespace kohtaamo::server
