// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/line_reader.h"

#include <algorithm>

namespace kohtaamo::corpora {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(ByteStream& bytes, std::size_t max_line_bytes)
    : bytes_(bytes), max_line_bytes_(max_line_bytes), piece_(piece_bytes) {}

config::Result<bool> LineReader::fill() {
  auto came = bytes_.read(piece_);
  if (!came) return config::fail(std::move(came.error()));
  left_ = std::string_view(piece_.data(), *came);
  return *came > 0;
}

void LineReader::keep(std::string_view piece) {
  const std::size_t room = max_line_bytes_ - std::min(max_line_bytes_, line_.size());
  is_too_long_ = is_too_long_ || piece.size() > room;
  line_.append(piece.substr(0, room));
}

config::Result<std::optional<Line>> LineReader::next() {
  line_.clear();
  is_too_long_ = false;
  bool is_something = false, is_ended = false;
  while (!is_ended) {
    if (left_.empty()) {
      auto filled = fill();
      if (!filled) return config::fail(std::move(filled.error()));
      if (!*filled) break;
    }
    is_something = true;
    const std::size_t end = left_.find('\n');
    is_ended = end != std::string_view::npos;
    keep(left_.substr(0, end));
    left_.remove_prefix(is_ended ? end + 1 : left_.size());
  }
  if (!is_something) return std::optional<Line>{};
  ++number_;
  std::string_view text = line_;
  if (number_ == 1 && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.ends_with('\r')) text.remove_suffix(1);
  return Line{.text = text, .number = number_, .is_too_long = is_too_long_};
}

}  // namespace kohtaamo::corpora
