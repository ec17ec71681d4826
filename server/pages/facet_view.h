// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// facet_view.h — the filters of a search page: what can be chosen, and what has been.
//
// Given   a search, its facets, and the titles of the themes among them.
// Gives   the values that filters.mustache asks for; a label for each code.
// Threads pure functions.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/pages/card.h"
#include "server/places/titles.h"
#include "server/search/search.h"

namespace kohtaamo::server {

struct FacetRow {
  std::string_view field{};
  std::string_view message{};  // its name in config/messages
  std::string_view list{};     // code list of its labels; empty: a theme; a code that it lacks stands for itself
};
std::span<const FacetRow> facet_rows();  // in the order of the page
std::vector<std::string> page_facets();  // their fields

std::string facet_label(std::string_view field, std::string_view code, const Titles& titles,
                        stemming::Language language);

View filters_view(const SearchRequest& request, const SearchResult& result, const Titles& titles, const Reader& reader);
View chosen_view(const SearchRequest& request, const Titles& titles, const Reader& reader);

}  // namespace kohtaamo::server
