// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// coverage.h — what the service knows of and from where, and what it has nothing of.
//
// Given   an open index with its facet table; the store, where the server has one.
// Gives   listed records by source, type, language and licence, counted exactly; the last run of each source and how it
//         went; the types and the regions that have no record at all.
// Fails   as reading the index or the store does.
// Threads as the database.

#include <optional>
#include <string>
#include <vector>

#include "corpora/store.h"
#include "server/places/selection.h"

namespace kohtaamo::server {

struct SourceCoverage {
  std::string source{};
  std::size_t records = 0;
  Counts types{}, languages{}, licences{};
  std::optional<corpora::SourceHealth> health{};  // none: never imported in a run, or there is no store
};

struct Coverage {
  std::size_t records = 0;
  Counts types{}, languages{};
  std::vector<SourceCoverage> sources{};                        // most records first, then by name
  std::vector<std::string> missing_types{}, missing_regions{};  // codes; regions (mk) that nothing names
};

config::Result<Coverage> coverage_of(const SearchEngine& engine, const Xapian::Database& database,
                                     const indexer::IndexState& state, corpora::Date today,
                                     const std::vector<corpora::SourceHealth>& health);

}  // namespace kohtaamo::server
