// SPDX-License-Identifier: GPL-3.0-or-later
// The import of a body. run_import (corpora/import_run.h) is for files: it commits in batches, while here the
// one who sends wants to know what became of each line, and that all of it or nothing went in.
#include <fmt/format.h>

#include <set>

#include "corpora/import/utf8.h"
#include "corpora/importer.h"
#include "server/writes.h"

namespace kohtaamo::server {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::string_view body_name = "POST /api/v1/import";
constexpr std::size_t max_raw_bytes = 64 << 10;  // of a refused line, kept for people to look at

// The lines of a body, told apart: records, and what is none.
class Reading {
 public:
  explicit Reading(const KeyHolder& holder) : holder_(holder) {}

  Result<void> take(corpora::ImportedRow row) {
    ImportedLine line{.line = row.line};
    if (row.record) line.id = row.record->record.id;
    if (auto refusal = refusal_of(row)) {
      rejected_.push_back(rejected(row, *refusal));
      line.refused = std::move(*refusal);
    } else {
      ids_.insert(line.id);
      warnings_ += static_cast<std::int64_t>(row.record->warnings.size());
      records_.push_back(std::move(row.record->record));
    }
    lines_.push_back(std::move(line));
    return {};
  }

  const std::vector<corpora::Record>& records() const { return records_; }
  const std::vector<corpora::RejectedRow>& rejected() const { return rejected_; }
  std::string source() const {
    if (!holder_.source.empty() || records_.empty()) return holder_.source;
    return records_.front().provenance.source;
  }

  // With what became of the records, in their order.
  ImportOutcome outcome(const std::vector<corpora::Change>& changes) && {
    ImportOutcome outcome{.lines = std::move(lines_)};
    corpora::RunCounts& counts = outcome.counts;
    counts.rows = static_cast<std::int64_t>(outcome.lines.size());
    counts.rejected = static_cast<std::int64_t>(rejected_.size());
    counts.warnings = warnings_;
    auto change = changes.begin();
    for (ImportedLine& line : outcome.lines) {
      if (line.refused) continue;
      line.change = *change++;
      counts.added += line.change == corpora::Change::added;
      counts.changed += line.change == corpora::Change::changed;
      counts.unchanged += line.change == corpora::Change::unchanged;
    }
    return outcome;
  }

 private:
  std::optional<Error> refusal_of(const corpora::ImportedRow& row) const {
    if (!row.record) return Error{row.record.error().code, row.record.error().message, row.pointer};
    const corpora::Record& record = row.record->record;
    if (ids_.contains(record.id)) return Error{ErrorCode::conflict, "the id stands on an earlier line, too", "/id"};
    if (auto ok = check_source(record.id, record.provenance.source, holder_); !ok) return ok.error();
    return std::nullopt;
  }

  static corpora::RejectedRow rejected(const corpora::ImportedRow& row, const Error& refusal) {
    return {.source = row.source,
            .file = std::string(body_name),
            .line = row.line,
            .pointer = refusal.where,
            .code = std::string(config::error_row(refusal.code).name),
            .reason = refusal.message,
            .raw = corpora::readable_text(row.raw, max_raw_bytes)};
  }

  const KeyHolder& holder_;
  std::vector<ImportedLine> lines_{};
  std::vector<corpora::Record> records_{};
  std::vector<corpora::RejectedRow> rejected_{};
  std::set<corpora::RecordId> ids_{};
  std::int64_t warnings_ = 0;
};

}  // namespace

Result<ImportOutcome> Writes::import(std::string_view lines, const KeyHolder& holder) {
  const corpora::ImporterOptions options{
      .format = "jsonl", .read = {.max_line_bytes = static_cast<std::size_t>(settings_.max_line_bytes)}};
  const auto importer = corpora::Importer::make(options);
  if (!importer) return fail(importer.error());
  corpora::ByteStream bytes = corpora::bytes_of_text(std::string(body_name), lines);
  Reading reading(holder);
  if (auto ok = importer->read(bytes, [&](corpora::ImportedRow row) { return reading.take(std::move(row)); }); !ok)
    return fail(ok.error());

  const std::lock_guard lock(mutex_);
  const auto run = store_.begin_run(reading.source(), importer->name(), std::string(body_name));
  if (!run) return fail(run.error());
  const auto changes = store_.put(reading.records(), holder.id);
  if (!changes) {
    if (auto ended = store_.end_run(*run, {}, "failed: " + config::to_text(changes.error())); !ended)
      return fail(ended.error());
    return fail(changes.error());
  }
  if (auto ok = store_.quarantine(*run, reading.rejected()); !ok) return fail(ok.error());
  ImportOutcome outcome = std::move(reading).outcome(*changes);
  if (auto ok = store_.end_run(*run, outcome.counts, "ok"); !ok) return fail(ok.error());
  const auto seq = store_.last_seq();
  if (!seq) return fail(seq.error());
  outcome.seq = *seq;
  return outcome;
}

}  // namespace kohtaamo::server
