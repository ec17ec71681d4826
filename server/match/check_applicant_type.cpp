// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "config/code_lists.h"
#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

const config::Code* code_of(std::string_view type) { return config::code_list("actor_types").find(type); }

// What stands for more than one type: "a legal person".
bool is_generic(std::string_view type) {
  const config::Code* code = code_of(type);
  return code != nullptr && !code->expands_to.empty();
}

bool may_mean(std::string_view generic, std::string_view type) {
  const config::Code* code = code_of(generic);
  return code != nullptr && has(code->expands_to, type);
}

// The type, and the wider one that it is a kind of: a small company is a company.
std::vector<std::string> type_and_wider(const std::string& type) {
  std::vector<std::string> types{type};
  if (const config::Code* code = code_of(type)) types.insert(types.end(), code->broader.begin(), code->broader.end());
  return types;
}

// What the prose says of one type.
struct Said {
  const QuotedFact *allowed{}, *excluded{}, *conditional{};
  bool is_nothing() const { return allowed == nullptr && excluded == nullptr && conditional == nullptr; }
};

Said said_of(std::string_view type, const std::vector<QuotedFact>& facts) {
  Said said;
  for (const QuotedFact& one : facts) {
    if (one.fact.kind != FactKind::applicant || one.fact.code != type) continue;
    const QuotedFact*& kept = one.fact.polarity == Polarity::allowed    ? said.allowed
                              : one.fact.polarity == Polarity::excluded ? said.excluded
                                                                        : said.conditional;
    if (kept == nullptr) kept = &one;
  }
  return said;
}

// Of the type itself, or else of the wider one.
Said said_of_type_or_wider(const std::string& type, const std::vector<QuotedFact>& facts) {
  for (const std::string& one : type_and_wider(type))
    if (const Said said = said_of(one, facts); !said.is_nothing()) return said;
  return {};
}

std::string quote_of(const QuotedFact* fact) { return fact == nullptr ? std::string() : fact->quote; }

class ApplicantChecking {
 public:
  ApplicantChecking(const std::string& type, const RecordTerms& terms)
      : type_(type), stated_(terms.eligibility()->applicant_types), facts_(terms.facts()) {}

  Outcome outcome() const {
    const Said said = said_of_type_or_wider(type_, facts_);
    if (stated_.empty()) return by_prose(said);
    const bool is_stated =
        std::ranges::any_of(type_and_wider(type_), [&](const std::string& one) { return has(stated_, one); });
    if (is_stated) return for_stated(said);
    if (std::ranges::any_of(stated_, [&](const std::string& one) { return may_mean(one, type_); }))
      return said.excluded != nullptr ? failed(said.excluded) : by_prose(said);
    if (said.allowed != nullptr) return unsure(said.allowed);  // the field and the prose do not agree
    if (said.conditional != nullptr) return on_condition(said.conditional);
    return failed(said.excluded != nullptr ? said.excluded : any_allowed());
  }

  // The types of which the call says that they may apply.
  std::vector<std::string> allowed_types() const {
    std::vector<std::string> types;
    for (const std::string& one : stated_)
      if (!is_generic(one)) types.push_back(one);
    if (!stated_.empty()) return types;
    for (const QuotedFact& one : facts_)
      if (one.fact.kind == FactKind::applicant && one.fact.polarity == Polarity::allowed && !has(types, one.fact.code))
        types.push_back(one.fact.code);
    return types;
  }

 private:
  Outcome made(Verdict verdict, const char* key, const QuotedFact* fact) const {
    return {
        .verdict = verdict, .reason = {key, {codes_value("type", {type_}, "actor_types")}}, .quote = quote_of(fact)};
  }
  Outcome passed(const QuotedFact* fact) const { return made(Verdict::pass, "check_applicant_type_pass", fact); }
  Outcome failed(const QuotedFact* fact) const { return made(Verdict::fail, "check_applicant_type_fail", fact); }
  Outcome unsure(const QuotedFact* fact) const { return made(Verdict::unknown, "check_applicant_type_unknown", fact); }
  Outcome on_condition(const QuotedFact* fact) const {
    return made(Verdict::unknown, "check_applicant_type_unknown_condition", fact);
  }

  Outcome for_stated(const Said& said) const {
    if (said.excluded != nullptr) return unsure(said.excluded);
    if (said.conditional != nullptr && said.allowed == nullptr) return on_condition(said.conditional);
    return passed(said.allowed);
  }

  Outcome by_prose(const Said& said) const {
    if (said.excluded != nullptr) return said.allowed == nullptr ? failed(said.excluded) : unsure(said.excluded);
    if (said.conditional != nullptr) return on_condition(said.conditional);
    if (said.allowed != nullptr) return passed(said.allowed);
    for (const QuotedFact& one : facts_)
      if (one.fact.kind == FactKind::applicant && one.fact.is_exclusive && !is_generic(one.fact.code))
        return failed(&one);
    for (const QuotedFact& one : facts_)
      if (one.fact.kind == FactKind::applicant && may_mean(one.fact.code, type_)) return unsure(&one);
    return unsure(any_allowed());
  }

  const QuotedFact* any_allowed() const {
    const auto found = std::ranges::find_if(facts_, [](const QuotedFact& one) {
      return one.fact.kind == FactKind::applicant && one.fact.polarity == Polarity::allowed;
    });
    return found == facts_.end() ? nullptr : &*found;
  }

  const std::string& type_;
  const std::vector<std::string>& stated_;
  const std::vector<QuotedFact>& facts_;
};

// Another applicant of a type that passes.
std::optional<Change> other_applicant(const Asker& asker, const RecordTerms& terms) {
  std::vector<std::string> passing;
  for (const std::string& type : ApplicantChecking(asker.applicant_type, terms).allowed_types())
    if (ApplicantChecking(type, terms).outcome().verdict == Verdict::pass) passing.push_back(type);
  if (passing.empty()) return std::nullopt;
  Change change{.reason = {"check_applicant_type_change", {codes_value("types", passing, "actor_types")}},
                .asker = asker};
  change.asker.applicant_type = passing.front();
  return change;
}

}  // namespace

std::optional<Outcome> check_applicant_type(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  const corpora::Eligibility* stated = terms.eligibility();
  if (stated == nullptr) return std::nullopt;
  const bool says_something = !stated->applicant_types.empty() || terms.first(FactKind::applicant) != nullptr;
  if (terms.call() == nullptr && !says_something) return std::nullopt;
  if (asker.applicant_type.empty())
    return Outcome{.reason = {"check_applicant_type_unknown_asker", {}},
                   .quote = quote_of(terms.first(FactKind::applicant))};
  Outcome outcome = ApplicantChecking(asker.applicant_type, terms).outcome();
  if (outcome.verdict == Verdict::fail)
    if (auto change = other_applicant(asker, terms)) outcome.changes.push_back(std::move(*change));
  return outcome;
}

}  // namespace kohtaamo::server
