// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// checks.h — the hard conditions of a record, held against what is known of the asker.
//
// Given   the asker, a record, the reader of its prose, the day.
// Gives   a check for each condition that the record has: applicant type, region, time, amount, own funding,
//         consortium, language, excluded groups. pass, fail or unknown; unknown whenever either side does not
//         say. What is read from prose comes with its sentence. A fail names the smallest change that would make
//         it pass: the change is made and the checks are done again; what does not pass then, or makes another
//         fail, is not named.
// Never   scores. To add a check: a function in a file of its own, its row in checks.cpp, and its sentences
//         (check_<name>, check_<name>_pass, …) in three languages.
// Threads pure functions.

#include <vector>

#include "server/match/check_parts.h"
#include "server/match/match.h"

namespace kohtaamo::server {

std::vector<Check> check_all(const Asker& asker, const corpora::Record& record, const EligibilityReader& reader,
                             corpora::Date today);
bool any_fails(const std::vector<Check>& checks);
std::vector<std::string_view> check_names();

// Whether the check of this name passes once the change is made.
bool verify_change(std::string_view name, const Change& change, const RecordTerms& terms, corpora::Date today);

}  // namespace kohtaamo::server
