// SPDX-License-Identifier: GPL-3.0-or-later
// With whom and for whom: the consortium, the language of work, the groups left out.
#include <algorithm>

#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

std::vector<std::string> codes_of(const std::vector<stemming::Language>& languages) {
  std::vector<std::string> codes;
  for (const stemming::Language language : languages) codes.emplace_back(to_text(language));
  return codes;
}

// What a call demands of a consortium; the prose is asked where the fields are silent.
struct Company {
  std::int64_t partners = 0, countries = 0;
  std::vector<std::string> types{};
  std::string quote{};
  bool is_nothing() const { return partners <= 1 && countries <= 1 && types.empty(); }
};

Company company_of(const RecordTerms& terms) {
  const corpora::Consortium& stated = terms.eligibility()->consortium;
  Company company{.partners = stated.min_partners.value_or(0),
                  .countries = stated.min_countries.value_or(0),
                  .types = stated.required_types};
  for (const QuotedFact& one : terms.facts()) {
    const auto number = static_cast<std::int64_t>(one.fact.number);
    if (one.fact.kind == FactKind::min_partners && !stated.min_partners)
      company.partners = std::max(company.partners, number);
    else if (one.fact.kind == FactKind::min_countries && !stated.min_countries)
      company.countries = std::max(company.countries, number);
    else if (one.fact.kind == FactKind::required_partner && stated.required_types.empty())
      company.types.push_back(one.fact.code);
    else if (one.fact.kind != FactKind::min_partners && one.fact.kind != FactKind::min_countries)
      continue;
    company.quote = one.quote;
  }
  return company;
}

std::vector<std::string> missing_types(const Asker& asker, const Company& company) {
  std::vector<std::string> missing;
  for (const std::string& type : company.types)
    if (type != asker.applicant_type && !has(asker.partner_types, type)) missing.push_back(type);
  return missing;
}

// All that is missing, put right at once: to find partners of three countries is one change.
Asker joined_by_partners(const Asker& asker, const Company& company) {
  Asker changed = asker;
  changed.partners = std::max(asker.partners.value_or(1), company.partners);
  changed.countries = std::max(asker.countries.value_or(1), company.countries);
  for (const std::string& type : missing_types(asker, company)) changed.partner_types.push_back(type);
  return changed;
}

}  // namespace

std::optional<Outcome> check_consortium(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  if (terms.call() == nullptr) return std::nullopt;
  const Company company = company_of(terms);
  if (company.is_nothing()) return std::nullopt;
  const std::vector<std::string> missing = missing_types(asker, company);
  const bool is_known = asker.partners && (company.countries <= 1 || asker.countries) &&
                        (missing.empty() || !asker.partner_types.empty());
  if (!is_known)
    return Outcome{.reason = {"check_consortium_unknown_asker",
                              {words_value("required", {std::to_string(std::max<std::int64_t>(2, company.partners))})}},
                   .quote = company.quote};
  Outcome outcome{.verdict = Verdict::pass, .reason = {"check_consortium_pass", {}}, .quote = company.quote};
  const auto fail_with = [&](Reason reason, Reason change) {
    outcome.verdict = Verdict::fail;
    outcome.reason = std::move(reason);
    outcome.changes.push_back({.reason = std::move(change), .asker = joined_by_partners(asker, company)});
  };
  const auto number = [](std::string name, std::int64_t count) {
    return words_value(std::move(name), {std::to_string(count)});
  };
  if (*asker.partners < company.partners)
    fail_with({"check_consortium_fail", {number("partners", *asker.partners), number("required", company.partners)}},
              {"check_consortium_change", {number("missing", company.partners - *asker.partners)}});
  else if (asker.countries && *asker.countries < company.countries)
    fail_with({"check_consortium_fail_countries",
               {number("countries", *asker.countries), number("required", company.countries)}},
              {"check_consortium_change_countries", {number("missing", company.countries - *asker.countries)}});
  else if (!missing.empty())
    fail_with({"check_consortium_fail_types", {codes_value("types", missing, "actor_types")}},
              {"check_consortium_change_types", {codes_value("types", missing, "actor_types")}});
  return outcome;
}

// An offer is given in its languages; a call may be read in translation, so its papers are for a person to check.
std::optional<Outcome> check_language(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  std::vector<std::string> offered;
  const auto* resource = std::get_if<corpora::Resource>(&terms.record().details);
  if (resource != nullptr) offered = resource->languages;
  if (terms.call() != nullptr)
    for (const corpora::Document& document : terms.call()->documents)
      if (!document.lang.empty() && !has(offered, document.lang)) offered.push_back(document.lang);
  if (offered.empty()) return std::nullopt;
  const ReasonValue languages = codes_value("languages", offered, "languages");
  // A text that may be in several languages is in none for certain.
  if (asker.languages.size() != 1) return Outcome{.reason = {"check_language_unknown_asker", {languages}}};
  const std::vector<std::string> own = codes_of(asker.languages);
  if (has(offered, own.front()))
    return Outcome{.verdict = Verdict::pass,
                   .reason = {"check_language_pass", {codes_value("languages", own, "languages")}}};
  if (resource == nullptr) return Outcome{.reason = {"check_language_unknown_documents", {languages}}};
  Outcome outcome{.verdict = Verdict::fail, .reason = {"check_language_fail", {languages}}};
  for (const std::string& one : offered)
    if (const auto language = stemming::parse_language(one)) {
      outcome.changes.push_back({.reason = {"check_language_change", {languages}}, .asker = asker});
      outcome.changes.back().asker.languages = {*language};
    }
  return outcome;
}

std::optional<Outcome> check_excluded_group(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  const std::vector<QuotedFact> excluded = terms.excluded_groups();
  if (excluded.empty()) return std::nullopt;
  if (asker.target_groups.empty())
    return Outcome{.reason = {"check_excluded_group_unknown", {}}, .quote = excluded.front().quote};
  Outcome outcome{.verdict = Verdict::pass, .reason = {"check_excluded_group_pass", {}}};
  std::vector<std::string> hit;
  for (const QuotedFact& one : excluded) {
    if (!has(asker.target_groups, one.fact.code) || has(hit, one.fact.code)) continue;
    hit.push_back(one.fact.code);
    outcome.quote = one.quote;
  }
  if (hit.empty()) return outcome;
  const ReasonValue group = codes_value("group", hit, "target_groups");
  outcome.verdict = Verdict::fail;
  outcome.reason = {"check_excluded_group_fail", {group}};
  Change change{.reason = {"check_excluded_group_change", {group}}, .asker = asker};
  std::erase_if(change.asker.target_groups, [&](const std::string& code) { return has(hit, code); });
  outcome.changes.push_back(std::move(change));
  return outcome;
}

}  // namespace kohtaamo::server
