// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// unfolded.h — matches with their near copies beside them.
//
// Given   a request to the matcher.
// Gives   what Matcher::match gives, and what it folded as matches of their own, by score within each type; more
//         than `limit` of a type when there are copies. For those who hold conditions of their own against the
//         records: of two alike, one may be excluded.
// Fails   as Matcher does.
// Threads safe.

#include "server/match/match.h"

namespace kohtaamo::server {

config::Result<MatchResult> match_unfolded(const Matcher& matcher, const MatchRequest& request);

}  // namespace kohtaamo::server
