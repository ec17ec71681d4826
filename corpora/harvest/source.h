// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// source.h — a source of others as it was declared: where it is, what it speaks, what is expected of it.
//
// Threads values.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/harvest/http_fetch.h"

namespace kohtaamo::corpora::harvest {

enum class Protocol : std::uint8_t {
  oai_pmh,  // OAI-PMH 2.0: what changed since the last time, deletions, resumption tokens
  json,     // pages of JSON, by a cursor or by their number
  file,     // one file, asked for again only when it has changed
};

struct Source {
  std::string name{}, about{};
  bool is_enabled = false;  // by --all and --watch; who names it means it anyway
  std::string url{};
  Protocol protocol = Protocol::file;

  // How its rows become records (importer.h). The last two stand in the place of what the profile says; a repository
  // of OAI-PMH is its own source without being told.
  std::string format{}, profile{}, encoding = "utf-8", record_source{}, licence{};

  // Of a format whose rows tell their ids and sources themselves: the sources that they may speak for; else its own
  // (write_scope.h).
  std::vector<std::string> may_write{};

  std::string set{}, prefix = "oai_dc";  // of OAI-PMH

  // Of JSON, names with dots: "meta.next_cursor"; empty rows: the reply is the array.
  std::string rows{}, total{}, page_count{}, next{}, next_header{};
  std::string page_parameter{}, cursor_parameter{}, first_cursor{};
  std::int64_t first_page = 1;
  double total_slack = 0;  // by what share the rows may be fewer than the source says
  std::vector<FormPart> parts{};

  std::string content_type{};  // what the type of a reply has in it; else xml or json, and no html
  std::string token_file{};    // its first line goes along as a Bearer token

  std::chrono::minutes every{0};                   // 0: not by an interval
  std::optional<std::chrono::minutes> daily_at{};  // in Helsinki

  // Expectations: what a run must hold to change anything.
  std::int64_t min_rows = 1;            // of a run that takes all
  std::vector<std::string> required{};  // members that records of a run have, "title", "deadlines.0.date"
  double required_share = 0.9;          // in as large a part of its records
  std::optional<double> max_shrink{};   // else import.shrink_limit
  std::optional<bool> complete{};       // whether what does not come is gone; else: not of OAI-PMH

  std::optional<std::int64_t> pause_ms{}, request_timeout_ms{}, max_reply_bytes{},
      max_pages{};  // else as [harvest] has it

  bool is_complete() const { return complete.value_or(protocol != Protocol::oai_pmh); }
};

inline std::string_view to_text(Protocol protocol) {
  switch (protocol) {
    case Protocol::oai_pmh:
      return "oai-pmh";
    case Protocol::json:
      return "json";
    case Protocol::file:
      return "file";
  }
  return {};
}

}  // namespace kohtaamo::corpora::harvest
