// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// importer.h — files in the formats of the field in, Records out: the table of formats.
//
// Given   the bytes of a file, the name of a format, and perhaps a mapping profile (docs/import.md).
// Gives   row by row a Record, or why it is none, with the place: "needs.jsonl:12 /stage".
// Fails   usage for an unknown format; bad_config for a profile that is wrong; else only for what
//         concerns the whole stream. A row that is wrong never stops those after it.
// Never   writes anything, or holds more than one row in memory; but for pages of XML and HTML, topics of
//         SEDIA and the joined tables of CORDIS, which must be known whole before the first row is.
// Threads one Importer a thread.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "corpora/import/profile.h"
#include "corpora/import/rows.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora {

struct ImportFormat {
  std::string_view name{};
  std::string_view about{};
  std::string_view profile{};  // what maps its rows when no other is named; empty: they are records as they are
  std::string_view source{};   // of its records; empty: as the profile says
  ReadRows read = nullptr;
};
std::span<const ImportFormat> import_formats();

struct ImportedRow {
  config::Result<ReadRecord> record;  // of a tombstone nothing: its id says it all
  bool is_deleted = false;            // the source has this record no more
  std::vector<Record> actors{};       // that the row names; the record refers to them by their ids
  bool is_actor_saying = false;       // the record is one of an actor, to be put together with those of other sources
  std::string id{};                   // also of a rejected row, when it could be told
  std::string source{};               // also of a rejected row, when it could be told
  std::string pointer{};              // of a rejected row: "/stage", "byte 17"
  std::int64_t line = 0;
  std::string_view raw{};  // until the row has been taken
};
using ImportedSink = std::function<config::Result<void>(ImportedRow)>;

struct ImporterOptions {
  std::string format = "jsonl";
  std::string profile{};       // a name from `profile_names()`, or the path of a file
  std::string source{};        // in the place of the one that the profile names
  std::string licence{};       // likewise; a row that tells its own keeps it
  std::string retrieved_at{};  // of records that do not say it: when the bytes came from their source
  ReadOptions read{};
};

class Importer {
 public:
  static config::Result<Importer> make(const ImporterOptions& options);

  std::string name() const;    // "jsonl", "jsonl/cordis-projects": stands in runs
  std::string source() const;  // of a profile; else empty
  config::Result<void> read(ByteStream& bytes, const ImportedSink& sink) const;

 private:
  Importer(const ImportFormat& format, ImporterOptions options) : format_(&format), options_(std::move(options)) {}
  ImportedRow imported(const Row& row, const std::string& file) const;
  ImportedRow tombstone(const Row& row, ImportedRow given) const;
  config::Result<ReadRecord> read_mapped(const Row& row, ImportedRow& given) const;

  const ImportFormat* format_;
  ImporterOptions options_;
  std::shared_ptr<const Profile> profile_{};  // none: rows are records as they are
};

}  // namespace kohtaamo::corpora
