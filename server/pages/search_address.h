// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// search_address.h — the address of a search and of the searches next to it.
//
// Given   a search, and what should be different.
// Gives   what stands after the language in an address; reading it gives the same search again.
// Threads pure functions.
//
// Example   q "kahvit", type innovation and need, second page
//   ->      search?q=kahvit&type=innovation&type=need&offset=20

#include <string>
#include <string_view>

#include "server/search/search.h"

namespace kohtaamo::server {

std::string search_address(const SearchRequest& request);

// Of the same search as a feed or a calendar: "/feed?q=kahvit&lang=fi". Its order and its pages are its own.
std::string subscription_address(std::string_view path, SearchRequest request, stemming::Language language);

SearchRequest at_offset(SearchRequest request, std::size_t offset);
// These begin at the first page.
SearchRequest sorted_by(SearchRequest request, Sort sort);
SearchRequest without_code(SearchRequest request, std::string_view field, std::string_view code);
SearchRequest without_filters(SearchRequest request);
SearchRequest with_query(SearchRequest request, std::string_view q);
SearchRequest in_same_language(SearchRequest request, bool same_language);

bool is_chosen(const SearchRequest& request, std::string_view field, std::string_view code);

inline constexpr std::size_t hits_per_page = 20;
std::string_view to_text(Sort sort);

}  // namespace kohtaamo::server
