// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// owner.h — whose a need, a solution or an offer is.
//
// Given   a record.
// Gives   the id of the actor that needs, offers or first developed it; empty for other types and unknown ones.
// Threads pure.

#include "corpora/record.h"

namespace kohtaamo::server {

corpora::RecordId owner_of(const corpora::Record& record);

}  // namespace kohtaamo::server
