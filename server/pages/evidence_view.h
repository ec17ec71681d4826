// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// evidence_view.h — how well it is known that something works: a ladder of six steps, and what was measured.
//
// Given   what a record says of its evidence.
// Gives   the values that evidence.mustache asks for. A level that nobody has told is not the lowest one.
// Threads pure functions.

#include "server/pages/record_page.h"

namespace kohtaamo::server {

// Sets "has_evidence", "ladder" and "claims".
void set_evidence(const RecordView& record, View& view);

}  // namespace kohtaamo::server
