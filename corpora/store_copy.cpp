// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store_copy.h"

#include <filesystem>

#include "corpora/store_sqlite.h"

namespace kohtaamo::corpora {

using config::ErrorCode;
using config::fail;
using config::Result;

std::string store_path(const std::string& data_directory) { return data_directory + "/store.sqlite"; }

Result<void> copy_store(const std::string& data_directory, const std::string& path) {
  const std::string from = store_path(data_directory);
  if (std::error_code error; !std::filesystem::exists(from, error))
    return fail(ErrorCode::store_unavailable, "there is no store here", from);
  return sqlite::guarded([&] {
    sqlite::Connection connection(from, sqlite::Access::read_only);
    sqlite::Statement(connection, "VACUUM INTO ?1").run(path);
  });
}

}  // namespace kohtaamo::corpora
