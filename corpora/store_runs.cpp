// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a store: what was imported when, what was refused, and how each source is.
#include "corpora/store_parts.h"

namespace kohtaamo::corpora {

using config::Result;
using sqlite::guarded;

Result<std::int64_t> Store::begin_run(const std::string& source, const std::string& importer, const std::string& file) {
  return guarded([&] {
    sqlite::Rows rows = parts_->begin_run.query(source, importer, file, now_as_timestamp());
    const std::int64_t run = rows.next() ? rows.number(0) : 0;
    while (rows.next()) continue;  // the insert is done when its last row has been read
    return run;
  });
}

Result<void> Store::end_run(std::int64_t run, const RunCounts& counts, const std::string& outcome) {
  return guarded([&] {
    parts_->end_run.run(run, now_as_timestamp(), outcome, counts.rows, counts.added, counts.changed, counts.unchanged,
                        counts.deleted, counts.rejected, counts.warnings);
  });
}

Result<void> Store::forget_quarantine(const std::string& file) {
  return guarded([&] { parts_->forget_quarantine.run(file); });
}

Result<void> Store::quarantine(std::int64_t run, const std::vector<RejectedRow>& rows) {
  return guarded([&] {
    sqlite::Transaction transaction(*parts_->connection);
    const std::string now = now_as_timestamp();
    for (const RejectedRow& row : rows)
      parts_->quarantine.run(run, row.source, row.file, row.line, row.pointer, row.code, row.reason, row.raw,
                             row.at.empty() ? now : row.at);
    transaction.commit();
  });
}

Result<std::vector<RejectedRow>> Store::quarantined(std::string_view source, std::int64_t limit) {
  return guarded([&] {
    std::vector<RejectedRow> found;
    sqlite::Rows rows = parts_->quarantined.query(source, limit);
    while (rows.next())
      found.push_back({.id = rows.number(0),
                       .source = rows.text(1),
                       .file = rows.text(2),
                       .line = rows.number(3),
                       .pointer = rows.text(4),
                       .code = rows.text(5),
                       .reason = rows.text(6),
                       .raw = rows.text(7),
                       .at = rows.text(8)});
    return found;
  });
}

Result<std::int64_t> Store::quarantine_count(std::string_view source) {
  return guarded([&] {
    sqlite::Rows rows = parts_->quarantine_count.query(source);
    return rows.next() ? rows.number(0) : 0;
  });
}

Result<std::vector<SourceHealth>> Store::sources() {
  return guarded([&] {
    std::vector<SourceHealth> found;
    sqlite::Rows rows = parts_->health.query();
    while (rows.next())
      found.push_back({.source = rows.text(0),
                       .records = rows.number(1),
                       .last_run_at = rows.text(2),
                       .last_outcome = rows.text(3),
                       .last_counts = {.rows = rows.number(4),
                                       .added = rows.number(5),
                                       .changed = rows.number(6),
                                       .unchanged = rows.number(7),
                                       .deleted = rows.number(8),
                                       .rejected = rows.number(9),
                                       .warnings = rows.number(10)}});
    return found;
  });
}

}  // namespace kohtaamo::corpora
