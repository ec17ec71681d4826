// SPDX-License-Identifier: GPL-3.0-or-later
// JSON Lines, and one JSON array of objects. An array is cut into its elements without reading it whole.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "corpora/import/line_reader.h"
#include "corpora/import/relative_dates.h"
#include "corpora/import/rows.h"

namespace kohtaamo::corpora {

using config::ErrorCode;
using config::fail;
using config::Result;

Row too_long_row(std::int64_t line, std::string_view beginning, std::size_t max_line_bytes) {
  return {.json = fail(ErrorCode::payload_too_large,
                       fmt::format("longer than {} bytes (import.max_line_bytes)", max_line_bytes)),
          .line = line,
          .raw = beginning};
}

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view before_text = " \t\r\n\xEF\xBB\xBF";  // a byte order mark, too
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

using Parse = std::function<Result<config::JsonDocument>(std::string_view)>;

bool is_blank(std::string_view text) { return text.find_first_not_of(white_space) == std::string_view::npos; }

// Cuts the elements out of an array, however its lines are broken.
class ArrayCutter {
 public:
  ArrayCutter(const Parse& parse, const RowSink& sink, std::size_t max_bytes)
      : parse_(parse), sink_(sink), max_bytes_(max_bytes) {}

  Result<void> take(std::string_view piece) {
    for (const char c : piece) {
      if (auto taken = take(c); !taken) return taken;
      line_ += c == '\n' ? 1 : 0;
    }
    return {};
  }

  // What stands after the last bracket, or an array without one.
  Result<void> finish(const std::string& name) {
    if (auto given = give(); !given) return given;
    if (depth_ != 0) return fail(ErrorCode::bad_json, "the array has no end; the elements before were read", name);
    return {};
  }

 private:
  Result<void> take(char c) {
    if (is_in_string_) {
      keep(c);
      is_in_string_ = is_escaped_ || c != '"';
      is_escaped_ = !is_escaped_ && c == '\\';
      return {};
    }
    const bool is_opening = c == '[' || c == '{', is_closing = c == ']' || c == '}';
    if (is_opening && depth_++ == 0) return {};
    if (is_closing && --depth_ <= 0) {
      depth_ = 0;
      return give();
    }
    if (c == ',' && depth_ == 1) return give();
    is_in_string_ = c == '"';
    keep(c);
    return {};
  }

  void keep(char c) {
    if (element_.empty()) {
      if (white_space.find(c) != std::string_view::npos) return;
      first_line_ = line_;
    }
    if (element_.size() < max_bytes_)
      element_.push_back(c);
    else
      is_too_long_ = true;
  }

  Result<void> give() {
    if (is_blank(element_)) return {};
    Result<void> taken = sink_(is_too_long_ ? too_long_row(first_line_, element_, max_bytes_)
                                            : Row{.json = parse_(element_), .line = first_line_, .raw = element_});
    element_.clear();
    is_too_long_ = false;
    return taken;
  }

  const Parse& parse_;
  const RowSink& sink_;
  std::size_t max_bytes_;
  std::string element_{};
  std::int64_t line_ = 1, first_line_ = 1;
  int depth_ = 0;
  bool is_in_string_ = false, is_escaped_ = false, is_too_long_ = false;
};

Result<void> read_array(ByteStream& bytes, const ReadOptions& options, const Parse& parse, const RowSink& sink) {
  ArrayCutter cutter(parse, sink, options.max_line_bytes);
  std::vector<char> piece(piece_bytes);
  while (true) {
    auto came = bytes.read(piece);
    if (!came) return fail(std::move(came.error()));
    if (*came == 0) return cutter.finish(bytes.name);
    if (auto taken = cutter.take({piece.data(), *came}); !taken) return taken;
  }
}

Result<void> read_lines(ByteStream& bytes, const ReadOptions& options, const Parse& parse, const RowSink& sink) {
  LineReader lines(bytes, options.max_line_bytes);
  while (true) {
    auto line = lines.next();
    if (!line) return fail(std::move(line.error()));
    if (!*line) return {};
    const auto& [text, number, is_too_long] = **line;
    if (is_blank(text)) continue;
    auto taken = sink(is_too_long ? too_long_row(number, text, options.max_line_bytes)
                                  : Row{.json = parse(text), .line = number, .raw = text});
    if (!taken) return taken;
  }
}

// The stream as if its first piece had not been read yet.
ByteStream replayed(const ByteStream& bytes, std::string_view first) {
  ByteStream again = bytes;
  again.read = [left = first, &bytes](std::span<char> to) mutable {
    if (left.empty()) return bytes.read(to);
    const std::size_t count = std::min(left.size(), to.size());
    std::copy_n(left.data(), count, to.data());
    left.remove_prefix(count);
    return Result<std::size_t>(count);
  };
  return again;
}

Result<void> read_json(ByteStream& bytes, const ReadOptions& options, const Parse& parse, const RowSink& sink) {
  std::vector<char> piece(piece_bytes);
  auto came = bytes.read(piece);
  if (!came) return fail(std::move(came.error()));
  const std::string_view first(piece.data(), *came);
  const std::size_t begin = first.find_first_not_of(before_text);
  const bool is_array = begin != std::string_view::npos && first[begin] == '[';
  ByteStream again =
      replayed(bytes, is_array && first.starts_with(byte_order_mark) ? first.substr(byte_order_mark.size()) : first);
  return is_array ? read_array(again, options, parse, sink) : read_lines(again, options, parse, sink);
}

}  // namespace

Result<void> read_jsonl(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  return read_json(
      bytes, options, [](std::string_view text) { return config::parse_json(text); }, sink);
}

Result<void> read_samples(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  return read_json(
      bytes, options,
      [today = options.today](std::string_view text) {
        return config::parse_json(resolve_relative_dates(text, today));
      },
      sink);
}

}  // namespace kohtaamo::corpora
