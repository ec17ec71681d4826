// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/checks.h"

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "corpora/effective_status.h"

namespace kohtaamo::server {
namespace {

using corpora::Record;

Check make_check(Verdict verdict, Reason reason, std::optional<Reason> change = std::nullopt) {
  return {.verdict = verdict, .reason = std::move(reason), .change = std::move(change)};
}

// --- who may apply ------------------------------------------------------------------------------

std::optional<Check> applicant_type(const Asker& asker, const Record& record, corpora::Date) {
  const auto* call = std::get_if<corpora::Call>(&record.details);
  if (call == nullptr) return std::nullopt;
  const std::vector<std::string>& allowed = call->eligibility.applicant_types;
  const ReasonValue type = codes_value("type", {asker.applicant_type}, "actor_types");
  const Reason unknown{"check_applicant_type_unknown", {type}};
  if (asker.applicant_type.empty()) return make_check(Verdict::unknown, {"check_applicant_type_unknown_asker", {}});
  if (allowed.empty()) return make_check(Verdict::unknown, unknown);
  if (std::ranges::find(allowed, asker.applicant_type) != allowed.end())
    return make_check(Verdict::pass, {"check_applicant_type_pass", {type}});
  // "A legal person" may well be this one: for a person to check.
  const bool may_be_meant = std::ranges::any_of(allowed, [&](const std::string& one) {
    const config::Code* code = config::code_list("actor_types").find(one);
    return code != nullptr && std::ranges::find(code->expands_to, asker.applicant_type) != code->expands_to.end();
  });
  if (may_be_meant) return make_check(Verdict::unknown, unknown);
  return make_check(Verdict::fail, {"check_applicant_type_fail", {type}},
                    Reason{"check_applicant_type_change", {codes_value("types", allowed, "actor_types")}});
}

// --- where --------------------------------------------------------------------------------------

// The regions a record is limited to; empty when it does not say.
std::vector<std::string> served_regions(const Record& record) {
  std::vector<std::string> keys;
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) keys = call->eligibility.applicant_regions;
  for (const corpora::Region& region : record.regions)
    if (region.role == "eligible" || region.role == "operates" || record.type() == corpora::RecordType::call)
      keys.push_back(region.key());
  return keys;
}

Verdict region_verdict(const std::vector<std::string>& served, const std::vector<std::string>& wanted) {
  Verdict verdict = Verdict::fail;
  for (const std::string& offered : served) {
    for (const std::string& place : wanted) {
      switch (config::region_fit(offered, place)) {
        case config::RegionFit::same:
        case config::RegionFit::contains:
        case config::RegionFit::national:
          return Verdict::pass;
        case config::RegionFit::contained:
        case config::RegionFit::unknown:
          verdict = Verdict::unknown;
          break;  // a part of it, or not known
        case config::RegionFit::neighbour:
        case config::RegionFit::apart:
          break;
      }
    }
  }
  return verdict;
}

std::optional<Check> region(const Asker& asker, const Record& record, corpora::Date) {
  const bool has_region = record.type() == corpora::RecordType::call || record.type() == corpora::RecordType::resource;
  if (!has_region) return std::nullopt;
  const std::vector<std::string> served = served_regions(record);
  const Verdict verdict =
      served.empty() || asker.regions.empty() ? Verdict::unknown : region_verdict(served, asker.regions);
  const ReasonValue places = codes_value("region", asker.regions, "regions");
  switch (verdict) {
    case Verdict::pass:
      return make_check(verdict, {"check_region_pass", {places}});
    case Verdict::unknown:
      return make_check(verdict, {"check_region_unknown", {}});
    case Verdict::fail:
      break;
  }
  return make_check(Verdict::fail, {"check_region_fail", {places}},
                    Reason{"check_region_change", {codes_value("regions", served, "regions")}});
}

// --- when ---------------------------------------------------------------------------------------

Check call_window(const corpora::Call& call, corpora::Date today) {
  const corpora::CallDates dates = corpora::dates_of(call);
  const std::string_view status = corpora::effective_status(dates, today);
  const auto next = corpora::next_deadline(dates, today);
  if (status == "rolling") return make_check(Verdict::pass, {"check_time_window_pass_rolling", {}});
  if (status == "forthcoming")
    return make_check(Verdict::pass, {"check_time_window_pass_forthcoming", {day_value("date", *dates.opens)}});
  if (status == "cancelled") return make_check(Verdict::fail, {"check_time_window_fail_cancelled", {}});
  if (status == "closed")
    return make_check(Verdict::fail, {"check_time_window_fail", {day_value("date", dates.deadlines.back())}});
  if (!next) return make_check(Verdict::unknown, {"check_time_window_unknown", {}});
  return make_check(Verdict::pass, {"check_time_window_pass", {day_value("date", *next)}});
}

std::optional<Check> time_window(const Asker&, const Record& record, corpora::Date today) {
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) return call_window(*call, today);
  const auto* resource = std::get_if<corpora::Resource>(&record.details);
  if (resource == nullptr || !resource->valid_to) return std::nullopt;
  const ReasonValue day = day_value("date", *resource->valid_to);
  if (*resource->valid_to < today) return make_check(Verdict::fail, {"check_time_window_fail", {day}});
  return make_check(Verdict::pass, {"check_time_window_pass", {day}});
}

// --- how much -----------------------------------------------------------------------------------

std::optional<Check> amount(const Asker& asker, const Record& record, corpora::Date) {
  const auto* call = std::get_if<corpora::Call>(&record.details);
  if (call == nullptr) return std::nullopt;
  const corpora::Amount& grant = call->amount;
  const bool is_other_currency = !grant.currency.empty() && grant.currency != "EUR";
  if (!asker.amount_eur || is_other_currency || (!grant.max_grant && !grant.min_grant))
    return make_check(Verdict::unknown, {"check_amount_unknown", {}});
  const ReasonValue needed = euros_value("needed", *asker.amount_eur);
  if (grant.min_grant && *asker.amount_eur < *grant.min_grant)
    return make_check(Verdict::fail, {"check_amount_fail_minimum", {needed, euros_value("minimum", *grant.min_grant)}});
  if (!grant.max_grant) return make_check(Verdict::unknown, {"check_amount_unknown", {}});
  const ReasonValue available = euros_value("available", *grant.max_grant);
  if (*asker.amount_eur <= *grant.max_grant)
    return make_check(Verdict::pass, {"check_amount_pass", {needed, available}});
  return make_check(Verdict::fail, {"check_amount_fail", {needed, available}},
                    Reason{"check_amount_change", {euros_value("missing", *asker.amount_eur - *grant.max_grant)}});
}

struct CheckRow {
  std::string_view name{};
  std::optional<Check> (*check)(const Asker&, const Record&, corpora::Date){};
};
constexpr std::array check_table{
    CheckRow{"applicant_type", applicant_type},
    CheckRow{"region", region},
    CheckRow{"time_window", time_window},
    CheckRow{"amount", amount},
};

}  // namespace

std::vector<Check> check_all(const Asker& asker, const Record& record, corpora::Date today) {
  std::vector<Check> checks;
  for (const CheckRow& row : check_table)
    if (auto check = row.check(asker, record, today)) {
      check->name = row.name;
      checks.push_back(std::move(*check));
    }
  return checks;
}

bool any_fails(const std::vector<Check>& checks) {
  return std::ranges::any_of(checks, [](const Check& check) { return check.verdict == Verdict::fail; });
}

std::vector<std::string_view> check_names() {
  std::vector<std::string_view> names;
  for (const CheckRow& row : check_table) names.push_back(row.name);
  return names;
}

}  // namespace kohtaamo::server
