// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// stage_fit.h — how well the stage of a solution serves the one who looks.
//
// Given   the role of who looks, the stage of a solution (a code of config/lists/stages).
// Gives   0..1. An adopter wants what works; a developer also what is under way, as company; a funder's
//         money develops and pilots. A stage that is not in the table gives 0.
// Threads pure.

#include <string_view>

#include "server/match/match.h"

namespace kohtaamo::server {

double stage_fit(Role role, std::string_view stage);

}  // namespace kohtaamo::server
