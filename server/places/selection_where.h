// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// selection_where.h — a selection under a condition that filters cannot tell.
//
// Given   as selection.h, and the condition, asked once for each document that the words find.
// Gives   the selection; what fails the condition is not counted in its facets either.
// Fails   as selection.h.
// Threads as the database.

#include <functional>

#include "server/places/selection.h"

namespace kohtaamo::server {

using Where = std::function<bool(const FacetTable& table, Xapian::docid document)>;

config::Result<Selection> select_where(const SearchEngine& engine, const SearchRequest& request,
                                       const Xapian::Database& database, const indexer::IndexState& state,
                                       const Where& where);

}  // namespace kohtaamo::server
