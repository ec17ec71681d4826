// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// priors.h — what speaks for a record whatever was asked: that it is new, and that it tells much.
//
// Given   what is in memory of the documents, the weights and today.
// Gives   for each document the sum of
//           recency        the weight for what changed today, half of it for what changed a year ago, and so on; after
//                          twenty years nothing
//           completeness   the weight times the share of questions answered (indexer/completeness.h)
//         and clauses without words that give the same to a query of Xapian; none for a weight of 0.
//         Of what a record does not tell (no date), it gets nothing: unknown is no reason for it.
// Never   finds a record by itself, or takes part in matches and evaluations.
// Threads constant.

#include <memory>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "corpora/date.h"
#include "server/search/document_table.h"
#include "server/search/query_plan.h"

namespace kohtaamo::server {

class Priors {
 public:
  Priors(const config::RankingSettings& ranking, std::shared_ptr<const DocumentTable> table, corpora::Date today);

  bool empty() const { return recency_ <= 0 && completeness_ <= 0; }
  double of(Xapian::docid document) const {
    return recency_ * recency_of(table_->days[document]) + completeness_ * table_->completeness[document];
  }
  double most() const { return recency_ + completeness_; }
  std::size_t size() const { return table_->days.size(); }  // one above the last document

  Xapian::Query query() const;          // the sum of all
  std::vector<Clause> clauses() const;  // each alone

 private:
  Priors(const Priors& all, double recency, double completeness);
  double recency_of(DocumentTable::Day day) const;

  std::shared_ptr<const DocumentTable> table_;
  DocumentTable::Day today_ = 0;
  double recency_ = 0, completeness_ = 0;  // weights
};

}  // namespace kohtaamo::server
