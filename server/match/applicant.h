// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// applicant.h — a record seen as one that applies to a call.
//
// Given   an innovation, a project, an actor, or another record; the call.
// Gives   the checks of the call against it and whoever stands behind it, but for those of time.
// Fails   index_unavailable.
// Threads safe.

#include <vector>

#include "corpora/record.h"
#include "server/match/match.h"
#include "server/search/search.h"

namespace kohtaamo::server {

// The actor that stands behind it: the first developer, the coordinator, who offers or needs, the actor itself.
corpora::RecordId applicant_id(const corpora::Record& record);

config::Result<std::vector<Check>> check_as_applicant(const Matcher& matcher, const SearchEngine& engine,
                                                      const corpora::Record& record, const corpora::Record& call,
                                                      corpora::Date today);

}  // namespace kohtaamo::server
