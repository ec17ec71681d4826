// SPDX-License-Identifier: GPL-3.0-or-later
// check.cpp — the command `check`.
#include "indexer/check.h"

#include <fmt/format.h>

#include "indexer/commands/command.h"
#include "indexer/pipeline.h"

namespace kohtaamo::indexer {
namespace {

using config::fail;
using config::Result;

void print_json(const CheckReport& report) {
  JsonText json;
  json.begin_object()
      .add("records", report.records)
      .add("documents", report.documents)
      .add("quarantined", report.quarantined)
      .add("last_seq", report.last_seq)
      .add("indexed_seq", report.indexed_seq)
      .begin_array("complaints");
  for (const std::string& complaint : report.complaints) json.item(complaint);
  json.end_array().end_object().print();
}

void print_text(const CheckReport& report) {
  fmt::print("records      {}\ndocuments    {}\nquarantined  {}\nchanges      {}, of them in the index {}\n",
             report.records, report.documents, report.quarantined, report.last_seq, report.indexed_seq);
  for (const std::string& complaint : report.complaints) fmt::print("complaint    {}\n", complaint);
  if (report.complaints.empty()) fmt::print("no complaints\n");
}

Result<int> run_check(const Context& context) {
  const auto pipeline = Pipeline::make(context.settings);
  if (!pipeline) return fail(pipeline.error());
  const auto report = check(context.settings.data.directory, (*pipeline)->fingerprint);
  if (!report) return fail(report.error());
  if (context.as_json)
    print_json(*report);
  else
    print_text(*report);
  return report->complaints.empty() ? success : has_complaints;
}

}  // namespace

void add_check(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("check",
                                     "compare store and index, and let SQLite and Xapian check their files\n\n"
                                     "Exit code 1 when there is anything to complain about.\n\n"
                                     "  kohtaamo-indexer check --data data\n"
                                     "  kohtaamo-indexer check --data data --json\n");
  command->callback([&chosen] { chosen.work = run_check; });
}

}  // namespace kohtaamo::indexer
