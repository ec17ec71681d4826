// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// relevance.h — how good a ranking is, against judgments.
//
// Given   for each question the ranked ids and the graded judgments (0: not relevant).
// Gives   nDCG@10 (gain 2^grade - 1, discount log2(rank + 1): Järvelin & Kekäläinen 2002, in the form
//         of trec_eval's ndcg_cut with exponential gain when grades exceed 1), recall@100, MRR@10 and
//         MAP over the whole ranking (trec_eval's recip_rank and map).
//         A question without any relevant record counts in no mean.
// Threads pure functions.

#include <map>
#include <string>
#include <vector>

namespace kohtaamo::indexer {

using Judgments = std::map<std::string, int, std::less<>>;  // record id -> grade

struct Relevance {
  double ndcg_at_10 = 0, recall_at_100 = 0, mrr_at_10 = 0, average_precision = 0;
};

Relevance measure(const std::vector<std::string>& ranking, const Judgments& judgments);

struct MeanRelevance {
  std::size_t queries = 0;  // that have something relevant
  Relevance mean{};
};
MeanRelevance mean_of(const std::vector<Relevance>& all);

}  // namespace kohtaamo::indexer
