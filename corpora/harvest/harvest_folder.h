// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest_folder.h — what is kept of a source beside the store: <data>/harvest/<source>/.
//
//   state.json          how far the source has been harvested, and a run that is not finished
//   history.jsonl       a line for each run that ended
//   <run>/00001.xml.gz  the raw replies of a run, by its moment: 20261127T184500Z
//   lock                held while a run goes on
//
// Given   the data folder and the name of a source.
// Gives   what is there; an empty state where there is nothing.
// Fails   cannot_write, disk_full; locked when another program harvests the source; store_unavailable for a state
//         that cannot be read.
// Promised  What was written is on disk on return, and is there whole or not at all.
// Threads one at a time; the lock keeps other programs out.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/store.h"

namespace kohtaamo::corpora::harvest {

// A run between its first request and its end.
struct UnfinishedRun {
  std::string run{};                            // the name of its folder
  std::string began_at{};                       // UTC timestamp
  std::string from{};                           // of OAI-PMH
  std::string next{};                           // the token, cursor or number of the next page
  bool is_fetched = false;                      // all pages are there; they remain to be imported
  std::int64_t pages = 0, rows = 0, bytes = 0;  // so far; bytes unpacked
  std::optional<std::int64_t> total{};
  std::string response_date{};          // of the first page
  std::string etag{}, last_modified{};  // of a file
  std::int64_t stumbles = 0;            // failures at the page that is next
};

struct HarvestState {
  std::string source{};
  std::string definition{};  // a hash of what was asked for; another definition begins anew
  std::string last_began_at{}, last_ended_at{}, last_success_at{};
  std::string last_outcome{};     // "ok", "failed: …", "stopped"
  std::int64_t failures = 0;      // in a row
  std::string not_before{};       // the source asked to be left alone until then
  std::string harvested_until{};  // of OAI-PMH: what the next run asks from
  std::string etag{}, last_modified{};
  std::string content_came_at{};              // of a file: when it came whole
  std::vector<std::string> record_sources{};  // of what it brought
  std::int64_t last_rows = 0;                 // records of the last success that took all
  std::int64_t most_rows = 0;                 // the most of them that one brought of late,
  std::string most_rows_at{};                 // and when: a source that shrinks slowly is compared with that
  std::optional<UnfinishedRun> unfinished{};
};

struct HistoryEntry {
  std::string run{}, began_at{}, ended_at{}, outcome{}, from{};
  std::int64_t pages = 0, bytes = 0, rows = 0;
  RunCounts counts{};
};

class HarvestFolder {
 public:
  // Makes the folder and takes the lock.
  static config::Result<HarvestFolder> open(const std::string& data_directory, const std::string& source);

  config::Result<HarvestState> read_state() const;
  config::Result<void> write_state(const HarvestState& state) const;
  config::Result<void> add_history(const HistoryEntry& entry) const;

  // Page 1, 2, … of a run, packed.
  config::Result<void> keep(const std::string& run, std::int64_t page, std::string_view kind,
                            std::string_view body) const;
  std::vector<std::string> kept(const std::string& run) const;  // paths, in their order
  std::vector<std::string> runs() const;                        // oldest first
  void forget(const std::string& run) const;

 private:
  HarvestFolder(std::string path, std::shared_ptr<void> lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  std::shared_ptr<void> lock_;
};

// The states of all sources that were ever harvested, by name; without taking any lock.
config::Result<std::vector<HarvestState>> harvest_states(const std::string& data_directory);
// The last entries of a source, newest first.
config::Result<std::vector<HistoryEntry>> harvest_history(const std::string& data_directory, const std::string& source,
                                                          std::size_t limit);

}  // namespace kohtaamo::corpora::harvest
