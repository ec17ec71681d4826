// SPDX-License-Identifier: GPL-3.0-or-later
// Tables: a header with dotted names, then a record a row. libcsv, in its strict mode, reads the cells.
#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <vector>

#include "corpora/import/cell_text.h"
#include "corpora/import/line_reader.h"
#include "corpora/import/record_shape.h"
#include "corpora/import/record_tree.h"
#include "corpora/import/rows.h"
#include "corpora/import/utf8.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t most_columns = 4096;  // ours have some hundred, when lists of partners are long
constexpr std::size_t most_cell_bytes = 1 << 20;

using Cells = std::vector<std::string>;

// The reader of cells of one row, which may go over several lines.
class CellReader {
 public:
  explicit CellReader(char delimiter) : delimiter_(delimiter) { begin(); }
  ~CellReader() { csv_free(&parser_); }
  CellReader(const CellReader&) = delete;
  CellReader& operator=(const CellReader&) = delete;

  void begin() {
    csv_free(&parser_);
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
    cells.clear();
    is_whole = is_more_than_one = false;
  }

  // False: the quotation marks are wrong.
  bool take(std::string_view text) {
    const std::size_t taken = csv_parse(
        &parser_, text.data(), text.size(),
        [](void* cell, std::size_t size, void* self) {
          // A line of delimiters alone would take many times its size.
          if (auto& kept = static_cast<CellReader*>(self)->cells; kept.size() <= most_columns)
            kept.emplace_back(static_cast<const char*>(cell), size);
        },
        [](int, void* self) {
          auto& reader = *static_cast<CellReader*>(self);
          reader.is_more_than_one = reader.is_whole;
          reader.is_whole = true;
        },
        this);
    return taken == text.size();
  }

  Cells cells{};
  bool is_whole = false;
  bool is_more_than_one = false;  // a carriage return alone ends a row, too

 private:
  char delimiter_;
  csv_parser parser_{};  // all zero: nothing to free
};

// The character of the header line that most likely parts its cells.
char delimiter_of(std::string_view header) {
  constexpr std::array candidates{',', ';', '\t'};
  std::array<std::ptrdiff_t, candidates.size()> counts{};
  bool is_quoted = false;
  for (const char c : header) {
    is_quoted = is_quoted != (c == '"');
    const auto found = std::ranges::find(candidates, c);
    if (!is_quoted && found != candidates.end()) ++counts[static_cast<std::size_t>(found - candidates.begin())];
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Excel writes "sep=;" above the header, for itself.
std::optional<char> said_delimiter(std::string_view line) {
  const bool says = line.size() >= 5 && line.substr(1, 3) == "ep=" && (line[0] == 's' || line[0] == 'S');
  return says && is_blank(line.substr(5)) ? std::optional(line[4]) : std::nullopt;
}

std::string pointer_of(std::string name) {
  std::ranges::replace(name, '.', '/');
  return "/" + name;
}

std::optional<std::string> fault_of(const std::string& cell) {
  if (cell.size() > most_cell_bytes) return fmt::format("a cell of more than {} bytes", most_cell_bytes);
  if (cell.find('\0') != std::string::npos) return "a NUL byte";
  if (const auto at = find_bad_utf8(cell))
    return fmt::format("byte {} of the cell is not UTF-8; a table of older Excel is read with --encoding cp1252",
                       *at + 1);
  return std::nullopt;
}

// A table from its header on: turns the cells of a row into JSON.
class Table {
 public:
  Table(Cells header, bool keep_cells) : header_(std::move(header)), keep_cells_(keep_cells) {}

  bool is_header(const Cells& cells) const { return cells == header_; }

  Result<config::JsonDocument> row(Cells& cells) const {
    if (cells.size() > most_columns)
      return fail(ErrorCode::bad_record, fmt::format("the row has more than {} cells", most_columns));
    if (cells.size() != header_.size())
      return fail(ErrorCode::bad_record,
                  fmt::format("the row has {} cells, and the header has {}", cells.size(), header_.size()));
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (auto fault = fault_of(cells[column]))
        return fail(ErrorCode::bad_record, std::move(*fault), pointer_of(header_[column]));
      if (header_[column].empty() && !is_blank(cells[column]))
        return fail(ErrorCode::bad_record,
                    fmt::format("cell {} has something in it, and its column has no name", column + 1));
      cells[column] = unguarded_cell(cells[column]);
    }
    return config::parse_json(keep_cells_ ? as_cells(cells) : as_record(cells));
  }

 private:
  std::string as_cells(const Cells& cells) const {
    config::JsonBuffer buffer;
    config::JsonWriter writer(buffer);
    writer.StartObject();
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (header_[column].empty()) continue;
      config::write_key(writer, header_[column]);
      config::write_string(writer, cells[column]);
    }
    writer.EndObject();
    return std::string(config::text_of(buffer));
  }

  // Which members are numbers and lists depends on the type, which is one of the cells.
  std::string as_record(const Cells& cells) const {
    const auto type_column = static_cast<std::size_t>(std::ranges::find(header_, "type") - header_.begin());
    const auto type = type_column < cells.size() ? parse_record_type(cells[type_column]) : std::nullopt;
    const RecordType read_as =
        type.value_or(RecordType::innovation);  // a wrong one is refused by the reader of records
    RecordTree tree(read_as);
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (cells[column].empty()) continue;
      if (shape_of(read_as, header_[column]) != Shape::texts)
        tree.add(header_[column], cells[column]);
      else
        for (std::string& item : split_cell(cells[column])) tree.add(header_[column], std::move(item));
    }
    return tree.to_json();
  }

  Cells header_;
  bool keep_cells_;
};

