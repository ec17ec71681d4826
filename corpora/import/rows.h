// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// rows.h — what every reader of a foreign format gives: rows as JSON, one after another.
//
// A row is what becomes one record: a line, an element of an array, a file of an archive. A row that
// cannot be read is an error in its place, and the reading goes on after it. A row may also say that
// its source has the record no more: then its JSON has what makes the id, and the record is deleted.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/json.h"
#include "corpora/date.h"
#include "corpora/import/byte_stream.h"

namespace kohtaamo::corpora {

struct Row {
  config::Result<config::JsonDocument> json;  // an error's `where` is a place within the row
  std::int64_t line = 0;                      // where the row begins in its file
  std::string member{};                       // of an archive: the file in it
  std::string_view raw{};                     // as it came; valid until the row has been taken
  bool is_deleted = false;                    // a tombstone
};

inline constexpr std::size_t most_page_bytes = 64 << 20;  // of what is read whole: XML

struct ReadOptions {
  std::size_t max_line_bytes = 16 << 20;
  std::size_t max_joined_bytes = 1 << 30;  // of tables that are joined: of all of them together
  std::string encoding = "utf-8";          // of CSV: or "cp1252"
  bool keep_cells = false;                 // of CSV: cells by the names of the header, for a profile to map
  Date today{};                            // what relative dates of the samples count from
  std::vector<std::string> rows{};         // of JSON documents: where their rows lie (json_cutter.h)
};

// Takes a row; a failure ends the reading and is passed on.
using RowSink = std::function<config::Result<void>(Row)>;

// Fails only for what concerns the whole stream: it breaks off, it is no archive, it has no header.
using ReadRows = config::Result<void> (*)(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);

config::Result<void> read_jsonl(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_samples(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_csv(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_cordis_xml(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_cordis_tables(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_eura_page(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_hallinnoiavustuksia(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_json_pages(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_sedia(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_oai_dc(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);
config::Result<void> read_oai_kohtaamo(ByteStream& bytes, const ReadOptions& options, const RowSink& sink);

// The row that is an error because of its length.
Row too_long_row(std::int64_t line, std::string_view beginning, std::size_t max_line_bytes);

}  // namespace kohtaamo::corpora
