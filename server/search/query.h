// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// query.h — what a person typed, as a tree.
//
// Given   text: words, "phrases", prefix*, field:value, AND OR NOT (capitals), -word, (groups).
// Gives   a tree; words beside each other are loose: the more of them a record has, the better.
// Fails   query_too_complex, naming the limit, before anything is searched. Text that people write is
//         never an error: a lonely quotation mark, AND or bracket is read as if it were not there,
//         with a notice that says where ("q:17").
// Never   knows about languages, terms or the index.
// Threads pure function.
//
// Example       asunnottomuus AND "ensin asunto" -hostelli stage:pilot
//   tree        loose: all_of(asunnottomuus, "ensin asunto"), none_of(hostelli), exact(stage, pilot)
//   to_text     (asunnottomuus AND "ensin asunto") NOT hostelli stage:pilot
// Binding, tightest first: NOT, AND, OR, side by side.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/settings.h"

namespace kohtaamo::server {

struct QueryNode {
  enum class Kind : std::uint8_t { word, phrase, prefix, exact, all_of, any_of, loose, none_of };
  Kind kind = Kind::loose;
  std::string text{};                 // word, phrase, prefix (without *), exact (the value)
  std::string field{};                // empty: the text of all fields
  std::vector<QueryNode> children{};  // all_of, any_of, loose; none_of: one
  std::size_t at = 0;                 // byte where it begins
};

struct Notice {
  std::string code{};  // "quote_without_end", "operator_without_word", "bracket_without_partner", …
  std::string message{};
  std::string where{};  // "q:17"
};

struct ParsedQuery {
  QueryNode root{};  // loose, with no children when nothing was typed
  std::vector<Notice> notices{};
};

config::Result<ParsedQuery> parse_query(std::string_view text, const config::SearchSettings& limits);

// The tree in one line, as it could be typed; parse_query reads it back to the same tree.
std::string to_text(const QueryNode& node);

// The words and phrases that are looked for, without what is excluded.
std::string wanted_words(const QueryNode& node);

}  // namespace kohtaamo::server
