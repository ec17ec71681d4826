// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store.h — the truth: every record, every change, in one SQLite file.
//
// Given   Records from importers and from PUT and DELETE.
// Gives   a change number (seq) for each change; records by id; the changes after a number.
// Fails   store_unavailable, disk_full (naming the path), locked; never a half-done batch.
// Never   loses what it has acknowledged: a batch is one transaction, on disk before the call
//         returns (WAL, synchronous=FULL). Deleting leaves a tombstone.
// Threads one Store a thread at a time; several Stores may be open on one file, also in several
//         programs: writers wait for each other, readers never wait.
//
// Tables: records, sets (what is passed on), meta (the last seq), runs, quarantine, audit (every change and by whom; it
// only grows), api_keys, feedback. A store made by a newer program is refused in words.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/record.h"

namespace kohtaamo::corpora {

using Seq = std::int64_t;  // 1, 2, 3 …; 0: before the first change

enum class Change : std::uint8_t { added, changed, unchanged, deleted, missing };

struct StoredRecord {
  RecordId id{};
  Seq seq = 0;
  bool deleted = false;       // a tombstone: json is empty
  std::string json{};         // as record_json.h writes it
  std::string modified_at{};  // when the store took the change, UTC timestamp
};

// A change as those see it who follow from outside: no more than listing.h lets them.
struct ListedRecord {
  StoredRecord record{};            // a tombstone also when it is no longer listed
  std::vector<std::string> sets{};  // those it is in, or was in last
};

// Changes with after < seq <= until.
struct SeqRange {
  Seq after = 0, until = std::numeric_limits<Seq>::max();
};

// What to read of the store; an empty text sets no bound.
struct RecordFilter {
  std::string type{}, source{};
};

struct RejectedRow {    // a row of a file that did not become a record
  std::int64_t id = 0;  // in the quarantine
  std::string source{}, file{};
  std::int64_t line = 0;
  std::string pointer{}, code{}, reason{}, raw{};
  std::string at{};
};

struct RunCounts {
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, deleted = 0, rejected = 0, warnings = 0;
};

struct SourceHealth {
  std::string source{};
  std::int64_t records = 0;
  std::string last_run_at{}, last_outcome{};  // "ok", "failed: …"
  RunCounts last_counts{};
};

// What the store keeps of a key: never the key itself (see keys.h).
struct ApiKey {
  std::string id{}, hash{};
  std::vector<std::string> scopes{};
  std::string source{};                    // the only source it may write to; empty: any
  std::string created_at{}, expires_at{};  // UTC timestamps; expires_at is empty when it never does
  bool is_revoked = false;
};

// How a record fared that was found for a need.
struct Feedback {
  RecordId need{}, record{};
  std::string verdict{};   // of the list feedback_verdicts
  std::string material{};  // material_hash() of the record as it was then
  std::string at{};        // UTC timestamp; the store's own
};

class Store {
 public:
  enum class Mode : std::uint8_t { read_write, read_only };

  // Opens `<directory>/store.sqlite`, making folder and file when writing.
  static config::Result<Store> open(const std::string& directory, Mode mode = Mode::read_write);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Puts each record whose content differs from what is stored; all or none, durable on return.
  // Gives what became of each, in order. When something was fetched (provenance.retrieved_at), and as
  // which bytes (raw_sha256), is no part of its content. `who` stands in the audit: "import", the id of a key, …
  config::Result<std::vector<Change>> put(const std::vector<Record>& records, std::string_view who = "import");
  config::Result<Change> erase(const RecordId& id, std::string_view who = "import");
  config::Result<std::vector<Change>> erase(const std::vector<RecordId>& ids, std::string_view who = "import");

  config::Result<std::optional<StoredRecord>> find(const RecordId& id);
  // Changes with seq > after, in order of seq, at most `limit`; of a record only the last change.
  config::Result<std::vector<StoredRecord>> changes_after(Seq after, std::int64_t limit);
  // Records (no tombstones) with id > after, in order of id, at most `limit`: for reading it all in pages.
  config::Result<std::vector<StoredRecord>> records_after(const RecordId& after, const RecordFilter& filter,
                                                          std::int64_t limit);
  // Of one set, in order of seq, at most `limit`. What was never listed is not among them.
  config::Result<std::vector<ListedRecord>> listed(std::string_view set, SeqRange range, std::int64_t limit);
  config::Result<std::optional<ListedRecord>> find_listed(const RecordId& id);
  config::Result<std::vector<std::string>> sets();  // all there are, by name
  // The last change before a moment; 0 when there is none. Time never runs back between changes.
  config::Result<Seq> seq_before(std::string_view timestamp);
  config::Result<std::string> earliest_change_at();  // empty: nothing is stored
  config::Result<std::string> latest_change_at();    // likewise
  config::Result<Seq> last_seq();
  config::Result<std::int64_t> count();  // records, without tombstones
  config::Result<std::int64_t> count_of_source(std::string_view source);
  config::Result<std::vector<RecordId>> ids_of_source(std::string_view source);

  config::Result<std::int64_t> begin_run(const std::string& source, const std::string& importer,
                                         const std::string& file);
  config::Result<void> end_run(std::int64_t run, const RunCounts& counts, const std::string& outcome);
  config::Result<void> quarantine(std::int64_t run, const std::vector<RejectedRow>& rows);
  // What earlier runs over this file had put there; the run that reads the file again says it anew.
  config::Result<void> forget_quarantine(const std::string& file);
  config::Result<std::vector<RejectedRow>> quarantined(std::string_view source, std::int64_t limit);
  config::Result<std::int64_t> quarantine_count(std::string_view source);  // empty: of all sources
  config::Result<std::vector<SourceHealth>> sources();

  config::Result<void> add_key(const ApiKey& key);
  config::Result<std::optional<ApiKey>> find_key(std::string_view id);
  config::Result<bool> revoke_key(std::string_view id);  // false: there is no such key
  config::Result<std::vector<ApiKey>> keys();

  // In the place of what was said of the same pair before.
  config::Result<void> put_feedback(const Feedback& feedback, std::string_view who);
  config::Result<bool> erase_feedback(const RecordId& need, const RecordId& record, std::string_view who);
  config::Result<std::optional<Feedback>> find_feedback(const RecordId& need, const RecordId& record);
  config::Result<std::vector<Feedback>> feedback_of(const RecordId& need);  // in order of record

  // SQLite's own integrity_check; the first complaint is the error.
  config::Result<void> check();

  struct Parts;  // the connection and its statements: store_parts.h

 private:
  friend class StoredActors;  // store_actors.h: tables of its own in the same file
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace kohtaamo::corpora
