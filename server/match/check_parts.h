// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// check_parts.h — the single checks, for the table in checks.cpp.
//
// Given   the asker, the terms of a record, the day.
// Gives   an outcome, or nothing when the record has no such condition. A fail proposes changes, the smallest
//         first, each with the asker as it would then be: checks.cpp tries them.
// Threads pure functions.

#include <optional>
#include <string>
#include <vector>

#include "server/match/asker.h"
#include "server/match/match.h"
#include "server/match/record_terms.h"

namespace kohtaamo::server {

// A way to make a failed check pass: what to say, and the asker as it would then be.
struct Change {
  Reason reason{};
  Asker asker{};
};

struct Outcome {
  Verdict verdict = Verdict::unknown;
  Reason reason{};
  std::string quote{};
  std::vector<Change> changes{};
};

std::optional<Outcome> check_applicant_type(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_region(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_time_window(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_amount(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_own_funding(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_language(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_consortium(const Asker& asker, const RecordTerms& terms, corpora::Date today);
std::optional<Outcome> check_excluded_group(const Asker& asker, const RecordTerms& terms, corpora::Date today);

}  // namespace kohtaamo::server
