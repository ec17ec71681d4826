// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// card.h — a record in a list: title, what it is, where it stands, two lines of what it says.
//
// Given   a record, and what of it answers a search.
// Gives   the values that card.mustache asks for.
// Threads pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "corpora/record.h"
#include "server/pages/templates.h"
#include "server/search/search.h"

namespace kohtaamo::server {

struct Reader {  // whom a page is for
  stemming::Language language{};
  corpora::Date today{};
};

// A text, and its language where it is not that of the page: then HTML has to say so.
struct ReadableText {
  std::string text{};
  stemming::Language language{};
};
ReadableText readable(const corpora::LocalText& text, stemming::Language wanted);
// "sv", or false when that is the page's own.
View foreign(stemming::Language language, stemming::Language page);

// Marked words with what stands before each, as a list of this name, and what comes after them: "title", "title_rest".
void set_marked(const std::string& name, const std::vector<Segment>& segments, View& values);

// The passage has at most so many bytes.
inline constexpr std::size_t summary_bytes = 320;
View card_of(const corpora::Record& record, const Reader& reader, std::size_t passage_bytes = summary_bytes);
View card_of(const Hit& hit, const Reader& reader);

// What stands under a title: type, stage, status, days, regions; each a short text, some with a tone.
View marks_of(const corpora::Record& record, const Reader& reader);

// So many bytes at the beginning of the text say once more what the title says, whole or cut ("…").
std::size_t repeated_bytes(std::string_view title, std::string_view text);

std::string shortened(const std::string& text, std::size_t max_bytes);

}  // namespace kohtaamo::server
