// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// search_page.h — a search as a page: hits, filters, pages; and help when nothing was found.
//
// Given   a search, its result, and what would be found if it asked for less.
// Gives   HTML.
// Threads pure function.

#include <string>
#include <vector>

#include "server/pages/facet_view.h"

namespace kohtaamo::server {

// A search that asks for less, and how much it finds.
struct WayOut {
  SearchRequest request{};
  std::string left_out{};  // label of the filter that is gone; empty when all are, or words were loosened
  std::size_t total = 0;
};

struct SearchView {
  const SearchRequest& request;
  const SearchResult& result;
  Reader reader{};
  Titles titles{};                 // of themes
  std::vector<WayOut> ways_out{};  // when nothing was found
  std::size_t max_reach = 0;       // hits beyond this cannot be paged to
};

std::string render_search_page(const SearchView& search);

}  // namespace kohtaamo::server
