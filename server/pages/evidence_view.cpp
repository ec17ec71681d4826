// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/evidence_view.h"

#include <fmt/format.h>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"

namespace kohtaamo::server {
namespace {

using config::label_of;
using config::message;

constexpr std::int64_t highest_level = 5;
constexpr int step_width = 30, step_gap = 6, lowest_step = 12, step_rise = 10, ladder_height = 66;

View ladder_view(std::optional<std::int64_t> level, std::string_view language) {
  View ladder, steps(View::type::list);
  for (std::int64_t step = 0; step <= highest_level; ++step) {
    const int place = static_cast<int>(step), height = lowest_step + step_rise * place;
    const std::string name(label_of("evidence_levels", fmt::format("{}", step), language));
    View item;
    item.set("x", fmt::format("{}", place * (step_width + step_gap)));
    item.set("y", fmt::format("{}", ladder_height - height));
    item.set("height", fmt::format("{}", height));
    item.set("is_reached", View(level && step <= *level));
    item.set("is_current", View(level && step == *level));
    item.set("words", message("evidence_level_value", language, {{"level", step}, {"name", name}}));
    steps << std::move(item);
  }
  const std::string name(level ? label_of("evidence_levels", fmt::format("{}", *level), language) : "");
  ladder.set("words", level ? message("evidence_level_value", language, {{"level", *level}, {"name", name}})
                            : message("evidence_unknown", language));
  ladder.set("steps", std::move(steps));
  return ladder;
}

std::string value_of(const corpora::Claim& claim, const Reader& reader) {
  if (!claim.value) return {};
  const std::string number = format_number(*claim.value, reader.language);
  return claim.unit.empty() ? number : number + "\u00A0" + claim.unit;
}

View claims_view(const std::vector<corpora::Claim>& claims, const RecordView& record) {
  const Reader& reader = record.reader;
  const std::string_view language = to_text(reader.language);
  const auto or_unknown = [&](const std::string& text) { return text.empty() ? message("unknown", language) : text; };
  View list(View::type::list);
  for (const corpora::Claim& claim : claims) {
    const ReadableText outcome = readable(claim.outcome, reader.language);
    const std::string who = "independence_" + claim.independence;
    View item;
    item.set("outcome", outcome.text.empty() ? or_unknown(claim.indicator) : outcome.text);
    item.set("outcome_lang", outcome.text.empty() ? View(false) : foreign(outcome.language, reader.language));
    item.set("direction", or_unknown(std::string(label_of("adoption_results", claim.direction, language))));
    item.set("value", or_unknown(value_of(claim, reader)));
    item.set("sample", claim.n ? format_number(*claim.n, reader.language) : message("unknown", language));
    item.set("method", or_unknown(claim.method));
    item.set("period", or_unknown(claim.period));
    item.set("who", config::has_message(who) ? message(who, language) : or_unknown(claim.independence));
    list << std::move(item);
  }
  return list;
}

}  // namespace

void set_evidence(const RecordView& record, View& view) {
  const auto* innovation = std::get_if<corpora::Innovation>(&record.record.details);
  const auto* adoption = std::get_if<corpora::Adoption>(&record.record.details);
  const std::vector<corpora::Claim> claims = innovation != nullptr ? innovation->evidence.claims
                                             : adoption != nullptr ? adoption->claims
                                                                   : std::vector<corpora::Claim>{};
  view.set("has_evidence", View(innovation != nullptr || !claims.empty()));
  view.set("ladder", innovation == nullptr ? View(false)
                                           : ladder_view(innovation->evidence.level, to_text(record.reader.language)));
  view.set("claims", claims_view(claims, record));
  view.set("has_claims", View(!claims.empty()));
}

}  // namespace kohtaamo::server
