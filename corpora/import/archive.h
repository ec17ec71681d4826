// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// archive.h — the files of a .zip, .tar or .tar.gz, one after another; a lone file is given as it is.
//
// Gives   each file with its name in the archive; folders and links are passed over.
// Fails   bad_request when the archive is broken or cut short.
// Never   writes anything to disk, or keeps more than `max_file_bytes` of a file.

#include <functional>
#include <string>
#include <string_view>

#include "config/error.h"
#include "corpora/import/byte_stream.h"

namespace kohtaamo::corpora {

struct ArchivedFile {
  std::string name{};        // empty: not in an archive
  std::string_view bytes{};  // valid during the call
  bool is_too_long = false;  // only its beginning came
};

config::Result<void> read_archive(ByteStream& bytes, std::size_t max_file_bytes,
                                  const std::function<config::Result<void>(const ArchivedFile&)>& sink);

}  // namespace kohtaamo::corpora
