// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/coverage.h"

#include <set>
#include <string_view>

#include "config/json.h"

namespace kohtaamo::corpora {
namespace {

using config::fail;
using config::JsonValue;
using config::Result;

constexpr std::int64_t page_records = 1'000;

void collect(const JsonValue& value, const std::string& name, std::set<std::string>& found) {
  if (value.IsObject()) {
    for (const auto& member : value.GetObject())
      collect(member.value, (name.empty() ? "" : name + ".") + std::string(config::string_of(member.name)), found);
  } else if (value.IsArray()) {
    for (const JsonValue& item : value.GetArray()) collect(item, name, found);
  } else {
    found.insert(name);
  }
}

std::string text_at(const JsonValue& json, const char* object, const char* member) {
  const JsonValue* at = &json;
  for (const char* name : {object, member}) {
    if (name == nullptr) continue;
    const auto found = at->FindMember(name);
    if (found == at->MemberEnd()) return {};
    at = &found->value;
  }
  return at->IsString() ? std::string(config::string_of(*at)) : std::string{};
}

}  // namespace

Result<std::vector<Coverage>> read_coverage(Store& store) {
  std::map<std::pair<std::string, std::string>, Coverage> rows;
  RecordId after;
  while (true) {
    const auto page = store.records_after(after, {}, page_records);
    if (!page) return fail(page.error());
    if (page->empty()) break;
    for (const StoredRecord& stored : *page) {
      const auto json = config::parse_own_json(stored.json);
      if (!json) return fail(json.error());
      const std::string source = text_at(*json, "provenance", "source"), type = text_at(*json, nullptr, "type");
      Coverage& row = rows[{source, type}];
      row.source = source;
      row.type = type;
      ++row.records;
      std::set<std::string> members;
      collect(*json, {}, members);
      if (text_at(*json, nullptr, "licence") == "unknown") members.erase("licence");
      for (const std::string& member : members) ++row.members[member];
    }
    after = page->back().id;
  }
  std::vector<Coverage> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  return all;
}

}  // namespace kohtaamo::corpora
