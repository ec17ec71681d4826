// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// checks.h — the hard conditions of a record, held against what is known of the asker.
//
// Given   the asker, a record, the day.
// Gives   a check for each condition that the record's type can have: applicant type, region, time,
//         amount. pass, fail or unknown; unknown whenever either side does not say.
// Never   scores. To add a check: a function and its row in checks.cpp, and its sentences
//         (check_<name>, check_<name>_pass, …) in three languages.
// Threads pure functions.

#include <vector>

#include "server/match/match.h"

namespace kohtaamo::server {

std::vector<Check> check_all(const Asker& asker, const corpora::Record& record, corpora::Date today);
bool any_fails(const std::vector<Check>& checks);
std::vector<std::string_view> check_names();

}  // namespace kohtaamo::server
