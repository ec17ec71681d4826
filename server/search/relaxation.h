// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// relaxation.h — searches that ask for less, for when nothing was found.
//
// Given   a search without a hit, its parsed query, the languages it was read in, and the vocabulary.
// Gives   other searches, one step away each, in the order in which to offer them: without one filter, and
//         without all of them; with any of the words where all were asked for, with the words of a phrase
//         anywhere, without conditions and exclusions; a broader concept than the query names; in other
//         languages.
// Never   counts: whether a way leads anywhere is for the engine to see. Never changes order or page size.
// Threads pure functions.
//
// Example   "ensin asunto" AND sauna, type call   (nothing)
//   without_filter      the same query in all types
//   any_word            "ensin asunto" sauna
//   without_phrase      (ensin asunto) AND sauna

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/query.h"
#include "server/search/search_request.h"
#include "stemming/concept_tagger.h"

namespace kohtaamo::server {

enum class WayOutKind : std::uint8_t {
  without_filter,      // one that is named
  without_filters,     // none of them
  any_word,            // AND has become OR
  without_phrase,      // its words anywhere
  without_conditions,  // field:value and NOT are gone
  words_alone,         // all three of these
  broader_concept,
  all_languages,  // not one language only
  read_as,        // the words as words of another language
};
inline constexpr std::array all_way_out_kinds{
    WayOutKind::without_filter,  WayOutKind::without_filters,    WayOutKind::any_word,
    WayOutKind::without_phrase,  WayOutKind::without_conditions, WayOutKind::words_alone,
    WayOutKind::broader_concept, WayOutKind::all_languages,      WayOutKind::read_as};
std::string_view to_text(WayOutKind kind);

struct WayOut {
  WayOutKind kind{};
  SearchRequest request{};
  std::string field{};        // of the filter that is gone
  std::string concept_uri{};  // of the broader concept, whose label the query is
  std::size_t total = 0;      // exact
};

std::vector<WayOut> plan_ways_out(const SearchRequest& request, const QueryNode& root,
                                  const std::vector<stemming::Language>& languages,
                                  const stemming::ConceptTagger* tagger);

}  // namespace kohtaamo::server
