// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_copy.h — the store as it is at one moment, in a file of its own.
//
// Given   a data directory; the path of a file that is not there yet.
// Gives   the copy, compact and without a log beside it. Others may write meanwhile: what they begin after us is
//         not in it, and what they had acknowledged before is.
// Fails   store_unavailable without a store or with a damaged one; disk_full, cannot_write.
// Never   says that it is on disk: whoever keeps it syncs it.
// Threads one.

#include <string>

#include "config/error.h"

namespace kohtaamo::corpora {

config::Result<void> copy_store(const std::string& data_directory, const std::string& path);

std::string store_path(const std::string& data_directory);

}  // namespace kohtaamo::corpora
