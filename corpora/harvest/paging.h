// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// paging.h — which request comes next, by what the last reply said.
//
// Given   a source, and where its list stands.
// Gives   the request for the next page; of a reply, where the list goes on, and what it says of itself.
// Fails   source_broken for a reply that is none of its protocol, or that complains.
// Never   asks anyone, or reads the rows themselves: importers do.
// Threads pure functions.
//
// Example   OAI-PMH after page 3: …?verb=ListRecords&resumptionToken=abc
//           Crossref:             …&cursor=AoJ%2F
//           page numbers:         …&Pagination.Page=4

#include <cstdint>
#include <optional>
#include <string>

#include "config/error.h"
#include "corpora/harvest/source.h"

namespace kohtaamo::corpora::harvest {

// Where a list stands.
struct ListPlace {
  std::string next{};     // the token, cursor or number of the next page; empty: the first page
  std::string from{};     // of OAI-PMH: what has changed since; empty: all
  std::int64_t rows = 0;  // so far, as the replies count them
};

// What a reply says of the list.
struct ListPage {
  enum class Verdict : std::uint8_t {
    page,        // rows, or at least not less than was said
    no_changes,  // there is nothing since the moment that was asked for, or no more after the last page
    bad_token,   // the source does not know the token any more: from the beginning, please
  };
  Verdict verdict = Verdict::page;
  std::string next{};                   // of the page after this one; empty: this was the last
  std::optional<std::int64_t> rows{};   // on this page, by its own shape; nothing: only an importer can tell
  std::optional<std::int64_t> total{};  // of the whole list, where that must come true
  std::optional<std::int64_t> about{};  // the same as a hint, for the progress alone
  std::string response_date{};          // of OAI-PMH
};

HttpAsk ask_for_page(const Source& source, const ListPlace& at);
config::Result<ListPage> read_list_page(const Source& source, const ListPlace& at, const HttpAnswer& answer);

// What a repository says of itself.
struct OaiIdentity {
  bool has_seconds = false;    // its moments are not days
  bool tells_deleted = false;  // always; not only for a while, or never
};
HttpAsk ask_for_identity(const Source& source);
config::Result<OaiIdentity> read_identity(const HttpAnswer& answer);

// "xml" or "json": what the type of its replies has in it; empty: anything but a page for people.
std::string_view content_kind(const Source& source);

}  // namespace kohtaamo::corpora::harvest
