// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

// What a call demands of a consortium; the prose is asked where the fields are silent.
struct Partners {
  std::int64_t partners = 0, countries = 0;
  std::vector<std::string> types{};
  std::string quote{};
  bool is_nothing() const { return partners <= 1 && countries <= 1 && types.empty(); }
};

Partners demanded_of(const RecordTerms& terms) {
  const corpora::Consortium& stated = terms.eligibility()->consortium;
  Partners demanded{.partners = stated.min_partners.value_or(0),
                    .countries = stated.min_countries.value_or(0),
                    .types = stated.required_types};
  for (const QuotedFact& one : terms.facts()) {
    const auto number = static_cast<std::int64_t>(one.fact.number);
    if (one.fact.kind == FactKind::min_partners && !stated.min_partners)
      demanded.partners = std::max(demanded.partners, number);
    else if (one.fact.kind == FactKind::min_countries && !stated.min_countries)
      demanded.countries = std::max(demanded.countries, number);
    else if (one.fact.kind == FactKind::required_partner && stated.required_types.empty())
      demanded.types.push_back(one.fact.code);
    else
      continue;
    demanded.quote = one.quote;
  }
  return demanded;
}

std::vector<std::string> missing_types(const Asker& asker, const Partners& demanded) {
  std::vector<std::string> missing;
  for (const std::string& type : demanded.types)
    if (type != asker.applicant_type && !has(asker.partner_types, type)) missing.push_back(type);
  return missing;
}

// All that is missing, put right at once: to find partners of three countries is one change.
Asker joined_by_partners(const Asker& asker, const Partners& demanded) {
  Asker changed = asker;
  changed.partners = std::max(asker.partners.value_or(1), demanded.partners);
  changed.countries = std::max(asker.countries.value_or(1), demanded.countries);
  for (const std::string& type : missing_types(asker, demanded)) changed.partner_types.push_back(type);
  return changed;
}

}  // namespace

std::optional<Outcome> check_consortium(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  if (terms.call() == nullptr) return std::nullopt;
  const Partners demanded = demanded_of(terms);
  if (demanded.is_nothing()) return std::nullopt;
  const std::vector<std::string> missing = missing_types(asker, demanded);
  const bool is_known = asker.partners && (demanded.countries <= 1 || asker.countries) &&
                        (missing.empty() || !asker.partner_types.empty());
  if (!is_known)
    return Outcome{
        .reason = {"check_consortium_unknown_asker",
                   {words_value("required", {std::to_string(std::max<std::int64_t>(2, demanded.partners))})}},
        .quote = demanded.quote};
  Outcome outcome{.verdict = Verdict::pass, .reason = {"check_consortium_pass", {}}, .quote = demanded.quote};
  const auto fail_with = [&](Reason reason, Reason change) {
    outcome.verdict = Verdict::fail;
    outcome.reason = std::move(reason);
    outcome.changes.push_back({.reason = std::move(change), .asker = joined_by_partners(asker, demanded)});
  };
  const auto number = [](std::string name, std::int64_t count) {
    return words_value(std::move(name), {std::to_string(count)});
  };
  if (*asker.partners < demanded.partners)
    fail_with({"check_consortium_fail", {number("partners", *asker.partners), number("required", demanded.partners)}},
              {"check_consortium_change", {number("missing", demanded.partners - *asker.partners)}});
  else if (asker.countries && *asker.countries < demanded.countries)
    fail_with({"check_consortium_fail_countries",
               {number("countries", *asker.countries), number("required", demanded.countries)}},
              {"check_consortium_change_countries", {number("missing", demanded.countries - *asker.countries)}});
  else if (!missing.empty())
    fail_with({"check_consortium_fail_types", {codes_value("types", missing, "actor_types")}},
              {"check_consortium_change_types", {codes_value("types", missing, "actor_types")}});
  return outcome;
}

}  // namespace kohtaamo::server
