// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// match_page.h — a need or an idea, and what answers it: how well, why, and what is to be checked.
//
// Given   what was asked, and the matches if it was.
// Gives   HTML: a form that keeps what was typed; matches by type; near misses with what would change them.
// Threads pure function.

#include <string>

#include "server/match/match.h"
#include "server/pages/card.h"

namespace kohtaamo::server {

struct MatchView {
  const MatchRequest& request;
  Reader reader{};
  const MatchResult* result = nullptr;     // none: only the form
  const corpora::Record* asked = nullptr;  // the record that was asked for, if it was one
};

std::string render_match_page(const MatchView& match);

inline constexpr std::size_t matches_of_each_type = 5;

}  // namespace kohtaamo::server
