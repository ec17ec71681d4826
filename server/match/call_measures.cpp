// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "corpora/effective_status.h"
#include "server/match/measures.h"

namespace kohtaamo::server {
namespace {

const corpora::Call* call_of(const Pair& pair) { return std::get_if<corpora::Call>(&pair.record().details); }

}  // namespace

// Words, lifted by shared concepts towards 1: a call says its topic in either way.
std::optional<Measured> topic(const Pair& pair) {
  if (!pair.is_call()) return std::nullopt;
  constexpr double lift = 0.1;
  const SharedConcepts shared = shared_concepts(pair);
  const double of_words = pair.candidate.text;
  return Measured{of_words + (1 - of_words) * lift * shared.value * shared.confidence,
                  {"reason_topic_sentence", {words_value("words", {})}}};
}

// A grant many times what is needed is for others; one that is too small leaves a gap.
std::optional<Measured> amount(const Pair& pair) {
  const corpora::Call* call = call_of(pair);
  if (call == nullptr || !pair.asker.amount_eur || !call->amount.max_grant) return std::nullopt;
  const bool is_other_currency = !call->amount.currency.empty() && call->amount.currency != "EUR";
  const double needed = *pair.asker.amount_eur, available = *call->amount.max_grant;
  if (is_other_currency || needed <= 0 || available <= 0) return std::nullopt;
  constexpr double roomy = 4;  // times the need that still suits
  const double value = available < needed ? available / needed : std::min(1.0, roomy * needed / available);
  return Measured{value,
                  {"reason_amount_sentence", {euros_value("needed", needed), euros_value("available", available)}}};
}

std::optional<Measured> time_left(const Pair& pair) {
  const corpora::Call* call = call_of(pair);
  if (call == nullptr) return std::nullopt;
  const auto deadline = corpora::next_deadline(corpora::dates_of(*call), pair.today);
  if (!deadline) return std::nullopt;
  constexpr double enough_days = 42;  // six weeks make an application with partners
  const auto days = static_cast<double>((*deadline - pair.today).count());
  return Measured{std::clamp(days / enough_days, 0.0, 1.0),
                  {"reason_time_left_sentence", {count_value("count", days)}}};
}

std::optional<Measured> history(const Pair& pair) {
  if (!pair.is_call() || pair.candidate.earlier_awards == 0) return std::nullopt;
  const auto count = static_cast<double>(pair.candidate.earlier_awards);
  return Measured{count / (count + 1), {"reason_history_sentence", {count_value("count", count)}}};
}

}  // namespace kohtaamo::server
