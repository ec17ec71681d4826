// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// find_document.h — where a record stands in the index.
//
// Given   an open index, the id of a record.
// Gives   the number of its document; 0, which is no document, when the index has none, or the id is empty or longer
//         than any that is indexed.
// Threads as the database.

#include <xapian.h>

#include "corpora/record.h"

namespace kohtaamo::server {

Xapian::docid find_document(const Xapian::Database& database, const corpora::RecordId& id);

}  // namespace kohtaamo::server
