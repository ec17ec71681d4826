// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// funding_view.h — who has funded it, when and with how much: the decisions that speak of a record, newest first.
//
// Given   records that refer to the record of the page, and what they refer to.
// Gives   the values that funding_history.mustache asks for. An amount that is not told is no zero, and what a
//         decision hides is not shown.
// Threads pure functions.

#include "server/pages/record_page.h"

namespace kohtaamo::server {

// Sets "decisions" and "has_decisions".
void set_funding_history(const RecordView& record, View& view);

}  // namespace kohtaamo::server
