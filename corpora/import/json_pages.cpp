// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents with their rows somewhere within: the profile says where.
#include <fmt/format.h>

#include <vector>

#include "corpora/import/json_cutter.h"
#include "corpora/import/json_pages.h"

namespace kohtaamo::corpora {

using config::ErrorCode;
using config::fail;
using config::Result;

Row row_of(const CutRow& cut, std::size_t max_bytes) {
  if (cut.is_too_long) return too_long_row(cut.line, cut.json, max_bytes);
  return {.json = config::parse_json(cut.json), .line = cut.line, .raw = cut.json};
}

Result<void> for_each_piece(ByteStream& bytes, const std::function<Result<void>(std::string_view)>& take) {
  std::vector<char> piece(64 * 1024);
  while (true) {
    auto came = bytes.read(piece);
    if (!came) return fail(std::move(came.error()));
    if (*came == 0) return {};
    if (auto taken = take({piece.data(), *came}); !taken) {
      if (taken.error().where.empty()) taken.error().where = bytes.name;
      return taken;
    }
  }
}

Result<void> read_json_pages(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  if (options.rows.empty())
    return fail(ErrorCode::usage, "a profile for JSON documents says with `rows` where its rows lie", "--profile");
  JsonCutter cutter(options.rows, options.max_line_bytes,
                    [&](const CutRow& cut) { return sink(row_of(cut, options.max_line_bytes)); });
  auto read = for_each_piece(bytes, [&](std::string_view piece) { return cutter.take(piece); });
  return read ? cutter.finish(bytes.name) : read;
}

}  // namespace kohtaamo::corpora
