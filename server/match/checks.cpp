// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/checks.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace kohtaamo::server {
namespace {

struct CheckRow {
  std::string_view name{};
  std::optional<Outcome> (*check)(const Asker&, const RecordTerms&, corpora::Date){};
};
constexpr std::array check_table{
    CheckRow{"applicant_type", check_applicant_type},
    CheckRow{"region", check_region},
    CheckRow{"time_window", check_time_window},
    CheckRow{"amount", check_amount},
    CheckRow{"own_funding", check_own_funding},
    CheckRow{"consortium", check_consortium},
    CheckRow{"language", check_language},
    CheckRow{"excluded_group", check_excluded_group},
};

// Whether what passes or is not known would fail once the change is made: a higher sum may need more of one's own.
bool breaks_another(const Change& change, const Asker& asker, const RecordTerms& terms, corpora::Date today) {
  const auto fails = [&](const CheckRow& row, const Asker& one) {
    const auto outcome = row.check(one, terms, today);
    return outcome && outcome->verdict == Verdict::fail;
  };
  return std::ranges::any_of(check_table,
                             [&](const CheckRow& row) { return fails(row, change.asker) && !fails(row, asker); });
}

Check to_check(std::string_view name, Outcome outcome, const Asker& asker, const RecordTerms& terms,
               corpora::Date today) {
  Check check{.name = std::string(name),
              .verdict = outcome.verdict,
              .reason = std::move(outcome.reason),
              .quote = std::move(outcome.quote)};
  const auto verified = std::ranges::find_if(outcome.changes, [&](const Change& change) {
    return verify_change(name, change, terms, today) && !breaks_another(change, asker, terms, today);
  });
  if (verified != outcome.changes.end()) check.change = std::move(verified->reason);
  return check;
}

}  // namespace

std::vector<Check> check_all(const Asker& asker, const corpora::Record& record, const EligibilityReader& reader,
                             corpora::Date today) {
  const RecordTerms terms(record, reader);
  std::vector<Check> checks;
  if (terms.eligibility() == nullptr) return checks;  // only what is given to applicants has conditions
  for (const CheckRow& row : check_table)
    if (auto outcome = row.check(asker, terms, today))
      checks.push_back(to_check(row.name, std::move(*outcome), asker, terms, today));
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

bool verify_change(std::string_view name, const Change& change, const RecordTerms& terms, corpora::Date today) {
  const auto row = std::ranges::find(check_table, name, &CheckRow::name);
  assert(row != check_table.end() && "a change is of a check of the table");
  const auto outcome = row->check(change.asker, terms, today);
  return outcome && outcome->verdict == Verdict::pass;
}

}  // namespace kohtaamo::server
