// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// joint_work.h — whether a call is answered by work that several carry out together.
//
// Given   candidates for a call with their records.
// Gives   to each that several carry out what the best ten of them say of that: where most of these are joint
//         work the call asks for it, and what one carries out alone comes after. One that says nothing of its
//         partners gets what the average one gets.
// Threads pure functions.

#include <optional>
#include <vector>

#include "corpora/record.h"
#include "server/search/scored.h"

namespace kohtaamo::server {

// Nothing: the record does not say who carries it out.
std::optional<bool> is_joint_work(const corpora::Record& record);

// Best first; is_joint in the same order. Adds up to `most` to the scores, and gives how much the best could gain.
double prefer_joint_work(std::vector<Scored>& candidates, const std::vector<std::optional<bool>>& is_joint,
                         double most);

}  // namespace kohtaamo::server
