// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/json_cutter.h"

#include <algorithm>

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t most_key_bytes = 256;
constexpr std::size_t most_levels = 256;  // past them the reader of JSON would refuse anyway

std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps;
  while (true) {
    const std::size_t dot = path.find('.');
    steps.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return steps;
    path.remove_prefix(dot + 1);
  }
}

// Members have names of letters; an id that names an object has a digit somewhere.
bool is_id(std::string_view key) {
  return std::ranges::any_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

JsonCutter::JsonCutter(const std::vector<std::string>& paths, std::size_t max_bytes, Sink sink)
    : max_bytes_(max_bytes), sink_(std::move(sink)) {
  for (const std::string& path : paths)
    if (path == ".")
      takes_documents_ = true;
    else
      paths_.push_back(steps_of(path));
}

Result<void> JsonCutter::take(std::string_view piece) {
  for (const char c : piece) {
    if (auto taken = take(c); !taken) return taken;
    line_ += c == '\n' ? 1 : 0;
  }
  return {};
}

Result<void> JsonCutter::finish(const std::string& name) const {
  if (!levels_.empty() || row_depth_ > 0)
    return fail(ErrorCode::bad_json, "the document has no end; the rows before were read", name);
  return {};
}

Result<void> JsonCutter::take(char c) {
  if (is_in_string_) {
    take_in_string(c);
    return {};
  }
  if (c == '{' || c == '[') return open(c);
  if (c == '}' || c == ']') {
    keep(c);
    return close();
  }
  if (!levels_.empty() || row_depth_ > 0) keep(c);
  is_in_string_ = c == '"' && !levels_.empty();
  if (row_depth_ == 0 && is_in_string_) string_.clear();
  if (row_depth_ == 0 && c == ':' && !levels_.empty() && !levels_.back().is_list) levels_.back().key = string_;
  return {};
}

void JsonCutter::take_in_string(char c) {
  keep(c);
  is_in_string_ = is_escaped_ || c != '"';
  is_escaped_ = !is_escaped_ && c == '\\';
  if (row_depth_ == 0 && is_in_string_ && string_.size() < most_key_bytes) string_.push_back(c);
}

Result<void> JsonCutter::open(char c) {
  if (levels_.size() >= most_levels &&
      (row_depth_ > 0 || takes_documents_)) {  // the reader of this row refuses it, and the next is read
    ++levels_beyond_;
    keep(c);
    return {};
  }
  if (levels_.size() >= most_levels) return fail(ErrorCode::bad_json, "the document is nested too deep");
  if (levels_.empty()) {
    document_line_ = line_;
    has_rows_ = false;
  }
  if (row_depth_ == 0 && c == '{' && is_row_here()) {
    row_.clear();
    is_row_too_long_ = false;
    row_line_ = line_;
    row_depth_ = levels_.size() + 1;
  }
  levels_.push_back({.is_list = c == '['});
  keep(c);
  return {};
}

Result<void> JsonCutter::close() {
  if (levels_.empty()) return {};  // a bracket too many
  if (levels_beyond_ > 0) {
    --levels_beyond_;
    return {};
  }
  levels_.pop_back();
  if (row_depth_ > 0 && levels_.size() < row_depth_) {
    row_depth_ = 0;
    has_rows_ = true;
    return sink_({.json = row_, .line = row_line_, .is_too_long = is_row_too_long_});
  }
  if (!levels_.empty() || !takes_documents_) return {};
  const std::string document = std::exchange(document_, {});
  if (has_rows_ || !document.starts_with('{')) return {};
  return sink_({.json = document, .line = document_line_, .is_too_long = document.size() >= max_bytes_});
}

bool JsonCutter::is_row_here() const {
  return std::ranges::any_of(paths_, [&](const Path& path) { return fits(path); });
}

bool JsonCutter::fits(const Path& path) const {
  if (path.size() != levels_.size()) return false;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const Level& level = levels_[at];
    const bool is_good =
        level.is_list ? path[at] == "*" : path[at] == level.key || (path[at] == "?" && is_id(level.key));
    if (!is_good) return false;
  }
  return true;
}

void JsonCutter::keep(char c) {
  if (row_depth_ > 0) {
    if (row_.size() < max_bytes_)
      row_.push_back(c);
    else
      is_row_too_long_ = true;
  }
  if (takes_documents_ && !has_rows_ && row_depth_ == 0 && document_.size() < max_bytes_) document_.push_back(c);
}

}  // namespace kohtaamo::corpora
