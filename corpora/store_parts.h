// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_parts.h — what a Store is made of: the connection and every statement, prepared once.
// Only store*.cpp include it.

#include "corpora/store.h"
#include "corpora/store_sqlite.h"

namespace kohtaamo::corpora {

struct FeedbackStatements {
  explicit FeedbackStatements(sqlite::Connection& connection) : c(connection) {}
  sqlite::Connection& c;
  sqlite::Statement put{c,
                        "INSERT INTO feedback (need, record, verdict, material, at) VALUES (?1, ?2, ?3, ?4, ?5) "
                        "ON CONFLICT (need, record) DO UPDATE SET verdict = ?3, material = ?4, at = ?5"};
  sqlite::Statement find{c, "SELECT need, record, verdict, material, at FROM feedback WHERE need = ?1 AND record = ?2"};
  sqlite::Statement of_need{c,
                            "SELECT need, record, verdict, material, at FROM feedback WHERE need = ?1 "
                            "ORDER BY record"};
  sqlite::Statement erase{c, "DELETE FROM feedback WHERE need = ?1 AND record = ?2"};
};

struct ActorStatements {
  explicit ActorStatements(sqlite::Connection& connection) : c(connection) {}
  sqlite::Connection& c;
  sqlite::Statement known{c, "SELECT actor FROM actor_identities WHERE identity = ?1"};
  sqlite::Statement identify{c,
                             "INSERT INTO actor_identities VALUES (?1, ?2) "
                             "ON CONFLICT (identity) DO UPDATE SET actor = ?2"};
  sqlite::Statement move_identities{c, "UPDATE actor_identities SET actor = ?2 WHERE actor = ?1"};
  sqlite::Statement saying{c, "SELECT json FROM actor_sayings WHERE actor = ?1 AND source = ?2"};
  sqlite::Statement sayings{c, "SELECT json FROM actor_sayings WHERE actor = ?1 ORDER BY source"};
  sqlite::Statement say{c,
                        "INSERT INTO actor_sayings VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (actor, source) DO UPDATE SET json = ?3"};
  sqlite::Statement forget{c, "DELETE FROM actor_sayings WHERE actor = ?1"};
  sqlite::Statement forget_saying{c, "DELETE FROM actor_sayings WHERE actor = ?1 AND source = ?2"};
  sqlite::Statement of_source{c, "SELECT actor FROM actor_sayings WHERE source = ?1"};
  sqlite::Statement has_name{c, "SELECT 1 FROM actor_names WHERE name = ?1 AND actor = ?2"};
  sqlite::Statement add_name{c, "INSERT INTO actor_names VALUES (?1, ?2)"};
  sqlite::Statement forget_names{c, "DELETE FROM actor_names WHERE actor = ?1"};
  sqlite::Statement namesakes{c,
                              "SELECT DISTINCT other.actor FROM actor_names AS mine JOIN actor_names AS other "
                              "USING (name) WHERE mine.actor = ?1 AND other.actor <> ?1 ORDER BY other.actor LIMIT 5"};
  sqlite::Statement unsettle{c, "INSERT OR IGNORE INTO actors_unsettled VALUES (?1)"};
  sqlite::Statement unsettle_namesakes{c,
                                       "INSERT OR IGNORE INTO actors_unsettled "
                                       "SELECT actor FROM actor_names WHERE name = ?1"};
  sqlite::Statement unsettled{c, "SELECT actor FROM actors_unsettled WHERE actor > ?1 ORDER BY actor LIMIT ?2"};
  sqlite::Statement is_settled{c, "DELETE FROM actors_unsettled WHERE actor = ?1"};
  sqlite::Statement rename{c,
                           "INSERT INTO actors_renamed VALUES (?1, ?2) "
                           "ON CONFLICT (old_id) DO UPDATE SET new_id = ?2"};
  sqlite::Statement rename_again{c, "UPDATE actors_renamed SET new_id = ?2 WHERE new_id = ?1"};
  sqlite::Statement renamed{c, "SELECT old_id, new_id FROM actors_renamed"};
  sqlite::Statement forget_renamed{c, "DELETE FROM actors_renamed"};
};

struct Store::Parts {
  explicit Parts(std::unique_ptr<sqlite::Connection> opened) : connection(std::move(opened)) {}

  std::unique_ptr<sqlite::Connection> connection;
  sqlite::Connection& c = *connection;

