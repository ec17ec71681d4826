// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// shared_record.h — of a record, what may be passed on to others.
//
// Given   a listed record, as the store keeps it.
// Gives   it without what its privacy flags hide; where the licence is not known also without its texts:
//         what it is, where it is found and every figure, code and name remain.
// Threads pure functions.

#include "corpora/record.h"

namespace kohtaamo::server::exchange {

bool is_licence_known(const corpora::Record& record);

corpora::Record shared_record(corpora::Record record);

}  // namespace kohtaamo::server::exchange
