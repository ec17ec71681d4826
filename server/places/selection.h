// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// selection.h — every record that a search finds, as numbers of documents, for counting and laying out.
//
// Given   a search, and an open index with its facet table.
// Gives   the documents in ascending order; counts of codes and of pairs of codes over them, exact.
// Fails   as the search does: query_too_complex, bad_request.
// Never   has confidential, draft or withdrawn records among them.
// Threads as the database.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "server/search/search.h"

namespace kohtaamo::server {

struct Selection {
  std::shared_ptr<const FacetTable> table{};
  std::vector<Xapian::docid> documents{};
  std::vector<Facet> facets{};  // those that the request names, with all their codes, each as if not filtered itself
};

// Words, filters and facets of the request count; its page and its order do not.
config::Result<Selection> select(const SearchEngine& engine, const SearchRequest& request,
                                 const Xapian::Database& database, const indexer::IndexState& state);

using Counts = std::map<std::string, std::size_t, std::less<>>;
Counts counts_of(const Selection& selection, std::string_view facet);
std::size_t count_without(const Selection& selection, std::string_view facet);  // that have no code of it

// By code of one facet, then by code of the other.
std::map<std::string, Counts, std::less<>> cross_counts(const Selection& selection, std::string_view facet,
                                                        std::string_view other);

// The numbers of the documents in the order of their names, those that begin with a letter first; from the place
// `begin` at most `count` of them.
std::vector<Xapian::docid> by_name(const Selection& selection, const Xapian::Database& database, std::size_t begin,
                                   std::size_t count);

inline std::size_t count_in(const Counts& counts, std::string_view code) {
  const auto found = counts.find(code);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace kohtaamo::server
