// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// need_page.h — what meets a need all at once: each part with its grounds, each gap by name.
//
// Given   what was asked, and the bundle that answers it.
// Gives   HTML.
// Threads pure function.

#include <string>

#include "server/match/bundle.h"
#include "server/pages/journeys/journey_page.h"

namespace kohtaamo::server {

// `bundle` is null as long as nothing was looked for.
std::string render_need_page(const JourneyView& view, const Bundle* bundle);

}  // namespace kohtaamo::server
