// SPDX-License-Identifier: GPL-3.0-or-later
// backup.cpp — the commands `backup create`, `backup verify` and `restore`.
#include "corpora/backup.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <numeric>

#include "corpora/durable_files.h"
#include "indexer/commands/command.h"
#include "indexer/commands/update_index.h"
#include "indexer/generations.h"

namespace kohtaamo::indexer {
namespace {

using config::fail;
using config::Result;
using corpora::Backup;

std::int64_t bytes_of(const Backup& backup) {
  return std::accumulate(backup.files.begin(), backup.files.end(), std::int64_t{0},
                         [](std::int64_t sum, const corpora::BackupFile& file) { return sum + file.bytes; });
}

int print(const Context& context, const Backup& backup) {
  if (context.as_json)
    JsonText()
        .begin_object()
        .add("made_at", backup.made_at)
        .add("records", backup.records)
        .add("last_seq", backup.last_seq)
        .add("files", static_cast<std::int64_t>(backup.files.size()))
        .add("bytes", bytes_of(backup))
        .end_object()
        .print();
  else
    fmt::print("{} records, {} files, {} bytes, made {}\n", backup.records, backup.files.size(), bytes_of(backup),
               backup.made_at);
  return success;
}

Result<int> create(const Context& context, const std::string& folder) {
  const auto backup = corpora::write_backup(context.settings.data.directory, folder);
  if (!backup) return fail(backup.error());
  return print(context, *backup);
}

Result<int> verify(const Context& context, const std::string& folder) {
  const auto backup = corpora::check_backup(folder);
  if (!backup) return fail(backup.error());
  return print(context, *backup);
}

// What is left of an index counts changes of another store. It is gone for good before the store is there: whoever
// finds a store without an index makes one.
Result<void> drop_index(const std::string& data_directory) {
  const std::string index = index_directory(data_directory);
  std::error_code error;
  std::filesystem::remove_all(index, error);
  if (error) return fail(config::ErrorCode::cannot_write, error.message(), index);
  return corpora::sync_path(data_directory);
}

Result<int> restore(const Context& context, const std::string& folder) {
  const std::string& data_directory = context.settings.data.directory;
  const auto backup = corpora::restore_backup(folder, data_directory, [&] { return drop_index(data_directory); });
  if (!backup) return fail(backup.error());
  const auto pipeline = Pipeline::make(context.settings);
  if (!pipeline) return fail(pipeline.error());
  const auto update = update_index(context, **pipeline);
  if (!update) return fail(update.error());
  say(context, fmt::format("{} documents built", update->documents));
  return print(context, *backup);
}

}  // namespace

void add_backup(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("backup",
                                     "copy what cannot be made anew, while everything goes on\n\n"
                                     "  kohtaamo-indexer backup create --data data /backups/monday\n"
                                     "  kohtaamo-indexer backup verify /backups/monday\n");
  command->require_subcommand(1);
  auto folder = std::make_shared<std::string>();
  auto* creating = command->add_subcommand("create",
                                           "copy store, vocabularies and the secret of the keys into a new folder\n\n"
                                           "  kohtaamo-indexer backup create --data data /backups/monday\n"
                                           "  kohtaamo-indexer backup create --data data /backups/monday --json\n");
  creating->add_option("FOLDER", *folder, "where to; it must not be there yet")->required();
  creating->callback(
      [&chosen, folder] { chosen.work = [folder](const Context& context) { return create(context, *folder); }; });
  auto* verifying = command->add_subcommand("verify",
                                            "read a backup whole and say whether it is as it was made\n\n"
                                            "  kohtaamo-indexer backup verify /backups/monday\n"
                                            "  kohtaamo-indexer backup verify /backups/monday --json\n");
  verifying->add_option("FOLDER", *folder, "the backup")->required();
  verifying->callback(
      [&chosen, folder] { chosen.work = [folder](const Context& context) { return verify(context, *folder); }; });
}

void add_restore(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("restore",
                                     "bring back a backup into a data folder without a store, and build its index\n\n"
                                     "  kohtaamo-indexer restore --data data /backups/monday\n"
                                     "  kohtaamo-indexer restore --data data /backups/monday --json\n");
  auto folder = std::make_shared<std::string>();
  command->add_option("FOLDER", *folder, "the backup")->required();
  command->callback(
      [&chosen, folder] { chosen.work = [folder](const Context& context) { return restore(context, *folder); }; });
}

}  // namespace kohtaamo::indexer
