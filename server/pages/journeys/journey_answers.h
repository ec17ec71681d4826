// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// journey_answers.h — what each journey asks the matcher, and how often.
//
// Given   what was asked.
// Gives   the bundle of a need; what concerns an idea; the mirror of a call, with who could apply together.
// Fails   as the matcher and the feedback do.
// Never   judges: what is weak is left out, and what is left is put under the headings of the page.
// Threads any.

#include "server/app.h"
#include "server/match/bundle.h"
#include "server/pages/journeys/develop_page.h"
#include "server/pages/journeys/fund_page.h"
#include "server/pages/journeys/journey_request.h"

namespace kohtaamo::server::pages {

config::Result<Bundle> answer_need(App& app, const JourneyRequest& asked);
config::Result<Development> answer_develop(App& app, const JourneyRequest& asked);
// `call` is the record that asks, if one does: only such a one has a rule for who applies together.
config::Result<Funding> answer_fund(App& app, const JourneyRequest& asked, const corpora::Record* call);

// The region that the matrix of white spots is of: "at", a code; empty: all of them. Fails: bad_request at "at".
config::Result<std::string> matrix_region(const HttpRequest& request);

}  // namespace kohtaamo::server::pages
