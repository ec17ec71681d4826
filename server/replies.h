// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// replies.h — results as the JSON of the API; openapi.json describes it.
//
// Given   a result, and what the request adds: the day, the language, where pages are found.
// Gives   the text of the body. What is empty is left out of records; members of the answer itself are
//         always there. Marked text is segments, never HTML.
// Threads pure functions.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/json.h"
#include "corpora/date.h"
#include "corpora/record.h"
#include "server/http_message.h"
#include "server/match/match.h"
#include "server/search/search.h"
#include "server/search/suggest.h"
#include "stemming/language.h"

namespace kohtaamo::server {

// What all hits need to be shown.
struct HitView {
  corpora::Date today{};
  stemming::Language language{};  // of the page that a hit's url leads to
  std::string_view public_url{};
};

// Where to go on; empty where there is nothing.
struct PageLinks {
  std::string next{}, prev{};  // addresses
  std::string cursor{};        // of the next page
};

// The name of a facet's code in all languages.
using LabelOf = std::function<corpora::LocalText(std::string_view facet, const std::string& code)>;

// The address of another search in the same manner.
using AddressOf = std::function<std::string(const SearchRequest& request)>;

struct SearchReply {
  const SearchRequest& request;
  const SearchResult& result;
  HitView view{};
  PageLinks links{};
  AddressOf address_of{};
  std::chrono::nanoseconds took{};
};

std::string to_json(const SearchReply& reply, const LabelOf& label_of);
std::string to_json(const MatchResult& result, const HitView& view, std::chrono::nanoseconds took);
std::string to_json(const Suggestions& suggestions, const HitView& view);
std::string to_json(const std::vector<Hit>& hits, const HitView& view);
std::string to_json(const std::vector<corpora::Record>& records, const HitView& view);

// The page of a record: "/fi/records/sample%3Aneed-001".
std::string page_of(const corpora::RecordId& id, const HitView& view);

// Members of a JSON object.
void write_text(config::JsonWriter& writer, std::string_view name, std::string_view text);
void write_texts(config::JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts);
void write_number(config::JsonWriter& writer, std::string_view name, double number);
template <std::integral Count>
void write_count(config::JsonWriter& writer, std::string_view name, Count count) {
  config::write_key(writer, name);
  writer.Int64(static_cast<std::int64_t>(count));
}
void write_flag(config::JsonWriter& writer, std::string_view name, bool is_set);
void write_local(config::JsonWriter& writer, std::string_view name, const corpora::LocalText& text);

// A reply of 200 with this JSON.
HttpReply json_reply(std::string json);

}  // namespace kohtaamo::server
