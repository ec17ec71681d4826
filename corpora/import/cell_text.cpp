// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/cell_text.h"

namespace kohtaamo::corpora {
namespace {

constexpr std::string_view formula_begins = "=+-@\t\r";

// A ' of its own is guarded as well, so that what is read is always what was written.
bool is_guarded_at(std::string_view text) {
  return !text.empty() && (text[0] == '\'' || formula_begins.find(text[0]) != std::string_view::npos);
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? std::string{} : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

std::string guarded_cell(std::string_view text) {
  return is_guarded_at(text) ? "'" + std::string(text) : std::string(text);
}

std::string unguarded_cell(std::string_view cell) {
  return std::string(cell.starts_with('\'') && is_guarded_at(cell.substr(1)) ? cell.substr(1) : cell);
}

std::string joined_cell(const std::vector<std::string>& items) {
  std::string cell;
  for (const std::string& item : items) {
    if (!cell.empty()) cell.push_back('|');
    for (const char c : item) {
      if (c == '|' || c == '\\') cell.push_back('\\');
      cell.push_back(c);
    }
  }
  return cell;
}

std::vector<std::string> split_cell(std::string_view cell) {
  std::vector<std::string> items(1);
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const bool is_escaped = cell[at] == '\\' && at + 1 < cell.size() && (cell[at + 1] == '|' || cell[at + 1] == '\\');
    if (is_escaped)
      items.back().push_back(cell[++at]);
    else if (cell[at] == '|')
      items.emplace_back();
    else
      items.back().push_back(cell[at]);
  }
  for (std::string& item : items) item = trimmed(item);
  std::erase(items, "");
  return items;
}

}  // namespace kohtaamo::corpora
