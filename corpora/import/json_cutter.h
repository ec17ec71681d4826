// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// json_cutter.h — cuts the rows out of JSON documents as they stream by, one document after another.
//
// Given   the bytes in pieces, and the paths where rows lie: "hits.hits.*._source", "grants.*".
// Gives   each object at such a path as it stands, with the line where it begins. "*" is any element
//         of a list, "?" any member of an object that is named by an id (it has a digit), "." a document in which no
//         other path gave a row.
// Fails   with what the sink fails with, or bad_json when a document has no end.
// Never   keeps more than one row, nor more of it than `max_bytes`. A row that is broken within does
//         not stop those after it, as long as its brackets close.
// Threads one a thread.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"

namespace kohtaamo::corpora {

struct CutRow {
  std::string_view json{};
  std::int64_t line = 0;
  bool is_too_long = false;  // only its beginning came
};

class JsonCutter {
 public:
  using Sink = std::function<config::Result<void>(const CutRow&)>;

  JsonCutter(const std::vector<std::string>& paths, std::size_t max_bytes, Sink sink);
  config::Result<void> take(std::string_view piece);
  config::Result<void> finish(const std::string& name) const;

 private:
  struct Level {  // an object or a list that has begun
    bool is_list = false;
    std::string key{};  // of the member at hand
  };
  using Path = std::vector<std::string>;

  config::Result<void> take(char c);
  config::Result<void> open(char c);
  config::Result<void> close();
  void take_in_string(char c);
  bool is_row_here() const;
  bool fits(const Path& path) const;
  void keep(char c);

  std::vector<Path> paths_{};
  bool takes_documents_ = false;  // "." is among the paths
  std::size_t max_bytes_;
  Sink sink_;
  std::vector<Level> levels_{};
  std::string row_{}, document_{}, string_{};
  std::size_t row_depth_ = 0;      // of brackets within the row; 0: outside of rows
  std::size_t levels_beyond_ = 0;  // within a row that is nested deeper than levels are kept of
  std::int64_t line_ = 1, row_line_ = 0, document_line_ = 0;
  bool is_in_string_ = false, is_escaped_ = false, is_row_too_long_ = false, has_rows_ = false;
};

}  // namespace kohtaamo::corpora
