// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// material.h — what of a record decides whether it answers a need.
//
// Given   a record.
// Gives   a short name (hash.h) for its title, stage, deadlines, amounts and eligibility: as long as they
//         stay the same, so does the name, whatever else is edited.
// Threads pure.

#include <string>

#include "corpora/record.h"

namespace kohtaamo::corpora {

std::string material_hash(const Record& record);

}  // namespace kohtaamo::corpora
