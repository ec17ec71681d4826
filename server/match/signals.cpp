// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/signals.h"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include "server/match/measures.h"

namespace kohtaamo::server {
namespace {

// trust: how far a signal is believed beside the words in common. The weights of a role say what it cares for;
// judged needs say that little of it tells which records answer (bench/relevance.md), so most signals decide
// between records whose words answer alike. Those of calls were not judged and stand between.
struct SignalRow {
  std::string_view name{};
  double config::MatchWeights::*weight{};
  std::optional<Measured> (*measure)(const Pair&){};
  double trust = 1;
};
constexpr std::array signal_table{
    SignalRow{"text", &config::MatchWeights::text, text},
    SignalRow{"concepts", &config::MatchWeights::concepts, concepts, 0.02},
    SignalRow{"target_group", &config::MatchWeights::target_group, target_group, 0.25},
    SignalRow{"stage", &config::MatchWeights::stage, stage, 0.05},
    SignalRow{"region", &config::MatchWeights::region, region, 0.15},
    SignalRow{"evidence", &config::MatchWeights::evidence, evidence, 0.05},
    SignalRow{"feasibility", &config::MatchWeights::feasibility, feasibility, 0.1},
    SignalRow{"recency", &config::MatchWeights::recency, recency, 0.05},
    SignalRow{"adoptions", &config::MatchWeights::adoptions, adoptions, 0.15},
    SignalRow{"topic", &config::MatchWeights::topic, topic},
    SignalRow{"amount", &config::MatchWeights::amount, amount, 0.2},
    SignalRow{"time_left", &config::MatchWeights::time_left, time_left, 0.1},
    SignalRow{"history", &config::MatchWeights::history, history, 0.2},
};

}  // namespace

const config::MatchWeights& weights_of(Role role, const config::MatchSettings& settings) {
  switch (role) {
    case Role::adopter:
      return settings.adopter;
    case Role::developer:
      return settings.developer;
    case Role::funder:
      return settings.funder;
  }
  return settings.adopter;
}

std::vector<Signal> measure_all(const Asker& asker, const Candidate& candidate, Role role, corpora::Date today,
                                const config::MatchWeights& weights) {
  const Pair pair{asker, candidate, role, today};
  std::vector<Signal> signals;
  for (const SignalRow& row : signal_table) {
    if (weights.*row.weight <= 0) continue;
    auto measured = row.measure(pair);
    if (!measured || measured->confidence <= 0) continue;
    signals.push_back({std::string(row.name), weights.*row.weight * row.trust * measured->confidence, measured->value,
                       std::move(measured->reason)});
  }
  std::ranges::stable_sort(signals, std::greater{}, [](const Signal& one) { return one.weight * one.value; });
  return signals;
}

double Candidate::rarity_of(const std::string& concept_uri) const {
  constexpr double of_any = 3;
  if (rarities == nullptr) return of_any;
  const auto rarity = rarities->find(concept_uri);
  return rarity == rarities->end() ? 0 : rarity->second;
}

double score_of(const std::vector<Signal>& signals) {
  double sum = 0, weights = 0;
  for (const Signal& signal : signals) {
    sum += signal.weight * signal.value;
    weights += signal.weight;
  }
  return weights > 0 ? sum / weights : 0;
}

double weight_of(std::string_view signal, const config::MatchWeights& weights) {
  const auto row = std::ranges::find(signal_table, signal, &SignalRow::name);
  if (row == signal_table.end()) throw std::logic_error("there is no signal " + std::string(signal));
  return weights.*row->weight;
}

std::vector<std::string_view> signal_names() {
  std::vector<std::string_view> names;
  for (const SignalRow& row : signal_table) names.push_back(row.name);
  return names;
}

}  // namespace kohtaamo::server
