// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "config/code_lists.h"
#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

// The regions that a record is limited to, and the words that say so where it is prose.
struct Served {
  std::vector<std::string> keys{};
  std::string quote{};
};

void add_if_new(std::vector<std::string>& keys, std::string key) {
  if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

Served served_by_fields(const RecordTerms& terms) {
  Served served;
  const bool is_call = terms.call() != nullptr;
  if (const corpora::Eligibility* eligibility = terms.eligibility()) served.keys = eligibility->applicant_regions;
  for (const corpora::Region& region : terms.record().regions)
    if (region.role == "eligible" || region.role == "operates" || is_call) add_if_new(served.keys, region.key());
  if (!served.keys.empty() || terms.eligibility() == nullptr) return served;
  for (const std::string& country : terms.eligibility()->countries) served.keys.push_back("country:" + country);
  return served;
}

Served served_regions(const RecordTerms& terms) {
  Served served = served_by_fields(terms);
  if (!served.keys.empty()) return served;
  for (const QuotedFact& one : terms.facts())
    if (one.fact.kind == FactKind::region && one.fact.polarity == Polarity::allowed) {
      add_if_new(served.keys, one.fact.code);
      served.quote = one.quote;
    }
  return served;
}

struct Fit {
  Verdict verdict = Verdict::fail;
  std::vector<std::string> near{};  // of the served regions
};

Fit fit_of(const std::vector<std::string>& served, const std::vector<std::string>& wanted) {
  Fit fit;
  for (const std::string& offered : served)
    for (const std::string& place : wanted) switch (config::region_fit(offered, place)) {
        case config::RegionFit::same:
        case config::RegionFit::contains:
        case config::RegionFit::national:
          return {.verdict = Verdict::pass};
        case config::RegionFit::contained:  // a part of it, or not known
        case config::RegionFit::unknown:
          fit.verdict = Verdict::unknown;
          break;
        case config::RegionFit::neighbour:
          add_if_new(fit.near, offered);
          break;
        case config::RegionFit::apart:
          break;
      }
  return fit;
}

}  // namespace

std::optional<Outcome> check_region(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  if (terms.eligibility() == nullptr) return std::nullopt;
  const Served served = served_regions(terms);
  const ReasonValue regions = codes_value("regions", served.keys, "regions");
  if (served.keys.empty()) return Outcome{.reason = {"check_region_unknown", {}}};
  if (asker.regions.empty()) return Outcome{.reason = {"check_region_unknown_asker", {regions}}, .quote = served.quote};
  const Fit fit = fit_of(served.keys, asker.regions);
  const ReasonValue places = codes_value("region", asker.regions, "regions");
  Outcome outcome{.verdict = fit.verdict, .quote = served.quote};
  if (fit.verdict == Verdict::pass) outcome.reason = {"check_region_pass", {places}};
  if (fit.verdict == Verdict::unknown) outcome.reason = {"check_region_unknown_part", {regions}};
  if (fit.verdict != Verdict::fail) return outcome;
  outcome.reason = fit.near.empty()
                       ? Reason{"check_region_fail", {places}}
                       : Reason{"check_region_fail_near", {places, codes_value("near", fit.near, "regions")}};
  Change change{.reason = {"check_region_change", {regions}}, .asker = asker};
  change.asker.regions = {fit.near.empty() ? served.keys.front() : fit.near.front()};
  outcome.changes.push_back(std::move(change));
  return outcome;
}

}  // namespace kohtaamo::server
