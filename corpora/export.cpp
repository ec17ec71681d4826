// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/export.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "config/json.h"
#include "corpora/import/cell_text.h"

namespace kohtaamo::corpora {
namespace {

using config::fail;
using config::JsonValue;
using config::Result;

constexpr std::int64_t page_records = 500;

// Gives each record of the filter to `take`; returns how many there were.
Result<std::int64_t> each_record(Store& store, const RecordFilter& filter,
                                 const std::function<Result<void>(const StoredRecord&)>& take) {
  std::int64_t count = 0;
  for (RecordId after;;) {
    auto page = store.records_after(after, filter, page_records);
    if (!page) return fail(std::move(page.error()));
    if (page->empty()) return count;
    for (const StoredRecord& record : *page) {
      if (auto taken = take(record); !taken) return fail(std::move(taken.error()));
      ++count;
    }
    after = page->back().id;
  }
}

std::string text_of(const JsonValue& value) {
  return value.IsString() ? std::string(config::string_of(value)) : config::json_text(value);
}

bool is_list_of_texts(const JsonValue& value) {
  return value.IsArray() &&
         std::ranges::all_of(value.GetArray(), [](const JsonValue& item) { return item.IsString(); });
}

std::string list_cell(const JsonValue& list) {
  std::vector<std::string> items;
  for (const JsonValue& item : list.GetArray()) items.push_back(text_of(item));
  return joined_cell(items);
}

using Cells = std::map<std::string, std::string>;

void flatten(const JsonValue& value, const std::string& name, Cells& cells) {
  const std::string inside = name.empty() ? name : name + ".";
  if (value.IsObject() && value.ObjectEmpty()) {
    cells[name] = "{}";
  } else if (value.IsObject()) {
    for (const auto& member : value.GetObject())
      flatten(member.value, inside + std::string(config::string_of(member.name)), cells);
  } else if (is_list_of_texts(value)) {
    cells[name] = list_cell(value);
  } else if (value.IsArray()) {
    std::size_t index = 0;
    for (const JsonValue& item : value.GetArray()) flatten(item, inside + std::to_string(index++), cells);
  } else if (!value.IsNull()) {
    cells[name] = text_of(value);
  }
}

Result<Cells> cells_of(std::string_view record) {
  auto json = config::parse_json(record);
  if (!json) return fail(std::move(json.error()));
  Cells cells;
  flatten(*json, {}, cells);
  return cells;
}

// RFC 4180; a blank at either end would else be lost on the way back.
std::string quoted(const std::string& text) {
  const bool has_blank_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!has_blank_end && text.find_first_of(",;\"\r\n\t") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

// The two that name a record come first, the others in the order of their names.
constexpr std::ptrdiff_t first_columns = 2;
std::vector<std::string> ordered(const std::set<std::string>& names) {
  std::vector<std::string> columns{"id", "type"};
  for (const std::string& name : names)
    if (name != "id" && name != "type") columns.push_back(name);
  return columns;
}

// The cells in the order of the columns. Most of a thousand columns are empty in most records, and cost a comma.
std::string line_of(const Cells& cells, const std::vector<std::string>& columns) {
  std::string line;
  auto next = cells.begin();
  for (const std::string& column : columns) {
    const bool is_in_order = &column - columns.data() >= first_columns;
    if (is_in_order)
      while (next != cells.end() && next->first < column) ++next;
    const auto cell = is_in_order ? next : cells.find(column);
    if (cell != cells.end() && cell->first == column) line.append(quoted(guarded_cell(cell->second)));
    line.push_back(',');
  }
  line.pop_back();
  return line + "\r\n";
}

}  // namespace

Result<std::int64_t> export_jsonl(Store& store, const RecordFilter& filter, const TextSink& sink) {
  return each_record(store, filter, [&](const StoredRecord& record) { return sink(record.json + "\n"); });
}

std::string table_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line.append(quoted(guarded_cell(cell))).push_back(',');
  line.pop_back();
  return line + "\r\n";
}

Result<void> write_table(const JsonSource& records, const TextSink& sink) {
  std::set<std::string> names;
  auto looked = records([&](std::string_view record) -> Result<void> {
    auto cells = cells_of(record);
    if (!cells) return fail(std::move(cells.error()));
    for (const auto& [name, text] : *cells) names.insert(name);
    return {};
  });
  if (!looked) return looked;
  const std::vector<std::string> columns = ordered(names);
  if (auto written = sink(table_line(columns)); !written) return written;
  return records([&](std::string_view record) -> Result<void> {
    const auto cells = cells_of(record);
    if (!cells) return fail(cells.error());
    return sink(line_of(*cells, columns));
  });
}

Result<std::int64_t> export_csv(Store& store, const RecordFilter& filter, const TextSink& sink) {
  std::int64_t count = 0;
  const JsonSource records = [&](const auto& take) -> Result<void> {
    auto counted = each_record(store, filter, [&](const StoredRecord& record) { return take(record.json); });
    if (!counted) return fail(std::move(counted.error()));
    count = *counted;
    return {};
  };
  if (auto written = write_table(records, sink); !written) return fail(std::move(written.error()));
  return count;
}

}  // namespace kohtaamo::corpora
