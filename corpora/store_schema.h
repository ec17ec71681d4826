// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_schema.h — the tables of the store.
//
// Fails   by throwing sqlite::Failure: store_unavailable for a file that is no store of ours, for one
//         made by a newer program, and for a missing one when only reading.

#include "corpora/store_sqlite.h"

namespace kohtaamo::corpora {

// Makes the tables in a new file, or checks that those in an old one can be used.
void ensure_schema(sqlite::Connection& connection);

}  // namespace kohtaamo::corpora
