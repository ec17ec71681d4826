// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// byte_stream.h — the bytes of a file, of stdin ("-") or of a text in memory, a piece at a time.
//
// Given   a path. What is gzipped is read unpacked.
// Gives   pieces of bytes until an empty one, and how far the reading has come.
// Fails   file_missing; bad_request for gzip that is broken or cut short.
// Threads one a thread.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::corpora {

struct ByteStream {
  std::string name{};                                                  // for places: "needs.jsonl", "stdin"
  std::uint64_t total_bytes = 0;                                       // of the file as it lies on disk; 0: unknown
  std::function<config::Result<std::size_t>(std::span<char>)> read{};  // how many bytes came; 0 at the end
  std::function<std::uint64_t()> position{};                           // of total_bytes
};

config::Result<ByteStream> open_bytes(const std::string& path);
// The text must outlive the stream. It may be gzipped, too.
ByteStream bytes_of_text(std::string name, std::string_view text);

}  // namespace kohtaamo::corpora
