// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// backup.h — a copy of what cannot be made anew: the store, the vocabularies, the declared sources, the secret of the
// keys.
//
// Given   a data directory, while others may read and write it; a folder that is not there yet.
// Gives   the folder, with store.sqlite as it was at one moment, vocabulary/, sources.toml, keys.pepper, and
//         manifest.json, which has the size and the hash (hash.h) of each file. The index is derived and not in it.
// Fails   cannot_write, disk_full; store_unavailable for a store, and bad_record for a backup, that is damaged;
//         conflict where something is there already. Each names the file.
// Never   leaves half a backup under the name asked for; touches the data directory before every file of the backup
//         was found whole; puts a store in the place of another.
// Threads one.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/error.h"

namespace kohtaamo::corpora {

struct BackupFile {
  std::string name{};  // in the backup: "store.sqlite", "vocabulary/yso.ttl"
  std::int64_t bytes = 0;
  std::string hash{};
};

struct Backup {
  std::string made_at{};  // UTC timestamp
  std::int64_t records = 0, last_seq = 0;
  std::vector<BackupFile> files{};
};

config::Result<Backup> write_backup(const std::string& data_directory, const std::string& folder);

// Every file by its hash, and the store by SQLite's own check.
config::Result<Backup> check_backup(const std::string& folder);

// Makes the data directory where there is none. The store comes last, under its name whole or not at all. What is made
// from a store can be taken away by `before_store`: it is called when all else is in its place, and its failure is the
// end.
config::Result<Backup> restore_backup(
    const std::string& folder, const std::string& data_directory,
    const std::function<config::Result<void>()>& before_store = [] { return config::Result<void>(); });

}  // namespace kohtaamo::corpora
