// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// import_run.h — one run: files of one format into the store, with everything accounted for.
//
// Given   inputs, a format, and how careful to be.
// Gives   counts for all and for each source: rows = added + changed + unchanged + rejected. Each
//         rejected row lies in the quarantine with line, pointer, reason and raw text. A row that is a
//         tombstone is none of these rows: it counts as deleted where its record was there.
// Fails   source_shrank for a run without a single record, or one that says it is complete and would
//         drop more than shrink_limit of a source: nothing has been changed then, unless may_shrink.
//         What the store fails with ends the run; batches before it stay, and a second run goes on.
//         A file that is missing or breaks off is told in `file_errors`, and the others are read;
//         a complete run does not begin then. When no file could be read, that is the failure.
// Never   deletes, unless a row says so, or the run is complete: then what its sources had and it did
//         not bring is erased.
//         A record whose new row is refused keeps its old content. Rows of a sender with may_write give nobody's
//         identifiers to their actors: these are never put together with others.
//
// Promised  Batches are durable one by one. A complete run is read twice, first to know the ids, so
//         that refusing it is all or nothing; therefore it cannot come from stdin. Running again
//         over the same files adds and changes nothing. An id that comes twice in a run is taken
//         the first time and rejected the second, unless later_rows_win.
// Threads one run a Store at a time.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "corpora/importer.h"
#include "corpora/store.h"

namespace kohtaamo::corpora {

struct ImportInput {
  std::string path{};                  // "-": stdin
  std::optional<std::string> bytes{};  // these instead of the file; the path is only its name then
};

struct ImportRequest {
  std::vector<ImportInput> inputs{};
  ImporterOptions importer{};  // read.max_line_bytes comes from the settings
  bool is_complete = false;    // the inputs are all there is of their sources
  bool may_shrink = false;
  std::string who = "import";            // for the audit
  std::string name{};                    // of the run; empty: the names of its inputs
  std::vector<std::string> may_write{};  // sources that its rows may speak for (write_scope.h); empty: any
  std::string sender{};                  // with may_write: who has sent them
  bool later_rows_win = false;  // an id that comes again is no error: a feed tells what changed meanwhile once more
};

struct ImportProgress {
  std::int64_t rows = 0;
  std::uint64_t bytes = 0, total_bytes = 0;  // of the files as they lie on disk; total 0: unknown
  bool is_checking = false;                  // the first reading of a complete run
};
using ProgressSink =
    std::function<void(const ImportProgress&)>;  // some ten times a second at most is enough for people

struct ImportReport {
  RunCounts total{};
  std::map<std::string, RunCounts> by_source{};
  std::int64_t beyond_scope = 0;  // of the rejected rows: those that may_write does not allow
  RunCounts actors{};             // put together from what the rows say of them (actor_book.h); in no other count
  std::vector<config::Error> first_rejected{};  // at most ten, with their places
  std::vector<config::Error> file_errors{};
};

config::Result<ImportReport> run_import(Store& store, const ImportRequest& request,
                                        const config::ImportSettings& settings, const ProgressSink& progress = {});

}  // namespace kohtaamo::corpora
