// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// search_request.h — what a search is asked for, as values.

#include <optional>
#include <string>
#include <vector>

#include "corpora/date.h"
#include "server/search/facets.h"
#include "stemming/language.h"

namespace kohtaamo::server {

enum class Sort : std::uint8_t { relevance, newest, deadline, name };
enum class Explain : std::uint8_t { none, brief, full };

struct SearchRequest {
  std::string q{};
  std::optional<stemming::Language> language{};  // of the words; none: detected
  bool same_language = false;                    // only records that have text in the language of the words
  std::vector<FacetFilter> filters{};            // field -> any of these codes
  std::vector<std::string> facets{};
  Sort sort = Sort::relevance;
  std::size_t limit = 20, offset = 0;
  bool highlight = true;
  bool with_help = false;  // other spellings, and ways out when nothing is found
  Explain explain = Explain::none;
  corpora::Date today{};
};

}  // namespace kohtaamo::server