  sqlite::Statement find{c, "SELECT id, seq, deleted, json, modified_at FROM records WHERE id = ?1"};
  sqlite::Statement changes{c,
                            "SELECT id, seq, deleted, json, modified_at FROM records "
                            "WHERE seq > ?1 ORDER BY seq LIMIT ?2"};
  sqlite::Statement page{c,
                         "SELECT id, seq, deleted, json, modified_at FROM records WHERE id > ?1 AND deleted = 0 "
                         "AND (?2 = '' OR type = ?2) AND (?3 = '' OR source = ?3) ORDER BY id LIMIT ?4"};
  sqlite::Statement listed{c,
                           "SELECT id, seq, gone, CASE WHEN gone THEN '' ELSE json END, modified_at, "
                           "(SELECT group_concat(other.spec, ' ') FROM sets AS other WHERE other.seq = records.seq) "
                           "FROM sets JOIN records USING (seq) WHERE spec = ?1 AND seq > ?2 AND seq <= ?3 "
                           "ORDER BY seq LIMIT ?4"};
  sqlite::Statement seq_of{c, "SELECT seq FROM records WHERE id = ?1"};
  sqlite::Statement sets{c, "SELECT DISTINCT spec FROM sets ORDER BY spec"};
  sqlite::Statement seq_before{c,
                               "SELECT seq FROM records WHERE modified_at < ?1 "
                               "ORDER BY modified_at DESC, seq DESC LIMIT 1"};
  sqlite::Statement earliest{c, "SELECT ifnull(min(modified_at), '') FROM records"};
  sqlite::Statement latest{c, "SELECT ifnull(max(modified_at), '') FROM records"};
  sqlite::Statement last_seq{c, "SELECT value FROM meta WHERE name = 'last_seq'"};
  sqlite::Statement count{c, "SELECT count(*) FROM records WHERE deleted = 0"};
  sqlite::Statement count_of_source{c, "SELECT count(*) FROM records WHERE deleted = 0 AND source = ?1"};
  sqlite::Statement ids_of_source{c, "SELECT id FROM records WHERE deleted = 0 AND source = ?1 ORDER BY id"};

  sqlite::Statement hash{c, "SELECT hash, seq FROM records WHERE id = ?1"};
  sqlite::Statement put{c,
                        "INSERT INTO records (id, type, source, json, hash, seq, created_at, modified_at, deleted) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 0) ON CONFLICT (id) DO UPDATE SET type = ?2, "
                        "source = ?3, json = ?4, hash = ?5, seq = ?6, modified_at = ?7, deleted = 0"};
  sqlite::Statement bury{c,
                         "UPDATE records SET json = '', hash = '', seq = ?2, modified_at = ?3, deleted = 1 "
                         "WHERE id = ?1"};
  sqlite::Statement add_to_set{c, "INSERT INTO sets VALUES (?1, ?2, 0)"};
  sqlite::Statement leave_sets{c, "DELETE FROM sets WHERE seq = ?1"};
  sqlite::Statement is_gone{c, "UPDATE sets SET seq = ?2, gone = 1 WHERE seq = ?1"};
  sqlite::Statement set_last_seq{c, "UPDATE meta SET value = ?1 WHERE name = 'last_seq'"};
  sqlite::Statement audit{c, "INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

  sqlite::Statement begin_run{c,
                              "INSERT INTO runs (source, importer, file, began_at) VALUES (?1, ?2, ?3, ?4) "
                              "RETURNING run"};
  sqlite::Statement end_run{c,
                            "UPDATE runs SET ended_at = ?2, outcome = ?3, counts_rows = ?4, added = ?5, changed = ?6, "
                            "unchanged = ?7, deleted = ?8, rejected = ?9, warnings = ?10 WHERE run = ?1"};
  sqlite::Statement forget_quarantine{c, "DELETE FROM quarantine WHERE file = ?1"};
  sqlite::Statement quarantine{c,
                               "INSERT INTO quarantine (run, source, file, line, pointer, code, reason, raw, at) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};
  sqlite::Statement quarantined{c,
                                "SELECT id, source, file, line, pointer, code, reason, raw, at FROM quarantine "
                                "WHERE ?1 = '' OR source = ?1 ORDER BY id DESC LIMIT ?2"};
  sqlite::Statement quarantine_count{c, "SELECT count(*) FROM quarantine WHERE ?1 = '' OR source = ?1"};
  sqlite::Statement health{c,
                           "WITH counted AS (SELECT source, count(*) AS records FROM records WHERE deleted = 0 "
                           "GROUP BY source), latest AS (SELECT source, max(run) AS run FROM runs GROUP BY source), "
                           "names AS (SELECT source FROM counted UNION SELECT source FROM latest) "
                           "SELECT names.source, ifnull(counted.records, 0), ifnull(runs.began_at, ''), "
                           "ifnull(runs.outcome, ''), runs.counts_rows, runs.added, runs.changed, runs.unchanged, "
                           "runs.deleted, runs.rejected, runs.warnings FROM names "
                           "LEFT JOIN counted USING (source) LEFT JOIN latest USING (source) "
                           "LEFT JOIN runs ON runs.run = latest.run ORDER BY names.source"};

  sqlite::Statement add_key{c, "INSERT INTO api_keys VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)"};
  sqlite::Statement find_key{c,
                             "SELECT id, hash, scopes, source, created_at, expires_at, revoked FROM api_keys "
                             "WHERE id = ?1"};
  sqlite::Statement revoke_key{c, "UPDATE api_keys SET revoked = 1 WHERE id = ?1 RETURNING id"};
  sqlite::Statement keys{c,
                         "SELECT id, hash, scopes, source, created_at, expires_at, revoked FROM api_keys "
                         "ORDER BY created_at, id"};
  FeedbackStatements feedback{c};
  ActorStatements actors{c};
  sqlite::Statement integrity{c, "PRAGMA integrity_check(1)"};
};

}  // namespace kohtaamo::corpora
