// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

// A number of the fields, or else of the prose with its sentence.
struct Stated {
  std::optional<double> number{};
  std::string quote{};
};

Stated stated(const std::optional<double>& field, FactKind kind, const RecordTerms& terms) {
  if (field) return {.number = field};
  if (const QuotedFact* fact = terms.first(kind)) return {.number = fact->fact.number, .quote = fact->quote};
  return {};
}

// "20" or "12.5".
ReasonValue percent_value(double percent) { return words_value("percent", {fmt::format("{:g}", percent)}); }

Change with_amount(const Asker& asker, double eur, Reason reason) {
  Change change{.reason = std::move(reason), .asker = asker};
  change.asker.amount_eur = eur;
  return change;
}

// The share of the costs that the applicant pays, in per cent.
Stated own_share(const RecordTerms& terms) {
  const corpora::Call& call = *terms.call();
  if (call.eligibility.own_funding_required) return {.number = call.eligibility.own_funding_required};
  if (call.amount.rate_max) return {.number = 100 - *call.amount.rate_max};
  if (const QuotedFact* own = terms.first(FactKind::own_funding))
    return {.number = own->fact.number, .quote = own->quote};
  if (const QuotedFact* rate = terms.first(FactKind::support_rate))
    return {.number = 100 - rate->fact.number, .quote = rate->quote};
  return {};
}

}  // namespace

std::optional<Outcome> check_amount(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  if (terms.call() == nullptr) return std::nullopt;
  const corpora::Amount& grant = terms.call()->amount;
  const bool is_other_currency = !grant.currency.empty() && grant.currency != "EUR";
  if (is_other_currency) return Outcome{.reason = {"check_amount_unknown", {}}};
  const Stated least = stated(grant.min_grant, FactKind::min_grant, terms);
  const Stated most = stated(grant.max_grant, FactKind::max_grant, terms);
  if (!least.number && !most.number) return Outcome{.reason = {"check_amount_unknown", {}}};
  if (!asker.amount_eur) return Outcome{.reason = {"check_amount_unknown_asker", {}}, .quote = most.quote};
  const double amount = *asker.amount_eur;
  const ReasonValue needed = euros_value("needed", amount);
  if (least.number && amount < *least.number) {
    const ReasonValue minimum = euros_value("minimum", *least.number);
    return Outcome{.verdict = Verdict::fail,
                   .reason = {"check_amount_fail_minimum", {needed, minimum}},
                   .quote = least.quote,
                   .changes = {with_amount(asker, *least.number, {"check_amount_change_minimum", {minimum}})}};
  }
  if (!most.number) return Outcome{.reason = {"check_amount_unknown", {}}, .quote = least.quote};
  const ReasonValue available = euros_value("available", *most.number);
  if (amount <= *most.number)
    return Outcome{.verdict = Verdict::pass, .reason = {"check_amount_pass", {needed, available}}, .quote = most.quote};
  const Reason missing{"check_amount_change", {euros_value("missing", amount - *most.number)}};
  return Outcome{.verdict = Verdict::fail,
                 .reason = {"check_amount_fail", {needed, available}},
                 .quote = most.quote,
                 .changes = {with_amount(asker, *most.number, missing)}};
}

std::optional<Outcome> check_own_funding(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  if (terms.call() == nullptr) return std::nullopt;
  const Stated share = own_share(terms);
  if (!share.number) return std::nullopt;
  const double percent = *share.number;
  if (percent <= 0)
    return Outcome{.verdict = Verdict::pass, .reason = {"check_own_funding_pass_none", {}}, .quote = share.quote};
  if (!asker.amount_eur || !asker.own_funding_eur)
    return Outcome{.reason = {"check_own_funding_unknown", {percent_value(percent)}}, .quote = share.quote};
  const double needed = *asker.amount_eur * percent / 100;
  const ReasonValue needed_value = euros_value("needed", needed), own = euros_value("own", *asker.own_funding_eur);
  if (*asker.own_funding_eur >= needed)
    return Outcome{.verdict = Verdict::pass,
                   .reason = {"check_own_funding_pass", {percent_value(percent), needed_value, own}},
                   .quote = share.quote};
  Change change{.reason = {"check_own_funding_change", {euros_value("missing", needed - *asker.own_funding_eur)}},
                .asker = asker};
  change.asker.own_funding_eur = needed;
  return Outcome{.verdict = Verdict::fail,
                 .reason = {"check_own_funding_fail", {percent_value(percent), needed_value, own}},
                 .quote = share.quote,
                 .changes = {std::move(change)}};
}

}  // namespace kohtaamo::server
