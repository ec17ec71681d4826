// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_set>

#include "corpora/actor_book.h"
#include "corpora/change_counts.h"
#include "corpora/import/utf8.h"
#include "corpora/write_scope.h"

namespace kohtaamo::corpora {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t kept_raw_bytes = 64 * 1024;
constexpr std::size_t kept_first_rejected = 10;
constexpr std::int64_t rows_between_progress = 200;

Result<ByteStream> open_input(const ImportInput& input) {
  return input.bytes ? Result<ByteStream>(bytes_of_text(input.path, *input.bytes)) : open_bytes(input.path);
}

std::uint64_t size_of(const ImportInput& input) {
  if (input.bytes) return input.bytes->size();
  std::error_code error;
  const auto size = std::filesystem::file_size(input.path, error);
  return error ? 0 : size;
}

// Reads the rows of all inputs, one after another, and says how far it is.
class Reading {
 public:
  Reading(const ImportRequest& request, const Importer& importer, const WriteScope& scope, const ProgressSink& progress,
          bool is_checking)
      : request_(request), importer_(importer), scope_(scope), progress_(progress), at_{.is_checking = is_checking} {
    for (const ImportInput& input : request.inputs) at_.total_bytes += size_of(input);
  }

  // What is wrong with a file goes to `file_errors`; what the sink fails with is the failure.
  Result<void> read_all(const std::function<Result<void>(ImportedRow, const std::string& file)>& sink) {
    for (const ImportInput& input : request_.inputs) {
      auto bytes = open_input(input);
      if (!bytes) {
        file_errors.push_back(std::move(bytes.error()));
        continue;
      }
      bool is_sink_failure = false;
      auto read = importer_.read(*bytes, [&](ImportedRow row) {
        tell(*bytes);
        Result<void> taken = scope_.check(row);
        if (taken) taken = sink(std::move(row), bytes->name);
        is_sink_failure = !taken;
        return taken;
      });
      if (is_sink_failure) return read;
      if (!read) file_errors.push_back(std::move(read.error()));
      bytes_before_ += size_of(input);
    }
    at_.bytes = bytes_before_;
    if (progress_) progress_(at_);
    return {};
  }

  std::vector<Error> file_errors{};

 private:
  void tell(const ByteStream& bytes) {
    if (++at_.rows % rows_between_progress != 0 || !progress_) return;
    at_.bytes = bytes_before_ + bytes.position();
    progress_(at_);
  }

  const ImportRequest& request_;
  const Importer& importer_;
  const WriteScope& scope_;
  const ProgressSink& progress_;
  ImportProgress at_{};
  std::uint64_t bytes_before_ = 0;
};

using IdsBySource = std::map<std::string, std::unordered_set<RecordId>>;

class Run {
 public:
  Run(Store& store, const ImportRequest& request, const config::ImportSettings& settings, const Importer& importer)
      : store_(store),
        request_(request),
        settings_(settings),
        importer_(importer),
        scope_(store, request.may_write, request.sender),
        actors_(store) {
    for (const ImportInput& input : request.inputs) files_ += (files_.empty() ? "" : ", ") + input.path;
    if (!request.name.empty()) files_ = request.name;
  }

  Result<ImportReport> make(const ProgressSink& progress);

 private:
  struct SourceRun {
    std::int64_t run = 0;
    RunCounts counts{};
    std::vector<RejectedRow> rejected{};
  };

  Result<void> check_complete(const ProgressSink& progress);
  Result<void> check_shrinking(const IdsBySource& coming, const std::unordered_set<RecordId>& refused);
  Result<void> take(ImportedRow row, const std::string& file);
  Result<void> take_tombstone(const ImportedRow& row);
  Result<void> reject(const ImportedRow& row, const std::string& file);
  Result<void> put_batch();
  Result<void> put_actor_rows();
  Result<void> put_rejected(SourceRun& run);
  Result<void> erase_unseen();
  Result<void> finish();
  Result<SourceRun*> run_of(const std::string& source);
  Error end_in_failure(Error error);

