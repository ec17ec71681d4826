// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian_guard.h"

#include <cerrno>
#include <cstring>

namespace kohtaamo::indexer {

using config::ErrorCode;

config::Error to_error(const Xapian::Error& error, const std::string& path) {
  const std::string_view type = error.get_type();
  const char* system = error.get_error_string();
  std::string message = error.get_msg() + (system == nullptr ? "" : std::string(" (") + system + ")");
  if (type == "DatabaseLockError")
    return {ErrorCode::locked,
            "another program is writing the index: is a server or an indexer running on this folder?", path};
  if (message.find(std::strerror(ENOSPC)) != std::string::npos ||
      message.find(std::strerror(EFBIG)) != std::string::npos)
    return {ErrorCode::disk_full, message, path};
  if (type == "DatabaseVersionError")
    return {ErrorCode::index_foreign, message + "; make it anew with 'kohtaamo-indexer rebuild'", path};
  if (type == "DatabaseCorruptError")
    return {ErrorCode::index_unavailable,
            message + "; the store is whole: make the index anew with 'kohtaamo-indexer rebuild'", path};
  if (type == "DatabaseNotFoundError" || type == "DatabaseOpeningError" || type == "DatabaseClosedError")
    return {ErrorCode::index_unavailable, message + "; 'kohtaamo-indexer rebuild' makes a new index from the store",
            path};
  // A small build of a rebuild (DB_DANGEROUS) cannot take back a write that failed, and Xapian tells of that instead.
  if (type == "InvalidOperationError" && message.find("cancel()") != std::string::npos)
    return {ErrorCode::disk_full, "the new index cannot be written: is the disk full? The index that is served stays",
            path};
  return {ErrorCode::index_unavailable, std::string(type) + ": " + message, path};
}

}  // namespace kohtaamo::indexer
