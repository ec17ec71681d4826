// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store_schema.h"

#include <fmt/format.h>

#include "corpora/listing.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;

// In the header of the file: whose it is ("Koht"), and which tables it has.
constexpr std::int64_t application = 0x4b6f6874;
constexpr std::int64_t version = 4;

constexpr const char* tables = R"(
CREATE TABLE records (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  json TEXT NOT NULL,              -- empty: a tombstone
  hash TEXT NOT NULL,              -- of the content; empty: a tombstone
  seq INTEGER NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX records_of_source ON records (source, type) WHERE deleted = 0;

CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('last_seq', 0);

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  importer TEXT NOT NULL,
  file TEXT NOT NULL,
  began_at TEXT NOT NULL,
  ended_at TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',  -- empty: it goes on, or its program was ended
  counts_rows INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  warnings INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_of_source ON runs (source);

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (run),
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  pointer TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_of_file ON quarantine (file);
CREATE INDEX quarantine_of_run ON quarantine (run);

CREATE TABLE audit (
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,              -- added, changed, deleted; feedback and its verdict
  id TEXT NOT NULL,                -- of the record; of feedback, those of need and record
  old_hash TEXT NOT NULL,
  new_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit only grows'); END;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  scopes TEXT NOT NULL,            -- with a space between
  source TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

// Since version 2: what is, or once was, passed on to others, and under which sets (listing.h).
constexpr const char* tables_of_sets = R"(
CREATE TABLE sets (
  spec TEXT NOT NULL,
  seq INTEGER NOT NULL,            -- of the record's last change
  gone INTEGER NOT NULL,           -- the outside may not see it any more
  PRIMARY KEY (spec, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX sets_of_change ON sets (seq);
CREATE INDEX records_by_time ON records (modified_at, seq);
)";

// Since version 3: what was said of the records that were found for a need.
constexpr const char* table_of_feedback = R"(
CREATE TABLE feedback (
  need TEXT NOT NULL,
  record TEXT NOT NULL,
  verdict TEXT NOT NULL,
  material TEXT NOT NULL,          -- material_hash() of the record as it was then
  at TEXT NOT NULL,
  PRIMARY KEY (need, record)
) STRICT, WITHOUT ROWID;
)";

// Since version 4: what sources say of actors (store_actors.h).
constexpr const char* tables_of_actors = R"(
CREATE TABLE actor_identities (
  identity TEXT PRIMARY KEY,       -- "ytunnus:1234567-1", or the id itself where nothing identifies it
  actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_of_actor ON actor_identities (actor);
CREATE TABLE actor_sayings (
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (actor, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX sayings_of_source ON actor_sayings (source);
CREATE TABLE actor_names (
  name TEXT NOT NULL,              -- as a key by which equal names are told
  actor TEXT NOT NULL,
  PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_of_actor ON actor_names (actor);
CREATE TABLE actors_unsettled (actor TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE actors_renamed (old_id TEXT PRIMARY KEY, new_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

[[noreturn]] void refuse(const sqlite::Connection& connection, std::string why) {
  throw sqlite::Failure({ErrorCode::store_unavailable, std::move(why), connection.path()});
}

bool is_new(sqlite::Connection& connection) {
  return connection.number("PRAGMA user_version") == 0 && connection.number("SELECT count(*) FROM sqlite_schema") == 0;
}

void make_tables(sqlite::Connection& connection) {
  connection.run(tables);
  connection.run(tables_of_sets);
  connection.run(table_of_feedback);
  connection.run(tables_of_actors);
  connection.run(fmt::format("PRAGMA application_id = {}", application).c_str());
  connection.run(fmt::format("PRAGMA user_version = {}", version).c_str());
}

// Nothing has been passed on yet, so that what was deleted is missed by nobody.
void fill_sets(sqlite::Connection& connection) {
  sqlite::Statement records(connection, "SELECT seq, json FROM records WHERE deleted = 0");
  sqlite::Statement add(connection, "INSERT INTO sets VALUES (?1, ?2, 0)");
  for (sqlite::Rows rows = records.query(); rows.next();) {
    const auto record = read_own_record(rows.text(1));
    if (!record) refuse(connection, "a stored record cannot be read: " + record.error().message);
    for (const std::string& set : sets_of(*record)) add.run(set, rows.number(0));
  }
}

void upgrade(sqlite::Connection& connection) {
  if (connection.access() == sqlite::Access::read_only)
    refuse(connection, "this store was made by an older program; import something or start the server to renew it");
  sqlite::Transaction transaction(connection);
  const std::int64_t found = connection.number("PRAGMA user_version");
  if (found == version) return;  // another program may have been quicker
  if (found < 2) {
    connection.run(tables_of_sets);
    fill_sets(connection);
  }
  if (found < 3) connection.run(table_of_feedback);
  if (found < 4) connection.run(tables_of_actors);
  connection.run(fmt::format("PRAGMA user_version = {}", version).c_str());
  transaction.commit();
}

void check_version(sqlite::Connection& connection) {
  if (connection.number("PRAGMA application_id") != application)
    refuse(connection, "this file is no store of Kohtaamo");
  const std::int64_t found = connection.number("PRAGMA user_version");
  if (found < version) return upgrade(connection);
  if (found > version)
    refuse(connection,
           fmt::format("this store was made by a newer program: its tables have version {}, and this program "
                       "knows versions up to {}; install the newer program",
                       found, version));
}

}  // namespace

void ensure_schema(sqlite::Connection& connection) {
  if (!is_new(connection)) return check_version(connection);
  if (connection.access() == sqlite::Access::read_only)
    refuse(connection, "there is no store here yet; import something first");
  sqlite::Transaction transaction(connection);
  if (is_new(connection)) make_tables(connection);  // another program may have been quicker
  transaction.commit();
  check_version(connection);
}

}  // namespace kohtaamo::corpora
