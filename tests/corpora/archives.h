// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// archives.h — archives made in memory.

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <vector>

namespace kohtaamo::corpora {

struct Packed {
  static constexpr unsigned link_kind = AE_IFLNK, folder_kind = AE_IFDIR;
  std::string name{}, bytes{};
  unsigned kind = AE_IFREG;
  std::string link{};
};

inline std::string archived(const std::vector<Packed>& files, bool as_zip) {
  std::string made(64 << 20, '\0');
  std::size_t used = 0;
  struct archive* writer = archive_write_new();
  as_zip ? archive_write_set_format_zip(writer) : archive_write_set_format_pax_restricted(writer);
  archive_write_open_memory(writer, made.data(), made.size(), &used);
  for (const Packed& file : files) {
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, file.name.c_str());
    archive_entry_set_filetype(entry, file.kind);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(file.bytes.size()));
    if (!file.link.empty()) archive_entry_set_symlink(entry, file.link.c_str());
    archive_write_header(writer, entry);
    archive_write_data(writer, file.bytes.data(), file.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  made.resize(used);
  return made;
}

}  // namespace kohtaamo::corpora
