// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// any_record.h — records for property tests: every type, every field now and then, all values valid.
//
// Later numbers and dates of one record are never smaller than earlier ones, so that what must be in
// order (opens and deadlines, the least and the largest grant) is in order.

#include "corpora/record.h"

namespace kohtaamo::corpora {

// To be called inside a property of RapidCheck.
Record any_record();
// A text of letters, white space and pieces of markup, as people and feeds write them.
std::string any_messy_text();

}  // namespace kohtaamo::corpora
