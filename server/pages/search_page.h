// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// search_page.h — a search as a page: hits, filters, pages; and help when nothing was found.
//
// Given   a search, and its result with the help that comes along.
// Gives   HTML.
// Threads pure function.

#include <string>
#include <vector>

#include "server/pages/facet_view.h"

namespace kohtaamo::server {

struct SearchView {
  const SearchRequest& request;
  const SearchResult& result;
  Reader reader{};
  Titles titles{};            // of themes
  std::size_t max_reach = 0;  // hits beyond this cannot be paged to
};

std::string render_search_page(const SearchView& search);

}  // namespace kohtaamo::server
