// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "corpora/hash.h"
#include "corpora/listing.h"
#include "corpora/record_json.h"
#include "corpora/store_parts.h"
#include "corpora/store_schema.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using sqlite::guarded;

// Two fetches of the same content are the same content, also when what was fetched has a new time in it.
std::string content_hash(const Record& record, const std::string& json) {
  if (record.provenance.retrieved_at.empty() && record.provenance.raw_sha256.empty()) return hash_of(json);
  Record content = record;
  content.provenance.retrieved_at.clear();
  content.provenance.raw_sha256.clear();
  return hash_of(to_json(content));
}

StoredRecord stored_record(const sqlite::Rows& rows) {
  return {.id = rows.text(0),
          .seq = rows.number(1),
          .deleted = rows.number(2) != 0,
          .json = rows.text(3),
          .modified_at = rows.text(4)};
}

std::vector<StoredRecord> stored_records(sqlite::Rows rows) {
  std::vector<StoredRecord> found;
  while (rows.next()) found.push_back(stored_record(rows));
  return found;
}

std::vector<ListedRecord> listed_records(sqlite::Rows rows) {
  std::vector<ListedRecord> found;
  while (rows.next()) {
    ListedRecord listed{.record = stored_record(rows)};
    std::istringstream sets(rows.text(5));
    for (std::string set; sets >> set;) listed.sets.push_back(std::move(set));
    found.push_back(std::move(listed));
  }
  return found;
}

std::string first_text(sqlite::Rows rows) { return rows.next() ? rows.text(0) : std::string(); }

std::int64_t first_number(sqlite::Rows rows) { return rows.next() ? rows.number(0) : 0; }

Result<void> ensure_directory(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return fail(ErrorCode::cannot_write, "the folder cannot be made: " + error.message(), directory);
  return {};
}

// One transaction of changes: hands out change numbers and writes the audit.
class ChangeSet {
 public:
  ChangeSet(Store::Parts& parts, std::string_view who);
  Change put(const Record& record);
  Change erase(const RecordId& id);
  void commit();

 private:
  struct Before {
    bool is_known = false;
    std::string hash{};  // empty: a tombstone
    Seq seq = 0;         // 0: none
  };
  Before before(const RecordId& id);
  void list(const Record& record, Seq old_seq);
  Change note(Change what, const RecordId& id, const std::string& old_hash, const std::string& new_hash);

  Store::Parts& parts_;
  sqlite::Transaction transaction_;
  std::string who_, at_;
  Seq seq_;
};

ChangeSet::ChangeSet(Store::Parts& parts, std::string_view who)
    : parts_(parts),
      transaction_(*parts.connection),
      who_(who),
      at_(std::max(now_as_timestamp(), first_text(parts.latest.query()))),  // the clock may have been put back
      seq_(first_number(parts.last_seq.query())) {}

ChangeSet::Before ChangeSet::before(const RecordId& id) {
  sqlite::Rows rows = parts_.hash.query(id);
  if (!rows.next()) return {};
  return {.is_known = true, .hash = rows.text(0), .seq = rows.number(1)};
}

Change ChangeSet::note(Change what, const RecordId& id, const std::string& old_hash, const std::string& new_hash) {
  const std::string_view word = what == Change::added ? "added" : what == Change::changed ? "changed" : "deleted";
  parts_.audit.run(seq_, at_, who_, word, id, old_hash, new_hash);
  return what;
}

// What was once listed and no longer is stays in its sets, as gone.
void ChangeSet::list(const Record& record, Seq old_seq) {
  const std::vector<std::string> sets = sets_of(record);
  if (sets.empty()) return parts_.is_gone.run(old_seq, seq_);
  parts_.leave_sets.run(old_seq);
  for (const std::string& set : sets) parts_.add_to_set.run(set, seq_);
}

Change ChangeSet::put(const Record& record) {
  const std::string json = to_json(record);
  const std::string hash = content_hash(record, json);
  const Before old = before(record.id);
  if (old.hash == hash) return Change::unchanged;
  parts_.put.run(record.id, to_text(record.type()), record.provenance.source, json, hash, ++seq_, at_);
  list(record, old.seq);
  return note(old.hash.empty() ? Change::added : Change::changed, record.id, old.hash, hash);
}

Change ChangeSet::erase(const RecordId& id) {
  const Before old = before(id);
  if (!old.is_known) return Change::missing;
  if (old.hash.empty()) return Change::unchanged;
  parts_.bury.run(id, ++seq_, at_);
  parts_.is_gone.run(old.seq, seq_);
  return note(Change::deleted, id, old.hash, {});
}

