// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// line_reader.h — the lines of a byte stream, in bounded memory.
//
// Gives   each line without its end ("\n" or "\r\n") and its number from 1; a byte order mark is dropped.
//         Of a line over the limit only the beginning comes, marked; the rest is read past.
// Threads one a thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/import/byte_stream.h"

namespace kohtaamo::corpora {

struct Line {
  std::string_view text{};  // until the next call
  std::int64_t number = 0;
  bool is_too_long = false;
};

class LineReader {
 public:
  LineReader(ByteStream& bytes, std::size_t max_line_bytes);
  config::Result<std::optional<Line>> next();  // nothing at the end

 private:
  config::Result<bool> fill();  // false at the end
  void keep(std::string_view piece);

  ByteStream& bytes_;
  std::size_t max_line_bytes_;
  std::vector<char> piece_;
  std::string_view left_{};  // of the piece
  std::string line_{};
  bool is_too_long_ = false;
  std::int64_t number_ = 0;
};

}  // namespace kohtaamo::corpora
