// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// snippet.h — the passage of a text that answers a query best, with the words that answer it marked.
//
// Given   a text in a language, and the terms to mark.
// Gives   segments in reading order, to be joined as they are; a marked one is a whole word, however
//         it is inflected. Segments, not HTML: no client can be tricked by what stands in a record.
//         quick_snippet looks up only words whose letters may fit, which is ten times as fast and misses a
//         few; make_snippet reads the text as it was indexed when the quick way finds nothing.
// Empty   when no word answers.
// Threads pure; the Analyzer is shared.

#include <string>
#include <string_view>
#include <vector>

#include "server/search/marked_terms.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

struct Segment {
  std::string text{};
  bool is_hit = false;
};

struct Snippet {
  std::vector<Segment> segments{};
  double score = 0;  // how many different terms it answers, and a little for repeats
  bool is_cut_before = false, is_cut_after = false;
};

inline constexpr std::size_t snippet_bytes = 240;  // about two lines

Snippet quick_snippet(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                      const stemming::Analyzer& analyzer, std::size_t max_bytes = snippet_bytes);

Snippet make_snippet(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                     const stemming::Analyzer& analyzer, std::size_t max_bytes = snippet_bytes);

}  // namespace kohtaamo::server
