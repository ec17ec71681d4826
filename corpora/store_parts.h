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
  sqlite::Statement integrity{c, "PRAGMA integrity_check(1)"};
};

}  // namespace kohtaamo::corpora
