// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// listed_counts.h — how many records there are of each code of a facet, without looking for any.
//
// Given   an open index with its facet table; a facet that the index has terms of.
// Gives   the codes that listed records have, with how many have each, exactly; most first, then by code.
// How     from how often each term stands, less the few records that are not listed: no time that grows with the
//         collection.
// Threads as the database.

#include <string_view>
#include <vector>

#include <xapian.h>

#include "server/search/facets.h"

namespace kohtaamo::server {

std::vector<FacetCount> listed_counts(const Xapian::Database& database, const FacetTable& table,
                                      std::string_view facet);

}  // namespace kohtaamo::server
