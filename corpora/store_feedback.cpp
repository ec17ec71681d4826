// SPDX-License-Identifier: GPL-3.0-or-later
// What people said of the records that were found for a need.
#include "corpora/record_json.h"
#include "corpora/store_parts.h"

namespace kohtaamo::corpora {

using config::Result;
using sqlite::guarded;

namespace {

Feedback feedback_of_row(const sqlite::Rows& rows) {
  return {.need = rows.text(0),
          .record = rows.text(1),
          .verdict = rows.text(2),
          .material = rows.text(3),
          .at = rows.text(4)};
}

std::optional<Feedback> find_in(FeedbackStatements& statements, const RecordId& need, const RecordId& record) {
  sqlite::Rows rows = statements.find.query(need, record);
  if (!rows.next()) return std::nullopt;
  return feedback_of_row(rows);
}

// Feedback is no change of a record: its row in the audit carries the number of the last one.
void note(Store::Parts& parts, std::string_view who, const std::string& what, const Feedback& feedback) {
  std::int64_t seq = 0;
  {
    sqlite::Rows rows = parts.last_seq.query();
    if (rows.next()) seq = rows.number(0);
  }
  parts.audit.run(seq, now_as_timestamp(), who, what, feedback.need + " " + feedback.record, "", feedback.material);
}

}  // namespace

Result<void> Store::put_feedback(const Feedback& feedback, std::string_view who) {
  return guarded([&] {
    sqlite::Transaction transaction(*parts_->connection);
    parts_->feedback.put.run(feedback.need, feedback.record, feedback.verdict, feedback.material, now_as_timestamp());
    note(*parts_, who, "feedback " + feedback.verdict, feedback);
    transaction.commit();
  });
}

Result<bool> Store::erase_feedback(const RecordId& need, const RecordId& record, std::string_view who) {
  return guarded([&] {
    sqlite::Transaction transaction(*parts_->connection);
    const auto old = find_in(parts_->feedback, need, record);
    if (!old) return false;
    parts_->feedback.erase.run(need, record);
    note(*parts_, who, "feedback deleted", *old);
    transaction.commit();
    return true;
  });
}

Result<std::optional<Feedback>> Store::find_feedback(const RecordId& need, const RecordId& record) {
  return guarded([&] { return find_in(parts_->feedback, need, record); });
}

Result<std::vector<Feedback>> Store::feedback_of(const RecordId& need) {
  return guarded([&] {
    std::vector<Feedback> all;
    sqlite::Rows rows = parts_->feedback.of_need.query(need);
    while (rows.next()) all.push_back(feedback_of_row(rows));
    return all;
  });
}

}  // namespace kohtaamo::corpora
