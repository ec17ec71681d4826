// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// titles.h — what the records are called that a page names by their ids.
//
// Given   the index, and ids; an empty one and one met before are passed over.
// Gives   their titles in all languages. What is not there or not listed has none.
// Threads safe. Records that are named again and again are read once (record_cache.h).

#include <map>
#include <vector>

#include "server/search/search.h"

namespace kohtaamo::server {

using Titles = std::map<corpora::RecordId, corpora::LocalText>;

Titles titles_of(const SearchEngine& engine, const std::vector<corpora::RecordId>& ids);

}  // namespace kohtaamo::server
