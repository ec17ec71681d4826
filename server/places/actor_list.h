// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actor_list.h — the actors that a reader chose: a page of the list, and how many there are in each region.
//
// Given   a search, whose filters need not name the type; which part of the list.
// Gives   without words by name, those of the country before others; with words the best first (as far as a search
//         reaches); counts for the filters; those by region as if the region were not filtered, so that a map shows
//         where else there is somebody.
// Fails   as the search does.
// Threads safe.

#include <vector>

#include "server/places/selection.h"

namespace kohtaamo::server {

struct ActorListRequest {
  SearchRequest search{};
  std::size_t begin = 0, count = 20;
};

struct ActorList {
  std::size_t total = 0;
  std::vector<Facet> facets{};
  std::vector<Hit> actors{};
  std::size_t reachable = 0;   // so many of all can be listed: what words found as far as searches reach
  Counts regions{};            // by code, of every scheme
  std::size_t nationwide = 0;  // of the country or wider, of no region within it
  std::size_t unplaced = 0;    // of no region at all, as far as is known
};

SearchRequest search_of_actors(SearchRequest search);

config::Result<ActorList> list_actors(const SearchEngine& engine, const ActorListRequest& request);

// Whoever has its place in the country, as far as is known.
FacetFilter actors_of_country();

// Those that pass the filters, for a drawing of them alone.
config::Result<Selection> select_actors(const SearchEngine& engine, const SearchRequest& search);

}  // namespace kohtaamo::server
