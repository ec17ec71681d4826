// SPDX-License-Identifier: GPL-3.0-or-later
// Results of the search of EU Funding & Tenders. A topic stands there several times, in mirrors and in
// older versions; the newest of SEDIA is the row. So all are read before the first is given.
#include <algorithm>
#include <map>
#include <vector>

#include "corpora/import/json_pages.h"

namespace kohtaamo::corpora {
namespace {

using config::JsonValue;
using config::Result;

const JsonValue* find_member(const JsonValue& object, const char* name) {
  if (!object.IsObject()) return nullptr;
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

// Of metadata every value is a list; its first text.
std::string metadata_of(const JsonValue& result, const char* name) {
  const JsonValue* metadata = find_member(result, "metadata");
  const JsonValue* values = metadata ? find_member(*metadata, name) : nullptr;
  if (values && values->IsString()) return std::string(config::string_of(*values));
  const bool has_text = values && values->IsArray() && !values->Empty() && (*values)[0].IsString();
  return has_text ? std::string(config::string_of((*values)[0])) : std::string{};
}

std::string topic_of(const JsonValue& result) {
  for (const char* name : {"identifier", "callIdentifier", "callccm2Id"})
    if (std::string topic = metadata_of(result, name); !topic.empty()) return topic;
  const JsonValue* reference = find_member(result, "reference");
  return reference && reference->IsString() ? std::string(config::string_of(*reference)) : std::string{};
}

struct Version {
  bool is_of_sedia = false;
  std::string changed{};  // as the source writes moments: text order is time order
  std::string json{};
  std::int64_t line = 0;

  bool is_better_than(const Version& other) const {
    if (is_of_sedia != other.is_of_sedia) return is_of_sedia;
    return changed >= other.changed;  // of two alike the later
  }
};

std::string changed_at(const JsonValue& result) {
  for (const char* name : {"esDA_IngestDate", "es_SortDate", "publicationDate", "startDate"})
    if (std::string moment = metadata_of(result, name); !moment.empty()) return moment;
  return {};
}

// The row with the topic at its top, which is the id of its record.
std::string with_topic(const JsonValue& result, const std::string& topic) {
  config::JsonDocument row;
  row.CopyFrom(result, row.GetAllocator());
  row.AddMember("topic", JsonValue(topic, row.GetAllocator()), row.GetAllocator());
  return config::json_text(row);
}

// The best version of each topic, in the order in which the topics were met.
class Topics {
 public:
  void add(const CutRow& cut, const JsonValue& result) {
    const std::string topic = topic_of(result);
    Version version{.is_of_sedia = metadata_of(result, "DATASOURCE") == "SEDIA",
                    .changed = changed_at(result),
                    .json = with_topic(result, topic),
                    .line = cut.line};
    const auto [place, is_new] = places_.try_emplace(topic.empty() ? version.json : topic, versions_.size());
    if (is_new)
      versions_.push_back(std::move(version));
    else if (version.is_better_than(versions_[place->second]))
      versions_[place->second] = std::move(version);
  }
  const std::vector<Version>& versions() const { return versions_; }

 private:
  std::map<std::string, std::size_t> places_{};
  std::vector<Version> versions_{};
};

}  // namespace

Result<void> read_sedia(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  Topics topics;
  JsonCutter cutter({"results.*", "*"}, options.max_line_bytes, [&](const CutRow& cut) -> Result<void> {
    Row row = row_of(cut, options.max_line_bytes);
    if (!row.json) return sink(std::move(row));
    topics.add(cut, *row.json);
    return {};
  });
  auto read = for_each_piece(bytes, [&](std::string_view piece) { return cutter.take(piece); });
  for (const Version& version : topics.versions())
    if (auto taken = sink({.json = config::parse_json(version.json), .line = version.line, .raw = version.json});
        !taken)
      return taken;
  return read ? cutter.finish(bytes.name) : read;
}

}  // namespace kohtaamo::corpora
