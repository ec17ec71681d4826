// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/measures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "config/code_lists.h"
#include "server/match/stage_fit.h"

namespace kohtaamo::server {

// --- words ----------------------------------------------------------------------------------------

// The words themselves are looked up for the few that are shown (match.cpp).
std::optional<Measured> text(const Pair& pair) {
  if (pair.is_call()) return std::nullopt;  // topic
  if (pair.candidate.text <= 0) return Measured{0, {}};
  return Measured{pair.candidate.text, {"reason_text_sentence", {words_value("words", {})}}};
}

// --- concepts -------------------------------------------------------------------------------------

SharedConcepts shared_concepts(const Pair& pair) {
  constexpr std::size_t enough = 4;         // shared concepts that count in full
  constexpr double telling_in_full = 12.0;  // rarity of those four, where a concept in 5 % of the records has 3
  SharedConcepts shared;
  std::vector<double> rarities;
  for (const std::string& uri : pair.asker.concepts) rarities.push_back(pair.candidate.rarity_of(uri));
  for (const corpora::Concept& one : pair.record().concepts) {
    const auto wanted = std::ranges::find(pair.asker.concepts, one.uri);
    if (wanted == pair.asker.concepts.end()) continue;
    shared.value += rarities.at(static_cast<std::size_t>(wanted - pair.asker.concepts.begin()));
    shared.labels.push_back(one.label);
  }
  std::ranges::sort(rarities, std::greater{});
  rarities.resize(std::min(enough, rarities.size()));
  const double best = std::accumulate(rarities.begin(), rarities.end(), 0.0);
  shared.value = best > 0 ? std::min(1.0, shared.value / best) : 0;
  shared.confidence = std::min(1.0, best / telling_in_full);
  return shared;
}

std::optional<Measured> concepts(const Pair& pair) {
  if (pair.is_call() || pair.asker.concepts.empty() || pair.record().concepts.empty()) return std::nullopt;
  SharedConcepts shared = shared_concepts(pair);
  if (shared.labels.empty()) return Measured{0, {"reason_concepts_none", {}}, shared.confidence};
  return Measured{shared.value,
                  {"reason_concepts_sentence", {labels_value("concepts", std::move(shared.labels))}},
                  shared.confidence};
}

// --- people ---------------------------------------------------------------------------------------

namespace {

std::set<std::string> with_broader(const std::vector<std::string>& groups) {
  std::set<std::string> all;
  std::vector<std::string> open = groups;
  while (!open.empty()) {
    const std::string group = std::move(open.back());
    open.pop_back();
    if (!all.insert(group).second) continue;
    if (const config::Code* code = config::code_list("target_groups").find(group))
      open.insert(open.end(), code->broader.begin(), code->broader.end());
  }
  return all;
}

}  // namespace

std::optional<Measured> target_group(const Pair& pair) {
  constexpr double for_everyone = 0.3, for_wider_group = 0.6;
  const std::vector<std::string>& wanted = pair.asker.target_groups;
  const std::vector<std::string>& served = pair.record().target_groups;
  if (wanted.empty() || served.empty()) return std::nullopt;
  std::vector<std::string> same, wider;
  const std::set<std::string> around = with_broader(wanted);
  for (const std::string& group : served) {
    if (std::ranges::find(wanted, group) != wanted.end())
      same.push_back(group);
    else if (around.contains(group))
      wider.push_back(group);
  }
  if (!same.empty()) {
    const double share = static_cast<double>(same.size()) / static_cast<double>(std::min(wanted.size(), served.size()));
    return Measured{share, {"reason_target_group_sentence", {codes_value("groups", same, "target_groups")}}};
  }
  if (!wider.empty())
    return Measured{for_wider_group, {"reason_target_group_broader", {codes_value("groups", wider, "target_groups")}}};
  const bool is_for_all = std::ranges::find(served, "everyone") != served.end();
  return Measured{is_for_all ? for_everyone : 0,
                  {"reason_target_group_sentence", {codes_value("groups", served, "target_groups")}}};
}

// --- stage ----------------------------------------------------------------------------------------

std::optional<Measured> stage(const Pair& pair) {
  constexpr double other_stage = 0.3;
  const auto among = [&](const std::vector<std::string>& stages) -> std::optional<Measured> {
    if (stages.empty() || pair.asker.stage.empty()) return std::nullopt;
    const bool is_named = std::ranges::find(stages, pair.asker.stage) != stages.end();
    return Measured{is_named ? 1 : other_stage, {"reason_stage_sentence", {codes_value("stage", stages, "stages")}}};
  };
  if (const auto* call = std::get_if<corpora::Call>(&pair.record().details)) return among(call->purpose_stages);
  if (const auto* resource = std::get_if<corpora::Resource>(&pair.record().details)) return among(resource->stages);
  if (pair.record().type() != corpora::RecordType::innovation || pair.record().stage.empty()) return std::nullopt;
  return Measured{stage_fit(pair.role, pair.record().stage),
                  {"reason_stage_sentence", {codes_value("stage", {pair.record().stage}, "stages")}}};
}

// --- place ----------------------------------------------------------------------------------------

namespace {

struct RegionValue {
  config::RegionFit fit;
  double value;
  std::string_view reason;
};
constexpr std::array region_values{
    RegionValue{config::RegionFit::same, 1.0, "reason_region_sentence"},
    RegionValue{config::RegionFit::contains, 0.8, "reason_region_contained"},
    RegionValue{config::RegionFit::contained, 0.8, "reason_region_contained"},
    RegionValue{config::RegionFit::national, 0.6, "reason_region_national"},
    RegionValue{config::RegionFit::neighbour, 0.5, "reason_region_neighbour"},
    RegionValue{config::RegionFit::apart, 0.1, ""},
};

}  // namespace

std::optional<Measured> region(const Pair& pair) {
  const RegionValue* best = nullptr;
  std::string place;
  for (const corpora::Region& offered : pair.record().regions) {
    for (const std::string& wanted : pair.asker.regions) {
      const auto row = std::ranges::find(region_values, config::region_fit(offered.key(), wanted), &RegionValue::fit);
      if (row == region_values.end() || (best != nullptr && best->value >= row->value)) continue;
      best = &*row;
      place = offered.key();
    }
  }
  if (best == nullptr) return std::nullopt;
  if (best->reason.empty()) return Measured{best->value, {}};
  if (best->fit == config::RegionFit::national) return Measured{best->value, {std::string(best->reason), {}}};
  return Measured{best->value, {std::string(best->reason), {codes_value("region", {place}, "regions")}}};
}

// --- does it work, can it be done, is it fresh ------------------------------------------------------

std::optional<Measured> evidence(const Pair& pair) {
  const auto* innovation = std::get_if<corpora::Innovation>(&pair.record().details);
  if (innovation == nullptr || !innovation->evidence.level) return std::nullopt;
  constexpr double highest = 5;
  const std::string level = std::to_string(*innovation->evidence.level);
  return Measured{
      static_cast<double>(*innovation->evidence.level) / highest,
      {"reason_evidence_sentence", {words_value("level", {level}), codes_value("name", {level}, "evidence_levels")}}};
}

std::optional<Measured> feasibility(const Pair& pair) {
  const auto* innovation = std::get_if<corpora::Innovation>(&pair.record().details);
  if (innovation == nullptr || !pair.asker.amount_eur) return std::nullopt;
  const corpora::Cost& cost = innovation->cost;
  if (!cost.setup_eur && !cost.yearly_eur) return std::nullopt;
  // The first year has both; what is not told of the two is not guessed.
  const double first_year = cost.setup_eur.value_or(0) + cost.yearly_eur.value_or(0);
  if (first_year <= *pair.asker.amount_eur)
    return Measured{
        1, {"check_budget_pass", {euros_value("cost", first_year), euros_value("budget", *pair.asker.amount_eur)}}};
  return Measured{
      *pair.asker.amount_eur / first_year,
      {"check_budget_fail", {euros_value("cost", first_year), euros_value("budget", *pair.asker.amount_eur)}}};
}

std::optional<Measured> recency(const Pair& pair) {
  if (!pair.record().dates.modified) return std::nullopt;
  constexpr double days_to_fade = 3 * 365;
  const auto age = static_cast<double>((pair.today - *pair.record().dates.modified).count());
  return Measured{std::clamp(1 - age / days_to_fade, 0.0, 1.0),
                  {"reason_recency_sentence", {day_value("date", *pair.record().dates.modified)}}};
}

std::optional<Measured> adoptions(const Pair& pair) {
  if (pair.candidate.adoptions == 0) return std::nullopt;
  constexpr double many = 10;
  const auto count = static_cast<double>(pair.candidate.adoptions);
  return Measured{std::min(1.0, std::log(1 + count) / std::log(1 + many)),
                  {"reason_adoptions_sentence", {count_value("count", count)}}};
}

}  // namespace kohtaamo::server
