// SPDX-License-Identifier: GPL-3.0-or-later
// import.cpp — the command `import`.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "corpora/date.h"
#include "corpora/import_run.h"
#include "corpora/store.h"
#include "indexer/commands/command.h"
#include "indexer/commands/update_index.h"
#include "indexer/progress_bar.h"

namespace kohtaamo::indexer {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

struct ImportFlags {
  std::vector<std::string> files{};
  std::string format = "jsonl", profile{}, source{}, licence{}, encoding = "utf-8", today{};
  bool is_complete = false, may_shrink = false, leaves_index = false, waits = false;
};

Result<corpora::ImportRequest> request_of(const ImportFlags& flags) {
  corpora::ImportRequest request{.is_complete = flags.is_complete, .may_shrink = flags.may_shrink};
  for (const std::string& file : flags.files) request.inputs.push_back({.path = file});
  request.importer = {.format = flags.format,
                      .profile = flags.profile,
                      .source = flags.source,
                      .licence = flags.licence,
                      .retrieved_at = corpora::now_as_timestamp()};
  request.importer.read.encoding = flags.encoding;
  request.importer.read.today = corpora::today_in_helsinki();
  if (flags.today.empty()) return request;
  const auto today = corpora::parse_date(flags.today);
  if (!today) return fail(ErrorCode::usage, today.error().message, "--today");
  request.importer.read.today = *today;
  return request;
}

Result<corpora::ImportReport> import_files(const Context& context, const corpora::ImportRequest& request) {
  auto store = corpora::Store::open(context.settings.data.directory);
  if (!store) return fail(store.error());
  ProgressBar reading("importing", "rows", context.is_quiet);
  return corpora::run_import(*store, request, context.settings.import, [&](const corpora::ImportProgress& at) {
    reading.show({.done = at.bytes, .total = at.total_bytes, .count = at.rows});
  });
}

IndexCare care_of(const ImportFlags& flags) {
  return flags.leaves_index ? IndexCare::leave : flags.waits ? IndexCare::update_or_wait : IndexCare::update;
}

void add_counts(JsonText& json, const corpora::RunCounts& counts) {
  json.add("rows", counts.rows)
      .add("new", counts.added)
      .add("changed", counts.changed)
      .add("unchanged", counts.unchanged)
      .add("deleted", counts.deleted)
      .add("rejected", counts.rejected)
      .add("warnings", counts.warnings);
}

void print_json(const corpora::ImportReport& report, const IndexOutcome& index, double seconds) {
  JsonText json;
  json.begin_object();
  add_counts(json, report.total);
  json.begin_object("sources");
  for (const auto& [source, counts] : report.by_source) {
    json.begin_object(source);
    add_counts(json, counts);
    json.end_object();
  }
  json.end_object();
  json.begin_object("actors");
  add_counts(json, report.actors);
  json.end_object().begin_array("file_errors");
  for (const Error& error : report.file_errors) json.item(to_text(error));
  json.end_array().begin_array("first_rejected");
  for (const Error& error : report.first_rejected) json.item(to_text(error));
  json.end_array();
  if (index.update) json.add("indexed", index.update->documents);
  json.add("index_left_to_other", index.is_left_to_other).add("seconds", seconds).end_object().print();
}

void print_text(const corpora::ImportReport& report) {
  const corpora::RunCounts& counts = report.total;
  fmt::print("{} rows: {} new, {} changed, {} unchanged, {} deleted, {} rejected\n", counts.rows, counts.added,
             counts.changed, counts.unchanged, counts.deleted, counts.rejected);
  if (report.actors.rows > 0)
    fmt::print("{} actors put together: {} new, {} changed, {} unchanged, {} deleted\n", report.actors.rows,
               report.actors.added, report.actors.changed, report.actors.unchanged, report.actors.deleted);
}

void talk(const Context& context, const corpora::ImportReport& report, const IndexOutcome& index) {
  for (const Error& error : report.file_errors) say(context, "not read: " + to_text(error));
  for (const Error& error : report.first_rejected) say(context, "rejected: " + to_text(error));
  if (report.total.rejected > 0)
    say(context, fmt::format("{} rows lie in the quarantine: kohtaamo-indexer quarantine list", report.total.rejected));
  if (index.is_left_to_other)
    say(context, "another program writes the index and will apply the changes; --wait waits for that");
}

int exit_code_of(const corpora::ImportReport& report) {
  if (!report.file_errors.empty()) return config::error_row(report.file_errors.front().code).exit_code;
  return report.total.rejected > 0 ? finished_with_rejects : success;
}

Result<int> run(const Context& context, const ImportFlags& flags) {
  const auto began = std::chrono::steady_clock::now();
  const auto request = request_of(flags);
  if (!request) return fail(request.error());
  const auto report = import_files(context, *request);
  if (!report) return fail(report.error());
  const auto updated = bring_index_up(context, care_of(flags));
  // What the store took is told also when the index then fails.
  const IndexOutcome index = updated.value_or(IndexOutcome{});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  talk(context, *report, index);
  if (context.as_json)
    print_json(*report, index, took.count());
  else
    print_text(*report);
  if (!updated) return fail(updated.error());
  return exit_code_of(*report);
}

}  // namespace

void add_import(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand(
      "import",
      "read files into the store, then bring the index up to it\n\n"
      "Rows that are no records go to the quarantine, and the rest is taken; the exit code is then 3.\n"
      "Importing the same files again changes nothing.\n\n"
      "  kohtaamo-indexer import --data data --format jsonl needs.jsonl innovations.jsonl.gz\n"
      "  kohtaamo-indexer import --data data --format jsonl --profile cordis-projects projects.jsonl.gz\n");
  auto flags = std::make_shared<ImportFlags>();
  command->add_option("files", flags->files, "files to read, also gzipped; - is stdin")->required();
  std::vector<std::string> formats;
  for (const corpora::ImportFormat& format : corpora::import_formats()) formats.emplace_back(format.name);
  command->add_option("--format", flags->format, fmt::format("one of {}", fmt::join(formats, ", ")))->type_name("NAME");
  command->add_option("--profile", flags->profile, "how foreign rows become records: a name or a file")
      ->type_name("NAME");
  command->add_option("--source", flags->source, "of the records, in the place of the one that the profile names")
      ->type_name("NAME");
  command->add_option("--licence", flags->licence, "of records that do not tell theirs (SPDX)")->type_name("NAME");
  command->add_option("--encoding", flags->encoding, "of CSV: utf-8 or cp1252")->type_name("NAME");
  command->add_option("--today", flags->today, "what relative dates of samples count from")->type_name("DATE");
  command->add_flag("--complete", flags->is_complete, "the files are all there is of their sources: erase the rest");
  command->add_flag("--allow-shrink", flags->may_shrink, "also when a source loses much of what it had, or all");
  command->add_flag("--no-index", flags->leaves_index, "change the store alone");
  command->add_flag("--wait", flags->waits, "wait until a server that writes the index has applied everything");
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
