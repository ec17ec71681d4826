// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_schema.h — the tables of the store.
//
// Fails   by throwing sqlite::Failure: store_unavailable for a file that is no store of ours, for one
//         made by a newer program, and when only reading for one that is missing or must be renewed first.

#include "corpora/store_sqlite.h"

namespace kohtaamo::corpora {

// Makes the tables in a new file, and renews those of an older program.
void ensure_schema(sqlite::Connection& connection);

}  // namespace kohtaamo::corpora
