// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// place_parts.h — what the pages of places have in common: filters, chosen filters, sister pages, numbered pages.
//
// Given   where a page is, what is chosen on it, and the counts of its facets.
// Gives   the values that place_begin.mustache, place_filters.mustache and place_pages.mustache ask for; addresses in
//         which what is chosen is kept.
// Threads pure functions.
//
// Example   rest "funding", status open, others month=2026-12
//   ->      funding?status=open&month=2026-12

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.h"
#include "server/pages/card.h"
#include "server/pages/facet_view.h"
#include "server/pages/frame.h"
#include "server/search/search.h"

namespace kohtaamo::server {

struct Place {
  std::string rest{};                // "actors/map"
  std::span<const FacetRow> rows{};  // the filters that it offers
  SearchRequest request{};           // what is chosen, without what the place implies
  std::vector<NameValue> others{};   // further parameters of its address
  std::span<const Facet> facets{};
  Reader reader{};
};

// What stands after the language.
std::string rest_of(const Place& place, const SearchRequest& request, const std::vector<NameValue>& others);
std::string address_of(const Place& place);
// Of the same choice with another value of one further parameter; an empty value takes it away.
std::string address_with(const Place& place, std::string_view name, std::string_view value);

struct SisterPage {
  std::string_view rest{}, message{};
};

// How a page of places begins: what it is called, and what was found.
struct PlaceHead {
  std::string title{};  // before the name of the site
  std::string heading{}, lead{};
  std::string words_label{};  // of the field for words; empty where the page has none
  std::string results{};      // the heading above what was found
};
// The values of the frame, of the head and of what is chosen.
View place_view(const Place& place, PlaceHead head, std::span<const SisterPage> sisters);

struct Paging {
  std::size_t page = 1, total = 0, per_page = 1;  // total: what can be listed
};
// The links to pages around this one, and the rank of the first that is listed.
void set_paging(const Place& place, const Paging& paging, View& view);

}  // namespace kohtaamo::server
