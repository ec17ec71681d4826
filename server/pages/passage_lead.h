// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// passage_lead.h — what a text says before it says anything: the heading and the formula that hundreds begin with.
//
// Given   a text as a source has it.
// Gives   how many bytes of it a card leaves out; 0 where there is no such lead, or nothing worth reading after it.
// Threads pure function.
//
// Example   "Expected Outcome: Projects are expected to contribute to the following outcomes:\n- Fewer evictions …"
//   ->      up to "Fewer"

#include <cstddef>
#include <string_view>

namespace kohtaamo::server {

std::size_t lead_bytes(std::string_view text);

}  // namespace kohtaamo::server
