// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

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
