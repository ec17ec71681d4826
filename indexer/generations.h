// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// generations.h — the folders of an index, and which of them is served.
//
//   <data>/index/gen-0007/     a glass database: one generation
//   <data>/index/current       a stub file that names it ("auto gen-0007"): Xapian opens it like a database
//
// Given   the data directory.
// Gives   paths; a new empty generation; the switch to it.
// Fails   cannot_write, disk_full, index_unavailable with the path.
// Never   leaves the reader without an index: publishing is one rename, after fsync.
// Threads one publisher at a time (it holds the writer's lock); readers at any time.

#include <cstdint>
#include <string>

#include "config/error.h"

namespace kohtaamo::indexer {

std::string index_directory(const std::string& data_directory);
std::string current_stub(const std::string& data_directory);

// The name of the served generation ("gen-0007"); index_unavailable when there is none yet.
config::Result<std::string> current_generation(const std::string& data_directory);

// The same for asking again and again: the stub is read only when another file stands in its place.
// One thread at a time.
class ServedGeneration {
 public:
  config::Result<std::string> name(const std::string& data_directory);

 private:
  struct Stamp {
    std::uint64_t inode = 0;
    std::int64_t seconds = 0, nanoseconds = 0;  // when it was written
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp_{};
  std::string name_{};
};

// A name not used so far; its folder is not made.
config::Result<std::string> next_generation(const std::string& data_directory);

// Makes `generation` the served one: fsync, write the stub beside, rename, fsync the folder.
config::Result<void> publish(const std::string& data_directory, const std::string& generation);

// Deletes what is neither served nor among the `keep` newest before it, and what a killed rebuild left.
config::Result<void> remove_old_generations(const std::string& data_directory, std::size_t keep);

}  // namespace kohtaamo::indexer
