// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/call_words.h"

#include <fmt/format.h>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"

namespace kohtaamo::server {

using config::message;

namespace {

// Each deadline in words: its stage, the hour, where it was before.
std::string words_of(const corpora::Deadline& deadline, bool is_only_one, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  if (!deadline.date) return deadline.original.empty() ? message("deadline_unknown", language) : deadline.original;
  std::string words = format_day(*deadline.date, reader.language);
  if (!deadline.time.empty())
    words = message("deadline_with_time", language, {{"date", words}, {"time", deadline.time}});
  if (deadline.stage && !is_only_one)
    words = message("deadline_stage", language, {{"stage", std::to_string(*deadline.stage)}}) + ": " + words;
  if (deadline.moved_from)
    words +=
        " (" + message("deadline_moved", language, {{"date", format_day(*deadline.moved_from, reader.language)}}) + ")";
  return words;
}

}  // namespace

std::vector<DeadlineWords> deadline_words(const corpora::Call& call, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  const bool is_rolling = call.deadline_model == "rolling";
  std::vector<DeadlineWords> all;
  if (is_rolling) all.push_back({.words = message("deadline_rolling", language)});
  for (const corpora::Deadline& deadline : call.deadlines)
    all.push_back({.words = words_of(deadline, call.deadlines.size() == 1, reader),
                   .is_past = deadline.date && *deadline.date < reader.today});
  if (all.empty()) all.push_back({.words = message("deadline_unknown", language)});
  return all;
}

std::string grant_words(const corpora::Call& call, const Reader& reader) {
  const corpora::Amount& amount = call.amount;
  const auto money = [&](double sum) { return format_money(sum, amount.currency, reader.language); };
  const std::string_view language = to_text(reader.language);
  if (amount.min_grant && amount.max_grant) return money(*amount.min_grant) + "–" + money(*amount.max_grant);
  if (amount.max_grant) return message("grant_at_most", language, {{"sum", money(*amount.max_grant)}});
  if (amount.total_budget) return message("grant_in_all", language, {{"sum", money(*amount.total_budget)}});
  return {};
}

std::string applicant_words(const corpora::Call& call, const Reader& reader, std::size_t most) {
  std::vector<std::string> names;
  for (const std::string& type : call.eligibility.applicant_types)
    if (names.size() < most) names.emplace_back(config::label_of("actor_types", type, to_text(reader.language)));
  const std::size_t left = call.eligibility.applicant_types.size() - names.size();
  std::string text = fmt::format("{}", fmt::join(names, ", "));
  if (left > 0) text += " " + message("and_so_many_more", to_text(reader.language), {{"count", left}});
  return text;
}

}  // namespace kohtaamo::server