void ChangeSet::commit() {
  parts_.set_last_seq.run(seq_);
  transaction_.commit();
}

}  // namespace

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& directory, Mode mode) {
  const auto access = mode == Mode::read_write ? sqlite::Access::read_write : sqlite::Access::read_only;
  const std::string path = (std::filesystem::path(directory) / "store.sqlite").string();
  if (mode == Mode::read_write) {
    if (auto made = ensure_directory(directory); !made) return fail(std::move(made.error()));
  } else if (std::error_code error; !std::filesystem::exists(path, error)) {
    return fail(ErrorCode::store_unavailable, "there is no store here yet; import something first", path);
  }
  auto parts = guarded([&] {
    auto connection = std::make_unique<sqlite::Connection>(path, access);
    ensure_schema(*connection);
    return std::make_unique<Parts>(std::move(connection));
  });
  if (!parts) return fail(std::move(parts.error()));
  return Store(std::move(*parts));
}

Result<std::vector<Change>> Store::put(const std::vector<Record>& records, std::string_view who) {
  return guarded([&] {
    ChangeSet changes(*parts_, who);
    std::vector<Change> became;
    became.reserve(records.size());
    for (const Record& record : records) became.push_back(changes.put(record));
    changes.commit();
    return became;
  });
}

Result<std::vector<Change>> Store::erase(const std::vector<RecordId>& ids, std::string_view who) {
  return guarded([&] {
    ChangeSet changes(*parts_, who);
    std::vector<Change> became;
    became.reserve(ids.size());
    for (const RecordId& id : ids) became.push_back(changes.erase(id));
    changes.commit();
    return became;
  });
}

Result<Change> Store::erase(const RecordId& id, std::string_view who) {
  return erase(std::vector{id}, who).map([](const std::vector<Change>& became) { return became.front(); });
}

Result<std::optional<StoredRecord>> Store::find(const RecordId& id) {
  return guarded([&]() -> std::optional<StoredRecord> {
    sqlite::Rows rows = parts_->find.query(id);
    if (!rows.next()) return std::nullopt;
    return stored_record(rows);
  });
}

Result<std::vector<StoredRecord>> Store::changes_after(Seq after, std::int64_t limit) {
  return guarded([&] { return stored_records(parts_->changes.query(after, limit)); });
}

Result<std::vector<StoredRecord>> Store::records_after(const RecordId& after, const RecordFilter& filter,
                                                       std::int64_t limit) {
  return guarded([&] { return stored_records(parts_->page.query(after, filter.type, filter.source, limit)); });
}

Result<std::vector<ListedRecord>> Store::listed(std::string_view set, SeqRange range, std::int64_t limit) {
  return guarded([&] { return listed_records(parts_->listed.query(set, range.after, range.until, limit)); });
}

Result<std::optional<ListedRecord>> Store::find_listed(const RecordId& id) {
  return guarded([&]() -> std::optional<ListedRecord> {
    const Seq seq = first_number(parts_->seq_of.query(id));
    auto found = listed_records(parts_->listed.query(set_of_all, seq - 1, seq, std::int64_t{1}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  });
}

Result<std::vector<std::string>> Store::sets() {
  return guarded([&] {
    std::vector<std::string> specs;
    for (sqlite::Rows rows = parts_->sets.query(); rows.next();) specs.push_back(rows.text(0));
    return specs;
  });
}

Result<Seq> Store::seq_before(std::string_view timestamp) {
  return guarded([&] { return first_number(parts_->seq_before.query(timestamp)); });
}

Result<std::string> Store::earliest_change_at() {
  return guarded([&] { return first_text(parts_->earliest.query()); });
}

Result<std::string> Store::latest_change_at() {
  return guarded([&] { return first_text(parts_->latest.query()); });
}

Result<Seq> Store::last_seq() {
  return guarded([&] { return first_number(parts_->last_seq.query()); });
}

Result<std::int64_t> Store::count() {
  return guarded([&] { return first_number(parts_->count.query()); });
}

Result<std::int64_t> Store::count_of_source(std::string_view source) {
  return guarded([&] { return first_number(parts_->count_of_source.query(source)); });
}

Result<std::vector<RecordId>> Store::ids_of_source(std::string_view source) {
  return guarded([&] {
    std::vector<RecordId> ids;
    sqlite::Rows rows = parts_->ids_of_source.query(source);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
  });
}

Result<void> Store::check() {
  auto said = guarded([&] {
    sqlite::Rows rows = parts_->integrity.query();
    return rows.next() ? rows.text(0) : std::string("no answer");
  });
  if (!said) return fail(std::move(said.error()));
  if (*said == "ok") return {};
  return fail(ErrorCode::store_unavailable,
              "the store is damaged (" + *said + "); bring back a backup with `kohtaamo-indexer restore`",
              parts_->connection->path());
}

}  // namespace kohtaamo::corpora