  Store& store_;
  const ImportRequest& request_;
  const config::ImportSettings& settings_;
  const Importer& importer_;
  WriteScope scope_;
  std::string files_{};
  std::map<std::string, SourceRun> runs_{};
  std::string last_source_{};  // where a row belongs that does not say
  std::vector<Record> batch_{}, sayings_{};
  std::vector<Record> actor_rows_{};  // of sources that list actors
  ActorBook actors_;
  std::unordered_set<RecordId> seen_{};
  std::unordered_set<RecordId> refused_{};  // their old content stays
  std::set<std::string> begun_files_{};
  bool has_tombstones_ = false;
  ImportReport report_{};
};

Result<ImportReport> Run::make(const ProgressSink& progress) {
  if (request_.is_complete)
    if (auto checked = check_complete(progress); !checked) return fail(end_in_failure(std::move(checked.error())));
  Reading reading(request_, importer_, scope_, progress, false);
  auto read = reading.read_all([&](ImportedRow row, const std::string& file) { return take(std::move(row), file); });
  if (!read) return fail(end_in_failure(std::move(read.error())));
  report_.file_errors = std::move(reading.file_errors);
  if (request_.is_complete && !report_.file_errors.empty())  // it was readable a moment ago
    return fail(end_in_failure(report_.file_errors.front()));
  if (!report_.file_errors.empty() && report_.file_errors.size() == request_.inputs.size() && seen_.empty())
    return fail(end_in_failure(report_.file_errors.front()));
  if (auto finished = finish(); !finished) return fail(end_in_failure(std::move(finished.error())));
  return std::move(report_);
}

Result<void> Run::check_complete(const ProgressSink& progress) {
  for (const ImportInput& input : request_.inputs)
    if (!input.bytes && input.path == "-")
      return fail(ErrorCode::usage, "a complete run is read twice, which stdin cannot be; save it to a file first",
                  "-");
  IdsBySource coming;
  std::unordered_set<RecordId> refused;
  Reading reading(request_, importer_, scope_, progress, true);
  auto read = reading.read_all([&](const ImportedRow& row, const std::string&) -> Result<void> {
    // A record whose new row is refused keeps its old content, and so it is not lost to its source.
    if (!row.id.empty() && !row.is_deleted) (row.record ? coming[row.source] : refused).insert(row.id);
    return {};
  });
  if (!read) return read;
  if (!reading.file_errors.empty()) return fail(std::move(reading.file_errors.front()));
  return request_.may_shrink ? Result<void>{} : check_shrinking(coming, refused);
}

Result<void> Run::check_shrinking(const IdsBySource& coming, const std::unordered_set<RecordId>& refused) {
  for (const auto& [source, ids] : coming) {
    auto stored = store_.ids_of_source(source);
    if (!stored) return fail(std::move(stored.error()));
    const auto gone = std::ranges::count_if(
        *stored, [&, &ids = ids](const RecordId& id) { return !ids.contains(id) && !refused.contains(id); });
    if (static_cast<double>(gone) <= settings_.shrink_limit * static_cast<double>(stored->size())) continue;
    return fail(ErrorCode::source_shrank,
                fmt::format("'{}' would lose {} of its {} records, more than import.shrink_limit allows ({} per cent); "
                            "nothing was changed; say --allow-shrink if that is meant",
                            source, gone, stored->size(), settings_.shrink_limit * 100),
                files_);
  }
  return {};
}

Result<Run::SourceRun*> Run::run_of(const std::string& source) {
  auto [found, is_new] = runs_.try_emplace(source);
  if (is_new) {
    auto run = store_.begin_run(source, importer_.name(), files_);
    if (!run) return fail(std::move(run.error()));
    found->second.run = *run;
  }
  return &found->second;
}

Result<void> Run::take(ImportedRow row, const std::string& file) {
  if (begun_files_.insert(file).second)
    if (auto forgotten = store_.forget_quarantine(file); !forgotten) return forgotten;
  if (row.is_deleted) return take_tombstone(row);
  // A source may speak of an actor in several rows: what they say is put together.
  const bool came_before = row.record && !seen_.insert(row.record->record.id).second && !row.is_actor_saying;
  if (came_before && request_.later_rows_win) {
    if (auto put = put_batch(); !put) return put;
  } else if (came_before) {
    row.pointer = "/id";
    row.record = fail(ErrorCode::bad_record, fmt::format("the id '{}' came already in this run", row.record->record.id),
                      fmt::format("{}:{} /id", file, row.line));
  }
  if (!row.record) return reject(row, file);
  auto run = run_of(row.source);
  if (!run) return fail(std::move(run.error()));
  last_source_ = row.source;
  ++(*run)->counts.rows;
  (*run)->counts.warnings += static_cast<std::int64_t>(row.record->warnings.size());
  (row.is_actor_saying ? actor_rows_ : batch_).push_back(std::move(row.record->record));
  std::ranges::move(row.actors, std::back_inserter(sayings_));
  return static_cast<std::int64_t>(batch_.size() + actor_rows_.size()) < settings_.batch_records ? Result<void>{}
                                                                                                 : put_batch();
}

// The last word counts: what came before in this run is deleted, and may come again after.
Result<void> Run::take_tombstone(const ImportedRow& row) {
  if (auto put = put_batch(); !put) return put;
  auto run = run_of(row.source);
  if (!run) return fail(std::move(run.error()));
  auto became = store_.erase(row.id, request_.who);
  if (!became) return fail(std::move(became.error()));
  if (*became == Change::deleted) count((*run)->counts, *became);
  seen_.erase(row.id);
  has_tombstones_ = true;
  return {};
}

Result<void> Run::reject(const ImportedRow& row, const std::string& file) {
  const Error& error = row.record.error();
  if (!row.id.empty()) refused_.insert(row.id);
  if (scope_.is_limited() && error.code == ErrorCode::forbidden) ++report_.beyond_scope;
  if (report_.first_rejected.size() < kept_first_rejected) report_.first_rejected.push_back(error);
  const std::string& source = !row.source.empty() ? row.source : !last_source_.empty() ? last_source_ : file;
  auto run = run_of(source);
  if (!run) return fail(std::move(run.error()));
  ++(*run)->counts.rows;
  ++(*run)->counts.rejected;
  (*run)->rejected.push_back({.source = source,
                              .file = file,
                              .line = row.line,
                              .pointer = row.pointer,
                              .code = std::string(config::error_row(error.code).name),
                              .reason = error.message,
                              .raw = readable_text(row.raw, kept_raw_bytes)});
  return static_cast<std::int64_t>((*run)->rejected.size()) < settings_.batch_records ? Result<void>{}
                                                                                      : put_rejected(**run);
}

Result<void> Run::put_batch() {
  if (auto put = put_actor_rows(); !put) return put;
  if (batch_.empty()) return {};
  if (auto heard = actors_.hear(sayings_, batch_); !heard) return fail(std::move(heard.error()));
  sayings_.clear();
  if (!scope_.is_limited())
    if (auto declared = actors_.declare(batch_); !declared) return declared;
  auto became = store_.put(batch_, request_.who);
  if (!became) return fail(std::move(became.error()));
  for (std::size_t i = 0; i < batch_.size(); ++i) count(runs_.at(batch_[i].provenance.source).counts, (*became)[i]);
  batch_.clear();
  return {};
}

// What a source says of an actor is the row; the record of the actor is put together at the end.
Result<void> Run::put_actor_rows() {
  std::vector<Record> none;
  auto heard = actors_.hear(actor_rows_, none);
  if (!heard) return fail(std::move(heard.error()));
  for (std::size_t i = 0; i < actor_rows_.size(); ++i)
    count(runs_.at(actor_rows_[i].provenance.source).counts, (*heard)[i].change);
  actor_rows_.clear();
  return {};
}

Result<void> Run::put_rejected(SourceRun& run) {
  auto put = store_.quarantine(run.run, run.rejected);
  run.rejected.clear();
  return put;
}

Result<void> Run::erase_unseen() {
  for (auto& [source, run] : runs_) {
    if (run.counts.rows == run.counts.rejected) continue;  // it brought nothing, so it is complete about nothing
    auto stored = store_.ids_of_source(source);
    if (!stored) return fail(std::move(stored.error()));
    std::erase_if(*stored, [&](const RecordId& id) { return seen_.contains(id) || refused_.contains(id); });
    auto became = store_.erase(*stored, request_.who);
    if (!became) return fail(std::move(became.error()));
    for (const Change change : *became) count(run.counts, change);
    if (auto forgotten = actors_.forget_unheard(source); !forgotten) return forgotten;
  }
  return {};
}

Result<void> Run::finish() {
  if (seen_.empty() && !has_tombstones_ && !request_.may_shrink) {
    const std::string why = report_.first_rejected.empty() ? "it has no rows" : to_text(report_.first_rejected.front());
    return fail(ErrorCode::source_shrank, fmt::format("the run brought no record, and nothing was changed: {}", why),
                files_);
  }
  if (auto put = put_batch(); !put) return put;
  if (request_.is_complete)
    if (auto erased = erase_unseen(); !erased) return erased;
  auto settled = actors_.settle(request_.who);
  if (!settled) return fail(std::move(settled.error()));
  report_.actors = *settled;
  for (auto& [source, run] : runs_) {
    if (auto put = put_rejected(run); !put) return put;
    if (auto ended = store_.end_run(run.run, run.counts, "ok"); !ended) return ended;
    report_.total += run.counts;
    report_.by_source[source] = run.counts;
  }
  return {};
}

// The run is noted as failed where that can still be written; the reason told is the first one.
Error Run::end_in_failure(Error error) {
  const std::string outcome = fmt::format("failed: {}", to_text(error));
  if (runs_.empty() && !importer_.source().empty()) static_cast<void>(run_of(importer_.source()));
  for (auto& [source, run] : runs_) {
    static_cast<void>(put_rejected(run));
    static_cast<void>(store_.end_run(run.run, run.counts, outcome));
  }
  return error;
}

}  // namespace

Result<ImportReport> run_import(Store& store, const ImportRequest& request, const config::ImportSettings& settings,
                                const ProgressSink& progress) {
  ImporterOptions options = request.importer;
  options.read.max_line_bytes = static_cast<std::size_t>(settings.max_line_bytes);
  auto importer = Importer::make(options);
  if (!importer) return fail(std::move(importer.error()));
  return Run(store, request, settings, *importer).make(progress);
}

}  // namespace kohtaamo::corpora
