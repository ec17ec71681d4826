// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// durable_files.h — files and folders that survive a loss of power.
//
// Given   a path.
// Gives   success only when what it says is on disk.
// Fails   disk_full, cannot_write, naming the path.
// Threads safe from everywhere, on different paths.

#include <string>

#include "config/error.h"

namespace kohtaamo::corpora {

config::Result<void> sync_path(const std::string& path);  // a file, or the names in a folder
config::Result<void> sync_files_of(const std::string& directory);

// In the place of what the file held; on disk, but for its name in the folder.
config::Result<void> write_durably(const std::string& path, const std::string& text);

}  // namespace kohtaamo::corpora
