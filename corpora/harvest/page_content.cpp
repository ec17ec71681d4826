// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/page_content.h"

#include <fmt/format.h>

#include <charconv>
#include <functional>

#include "config/json.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora::harvest {
namespace {

using config::JsonValue;
using config::Result;

const JsonValue* step_into(const JsonValue& value, const std::string& step) {
  if (value.IsObject()) {
    const auto member = value.FindMember(step);
    return member == value.MemberEnd() ? nullptr : &member->value;
  }
  unsigned place = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), place);
  const bool is_place = error == std::errc() && end == step.data() + step.size();
  return is_place && value.IsArray() && place < value.Size() ? &value[place] : nullptr;
}

// "title", "deadlines.0.date": equal records leave out what is empty.
bool has_member(const JsonValue& record, std::string_view dotted_name) {
  const JsonValue* value = &record;
  while (value != nullptr && !dotted_name.empty()) {
    const std::size_t dot = dotted_name.find('.');
    value = step_into(*value, std::string(dotted_name.substr(0, dot)));
    dotted_name.remove_prefix(dot == std::string_view::npos ? dotted_name.size() : dot + 1);
  }
  return value != nullptr;
}

}  // namespace

Result<PageCount> RunContent::add(const std::string& name, std::string_view page) {
  ByteStream bytes = bytes_of_text(name, page);
  return add(bytes);
}

Result<PageCount> RunContent::add(ByteStream& page) {
  PageCount counted;
  auto read = importer_.read(page, [&](const ImportedRow& row) -> Result<void> {
    count(row, counted);
    return {};
  });
  if (!read) return config::fail(std::move(read.error()));
  return counted;
}

void RunContent::count(const ImportedRow& row, PageCount& page) {
  ++page.rows;
  // The same record may come again when it changed meanwhile: its content belongs to what is new.
  if (!row.id.empty() &&
      seen_.insert(fmt::format("{}\n{}{:x}", row.id, row.is_deleted ? "-" : "", std::hash<std::string_view>{}(row.raw)))
          .second)
    ++page.new_rows;
  if (row.is_deleted) {
    ++tombstones_;
    return;
  }
  if (!row.record) {
    ++rejected_;
    if (!first_rejected_) first_rejected_ = row.record.error();
    return;
  }
  ++records_;
  if (required_.empty()) return;
  const auto json = config::parse_own_json(to_json(row.record->record));
  for (const std::string& member : required_)
    if (json && has_member(*json, member)) ++with_[member];
}

std::int64_t RunContent::with(const std::string& member) const {
  const auto found = with_.find(member);
  return found == with_.end() ? 0 : found->second;
}

}  // namespace kohtaamo::corpora::harvest