struct HeldLine {
  std::string text{};  // with its end
  std::int64_t number = 0;
  bool is_too_long = false;
};

// Puts lines together to rows. Where the quotation marks of a row turn out wrong, its first line is
// the faulty row, and the others are read again from their beginnings: one open mark costs one row.
class RowCutter {
 public:
  RowCutter(ByteStream& bytes, const ReadOptions& options, const RowSink& sink)
      : lines_(bytes, options.max_line_bytes), options_(options), sink_(sink), name_(bytes.name) {}

  Result<void> read() {
    while (true) {
      auto line = next_line();
      if (!line) return fail(std::move(line.error()));
      if (!*line) {
        if (held_.empty())
          return table_ ? Result<void>{} : fail(ErrorCode::bad_request, "the table has no header", name_);
        if (auto refused = refuse_first("a quotation mark has no end"); !refused) return refused;
        continue;
      }
      if (auto taken = take(std::move(**line)); !taken) return taken;
    }
  }

 private:
  Result<std::optional<HeldLine>> next_line() {
    if (!again_.empty()) {
      std::optional<HeldLine> line = std::move(again_.front());
      again_.pop_front();
      return line;
    }
    auto line = lines_.next();
    if (!line) return fail(std::move(line.error()));
    if (!*line) return std::optional<HeldLine>{};
    const auto& [text, number, is_too_long] = **line;
    std::string utf8 = options_.encoding == "cp1252" ? utf8_of_cp1252(text) : std::string(text);
    return HeldLine{.text = std::move(utf8) + "\n", .number = number, .is_too_long = is_too_long};
  }

  Result<void> take(HeldLine line) {
    if (line.is_too_long) {
      if (!held_.empty()) return hold_and_refuse(std::move(line), "a quotation mark has no end");
      return sink_(too_long_row(line.number, line.text, options_.max_line_bytes));
    }
    if (held_.empty() && is_blank(line.text)) return {};
    if (!cells_) {
      if (const auto delimiter = said_delimiter(line.text)) {
        cells_ = std::make_unique<CellReader>(*delimiter);
        return {};
      }
      cells_ = std::make_unique<CellReader>(delimiter_of(line.text));
    }
    held_bytes_ += line.text.size();
    const bool is_good = cells_->take(line.text);
    held_.push_back(std::move(line));
    if (!is_good) return refuse_first("a quotation mark stands within a cell, or text after its end");
    if (cells_->is_more_than_one) return refuse_first("a carriage return stands alone; lines end with LF, or CR LF");
    if (cells_->is_whole) return give();
    return held_bytes_ <= options_.max_line_bytes ? Result<void>{} : refuse_first("a quotation mark has no end");
  }

  Result<void> hold_and_refuse(HeldLine line, std::string why) {
    held_.push_back(std::move(line));
    return refuse_first(std::move(why));
  }

  Result<void> give() {
    const std::int64_t number = held_.front().number;
    std::string raw;
    for (const HeldLine& line : held_) raw += line.text;
    Cells cells = std::move(cells_->cells);
    begin_row();
    if (!table_) return begin_table(std::move(cells));
    if (table_->is_header(cells)) return {};              // files put together repeat it
    if (std::ranges::all_of(cells, is_blank)) return {};  // Excel writes rows of nothing below its table
    return sink_({.json = table_->row(cells), .line = number, .raw = raw});
  }

  Result<void> begin_table(Cells header) {
    if (header.size() > most_columns)
      return fail(ErrorCode::bad_request, fmt::format("the header has more than {} columns", most_columns),
                  name_ + ":1");
    if (header.front().starts_with("\xFF\xFE") || header.front().starts_with("\xFE\xFF"))
      return fail(ErrorCode::bad_request, "the table is UTF-16; save it as CSV UTF-8", name_ + ":1");
    for (std::size_t column = 0; column < header.size(); ++column) {
      if (auto fault = fault_of(header[column]))
        return fail(ErrorCode::bad_request, fmt::format("column {} of the header: {}", column + 1, *fault),
                    name_ + ":1");
      if (header[column].empty()) continue;  // Excel leaves such at the end
      if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(column), header[column]) !=
          header.begin() + static_cast<std::ptrdiff_t>(column))
        return fail(ErrorCode::bad_request, fmt::format("the column '{}' stands twice in the header", header[column]),
                    name_ + ":1");
    }
    table_.emplace(std::move(header), options_.keep_cells);
    return {};
  }

  Result<void> refuse_first(std::string why) {
    const HeldLine first = std::move(held_.front());
    held_.pop_front();
    std::ranges::move(held_.rbegin(), held_.rend(), std::front_inserter(again_));
    begin_row();
    if (!table_)
      return fail(ErrorCode::bad_request, "the header cannot be read: " + why,
                  fmt::format("{}:{}", name_, first.number));
    return sink_({.json = fail(ErrorCode::bad_record, std::move(why)), .line = first.number, .raw = first.text});
  }

  void begin_row() {
    held_.clear();
    held_bytes_ = 0;
    if (cells_) cells_->begin();
  }

  LineReader lines_;
  const ReadOptions& options_;
  const RowSink& sink_;
  std::string name_;
  std::unique_ptr<CellReader> cells_{};
  std::optional<Table> table_{};
  std::deque<HeldLine> held_{};   // of the row that is being read
  std::deque<HeldLine> again_{};  // to be read once more
  std::size_t held_bytes_ = 0;
};

}  // namespace

Result<void> read_csv(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  return RowCutter(bytes, options, sink).read();
}

}  // namespace kohtaamo::corpora
