// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/durable_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

tl::unexpected<config::Error> system_failure(const std::string& what, const std::string& path) {
  const int code = errno;
  return fail(code == ENOSPC ? ErrorCode::disk_full : ErrorCode::cannot_write, what + ": " + std::strerror(code), path);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Result<void> sync_path(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return system_failure("cannot open for fsync", path);
  const bool synced = ::fsync(fd) == 0;
  const auto failure = synced ? Result<void>{} : Result<void>(system_failure("fsync failed", path));
  ::close(fd);
  return failure;
}

Result<void> sync_files_of(const std::string& directory) {
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(directory, problem))
    if (entry.is_regular_file())
      if (auto ok = sync_path(entry.path().string()); !ok) return ok;
  if (problem) return fail(ErrorCode::cannot_write, problem.message(), directory);
  return sync_path(directory);
}

Result<void> write_durably(const std::string& path, const std::string& text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return system_failure("cannot write", path);
  const bool written = write_all(fd, text) && ::fsync(fd) == 0;
  const auto failure = written ? Result<void>{} : Result<void>(system_failure("cannot write", path));
  ::close(fd);
  return failure;
}

}  // namespace kohtaamo::corpora
