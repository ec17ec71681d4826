// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/applicant.h"

#include "server/match/checks.h"
#include "server/match/owner.h"

namespace kohtaamo::server {

using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordId;

RecordId applicant_id(const Record& record) {
  if (record.type() == corpora::RecordType::actor) return record.id;
  if (const auto* project = std::get_if<corpora::Project>(&record.details)) return project->coordinator;
  return owner_of(record);
}

Result<std::vector<Check>> check_as_applicant(const Matcher& matcher, const SearchEngine& engine, const Record& record,
                                              const Record& call, corpora::Date today) {
  std::optional<Record> applicant;
  if (const RecordId id = applicant_id(record); id == record.id) {
    applicant = record;
  } else if (!id.empty()) {
    auto found = engine.find(id);
    if (!found) return fail(found.error());
    applicant = std::move(*found);
  }
  Asker asker = understand_record(record, applicant);
  asker.amount_eur.reset();  // what it would apply for is not known: what a solution costs is no application
  std::vector<Check> checks = check_all(asker, call, matcher.eligibility(), today);
  std::erase_if(checks, [](const Check& check) { return check.name == "time_window"; });
  return checks;
}

}  // namespace kohtaamo::server
