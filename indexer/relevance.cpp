// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/relevance.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace kohtaamo::indexer {
namespace {

double discounted(int grade, std::size_t rank) {
  return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 1);
}

double ideal_gain(const Judgments& judgments, std::size_t depth) {
  std::vector<int> grades;
  for (const auto& [id, grade] : judgments) grades.push_back(grade);
  std::ranges::sort(grades, std::greater{});
  double gain = 0;
  for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i) gain += discounted(std::max(grades[i], 0), i + 1);
  return gain;
}

}  // namespace

Relevance measure(const std::vector<std::string>& ranking, const Judgments& judgments) {
  const auto relevant_count = std::ranges::count_if(judgments, [](const auto& judged) { return judged.second > 0; });
  Relevance out;
  if (relevant_count == 0) return out;
  const auto relevant_total = static_cast<double>(relevant_count);
  double gain = 0, found = 0, precision_sum = 0;
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    const auto judged = judgments.find(ranking[i]);
    if (judged == judgments.end() || judged->second <= 0) continue;
    const std::size_t rank = i + 1;
    found += 1;
    precision_sum += found / static_cast<double>(rank);
    if (rank <= 10) gain += discounted(judged->second, rank);
    if (rank <= 10 && out.mrr_at_10 == 0) out.mrr_at_10 = 1.0 / static_cast<double>(rank);
    if (rank <= 100) out.recall_at_100 = found / relevant_total;
  }
  out.ndcg_at_10 = gain / ideal_gain(judgments, 10);
  out.average_precision = precision_sum / relevant_total;
  return out;
}

MeanRelevance mean_of(const std::vector<Relevance>& all) {
  MeanRelevance out{.queries = all.size()};
  if (all.empty()) return out;
  for (const Relevance& one : all) {
    out.mean.ndcg_at_10 += one.ndcg_at_10;
    out.mean.recall_at_100 += one.recall_at_100;
    out.mean.mrr_at_10 += one.mrr_at_10;
    out.mean.average_precision += one.average_precision;
  }
  const auto count = static_cast<double>(all.size());
  out.mean.ndcg_at_10 /= count;
  out.mean.recall_at_100 /= count;
  out.mean.mrr_at_10 /= count;
  out.mean.average_precision /= count;
  return out;
}

}  // namespace kohtaamo::indexer
