// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace kohtaamo::corpora {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t piece_bytes = 64 * 1024;

// What libarchive draws its bytes from.
struct Source {
  ByteStream* bytes = nullptr;
  std::vector<char> piece = std::vector<char>(piece_bytes);
  std::optional<Error> error{};
  std::uint64_t drawn = 0;
};

la_ssize_t draw(struct archive*, void* from, const void** piece) {
  Source& source = *static_cast<Source*>(from);
  auto came = source.bytes->read(source.piece);
  if (!came) {
    source.error = std::move(came.error());
    return -1;
  }
  *piece = source.piece.data();
  source.drawn += *came;
  return static_cast<la_ssize_t>(*came);
}

Error error_of(struct archive* archive, const Source& source) {
  if (source.error) return *source.error;
  const char* said = archive_error_string(archive);
  return {ErrorCode::bad_request, std::string("the archive is broken: ") + (said ? said : "unknown reason"),
          source.bytes->name};
}

// A few bytes that unpack to very many are no data of anybody's.
bool is_bomb(std::uint64_t unpacked, std::uint64_t packed) {
  constexpr std::uint64_t suspicious = 64 << 20, most_times = 1'000;
  return unpacked > suspicious && unpacked / most_times > packed;
}

// All of one file, or its beginning.
Result<ArchivedFile> read_file(struct archive* archive, const Source& source, std::size_t max_bytes,
                               std::string& bytes) {
  ArchivedFile file;
  std::vector<char> piece(piece_bytes);
  bytes.clear();
  while (true) {
    const la_ssize_t came = archive_read_data(archive, piece.data(), piece.size());
    if (came < 0) return fail(error_of(archive, source));
    if (came == 0) break;
    const std::size_t kept = std::min(static_cast<std::size_t>(came), max_bytes - bytes.size());
    file.is_too_long = file.is_too_long || kept < static_cast<std::size_t>(came);
    bytes.append(piece.data(), kept);
    if (file.is_too_long) break;  // the next header skips the rest
  }
  file.bytes = bytes;
  return file;
}

}  // namespace

Result<void> read_archive(ByteStream& bytes, std::size_t max_file_bytes,
                          const std::function<Result<void>(const ArchivedFile&)>& sink) {
  const std::unique_ptr<struct archive, int (*)(struct archive*)> archive(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(archive.get());
  archive_read_support_format_zip(archive.get());
  archive_read_support_format_raw(archive.get());
  Source source{.bytes = &bytes};
  if (archive_read_open(archive.get(), &source, nullptr, draw, nullptr) != ARCHIVE_OK)
    return fail(error_of(archive.get(), source));
  std::string content;
  std::uint64_t unpacked = 0;
  while (true) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive.get(), &entry);
    if (status == ARCHIVE_EOF) return {};
    if (status < ARCHIVE_WARN) return fail(error_of(archive.get(), source));
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    auto file = read_file(archive.get(), source, max_file_bytes, content);
    if (!file) return fail(std::move(file.error()));
    unpacked += file->bytes.size();
    if (is_bomb(unpacked, source.drawn))
      return fail(ErrorCode::bad_request, "the archive unpacks to more than a thousand times its size", bytes.name);
    const char* name = archive_entry_pathname(entry);
    if (archive_format(archive.get()) != ARCHIVE_FORMAT_RAW && name) file->name = name;
    if (auto taken = sink(*file); !taken) return taken;
  }
}

}  // namespace kohtaamo::corpora
