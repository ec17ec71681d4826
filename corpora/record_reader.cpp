// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "corpora/pointer_step.h"
#include "corpora/record_fields.h"
#include "corpora/record_json.h"
#include "corpora/validate.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::JsonValue;
using config::string_of;

// Where the reader is, and the first thing that was wrong.
struct Progress {
  std::string pointer{};
  std::optional<config::Error> error{};

  void refuse(std::string message) {
    if (!error) error = config::Error{ErrorCode::bad_record, std::move(message), pointer};
  }
};

std::string_view kind_of(const JsonValue& value) {
  if (value.IsString()) return "a text";
  if (value.IsNumber()) return "a number";
  if (value.IsBool()) return "true or false";
  if (value.IsArray()) return "a list";
  return value.IsObject() ? "an object" : "null";
}

class NameCollector {
 public:
  void operator()(std::string_view name, const auto&, const Rule&) { names.push_back(name); }
  std::vector<std::string_view> names{};
};

const JsonValue* find_member(const JsonValue& object, std::string_view name) {
  const JsonValue key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto member = object.FindMember(key);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

// The members of the object that are not among the names.
std::vector<std::string_view> unknown_members(const JsonValue& object, const std::vector<std::string_view>& known) {
  std::vector<std::string_view> unknown;
  for (const auto& member : object.GetObject())
    if (std::ranges::find(known, string_of(member.name)) == known.end()) unknown.push_back(string_of(member.name));
  return unknown;
}

// Reads the members of one JSON object into the members of a struct; null is absent.
class FieldReader {
 public:
  FieldReader(const JsonValue& object, Progress& progress) : object_(object), progress_(progress) {}

  // How many members of the object have been read so far.
  std::size_t seen() const { return seen_; }

  template <class Member>
  void operator()(std::string_view name, Member& member, const Rule&) {
    if (progress_.error) return;
    const JsonValue* value = find_member(object_, name);
    if (value == nullptr) return;
    ++seen_;
    if (value->IsNull()) return;
    const PointerStep step(progress_.pointer, name);
    read(*value, member);
  }

 private:
  bool is(bool expected, std::string_view what, const JsonValue& value) {
    if (!expected) progress_.refuse(fmt::format("{} belongs here, not {}", what, kind_of(value)));
    return expected;
  }

  void read(const JsonValue& value, std::string& text) {
    if (is(value.IsString(), "a text", value)) text = string_of(value);
  }

  void read(const JsonValue& value, std::optional<bool>& truth) {
    if (is(value.IsBool(), "true or false", value)) truth = value.GetBool();
  }

  void read(const JsonValue& value, std::optional<double>& number) {
    if (is(value.IsNumber(), "a number", value)) number = value.GetDouble();
  }

  void read(const JsonValue& value, std::optional<std::int64_t>& number) {
    if (!is(value.IsNumber(), "a whole number", value)) return;
    constexpr double most = 9e18;
    const double exact = value.GetDouble();
    if (value.IsInt64())
      number = value.GetInt64();
    else if (std::trunc(exact) == exact && std::abs(exact) < most)
      number = static_cast<std::int64_t>(exact);
    else
      progress_.refuse(fmt::format("a whole number belongs here, not {}", config::json_text(value)));
  }

  void read(const JsonValue& value, std::optional<Date>& day) {
    if (!is(value.IsString(), "a date", value)) return;
    if (const auto parsed = parse_date(string_of(value)))
      day = *parsed;
    else
      progress_.refuse(parsed.error().message);
  }

  // One value stands for a list of one: many sources give `funder` as a text.
  template <class T>
  void read(const JsonValue& value, std::vector<T>& list) {
    constexpr bool takes_one = std::is_same_v<T, std::string>;
    if (takes_one && value.IsString()) return read(value, list.emplace_back());
    if (!is(value.IsArray(), "a list", value)) return;
    list.reserve(value.Size());
    for (rapidjson::SizeType i = 0; i < value.Size() && !progress_.error; ++i) {
      const PointerStep step(progress_.pointer, i);
      if (is(!value[i].IsNull(), "a value", value[i])) read(value[i], list.emplace_back());
    }
  }

  template <class ByLanguage>
  requires std::same_as<ByLanguage, LocalText> || std::same_as<ByLanguage, LocalWords>
  void read(const JsonValue& value, ByLanguage& texts) {
    if (!is(value.IsObject(), "an object with fi, sv or en", value)) return;
    FieldReader reader(value, progress_);
    reader("fi", texts.fi, Rule{});
    reader("sv", texts.sv, Rule{});
    reader("en", texts.en, Rule{});
    if (reader.seen() < value.MemberCount()) refuse_unknown(value, {"fi", "sv", "en"});
  }

  void read(const JsonValue& value, Document& document) {
    if (value.IsString())
      document.url = string_of(value);  // an address alone
    else
      read_part(value, document);
  }

  // SCHEMA names the target by its type: {"innovation": "src:1"} or {"need": "src:1"}.
  void read(const JsonValue& value, Concern& concern) {
    if (!is(value.IsObject(), "an object", value)) return;
    const bool has_innovation = find_member(value, "innovation") != nullptr;
    if (!has_innovation && find_member(value, "need") == nullptr) return read_part(value, concern);
    FieldReader reader(value, progress_);
    const std::string_view target = has_innovation ? "innovation" : "need";
    reader(target, concern.target, Rule{});
    reader("relation", concern.relation, Rule{});
    if (reader.seen() < value.MemberCount()) refuse_unknown(value, {target, "relation"});
  }

  template <HasFields T>
  void read(const JsonValue& value, T& part) {
    read_part(value, part);
  }

  template <class T>
  void read_part(const JsonValue& value, T& part) {
    if (!is(value.IsObject(), "an object", value)) return;
    FieldReader reader(value, progress_);
    visit_fields(part, reader);
    if (progress_.error || reader.seen() == value.MemberCount()) return;
    NameCollector known;
    visit_fields(part, known);
    refuse_unknown(value, known.names);
  }

  void refuse_unknown(const JsonValue& value, const std::vector<std::string_view>& known) {
    const std::vector<std::string_view> unknown = unknown_members(value, known);
    if (progress_.error || unknown.empty()) return;
    const PointerStep step(progress_.pointer, std::string_view(escape_for_pointer(unknown.front())));
    progress_.refuse(
        fmt::format("there is no member '{}' here{}", unknown.front(), config::did_you_mean(unknown.front(), known)));
  }

  const JsonValue& object_;
  Progress& progress_;
  std::size_t seen_ = 0;
};

// A value with the members of its objects in alphabetical order.
void write_sorted(const JsonValue& value, config::JsonWriter& writer) {
  if (value.IsArray()) {
    writer.StartArray();
    for (const JsonValue& item : value.GetArray()) write_sorted(item, writer);
    writer.EndArray();
  } else if (value.IsObject()) {
    std::vector<const JsonValue::Member*> members;
    for (const auto& member : value.GetObject()) members.push_back(&member);
    std::ranges::sort(members, {}, [](const JsonValue::Member* member) { return string_of(member->name); });
    writer.StartObject();
    for (const JsonValue::Member* member : members) {
      config::write_key(writer, string_of(member->name));
      write_sorted(member->value, writer);
    }
    writer.EndObject();
  } else {
    value.Accept(writer);
  }
}

std::vector<std::string_view> names_of(const Record& record) {
  NameCollector known{{"id", "type"}};
  visit_fields(record, known);
  std::visit([&](const auto& details) { visit_fields(details, known); }, record.details);
  return std::move(known.names);
}

// What a later version, or another service, may have added is kept and said, never lost.
void keep_unknown_members(const JsonValue& object, ReadRecord& read) {
  const std::vector<std::string_view> known = names_of(read.record);
  std::vector<std::string_view> unknown = unknown_members(object, known);
  std::ranges::sort(unknown);
  config::JsonBuffer buffer;
  config::JsonWriter writer(buffer);
  writer.StartObject();
  for (const std::string_view name : unknown) {
    const JsonValue& value = *find_member(object, name);
    if (value.IsNull()) continue;
    config::write_key(writer, name);
    write_sorted(value, writer);
    read.warnings.push_back(
        {fmt::format("the member '{}' is not known, and kept as it is{}", name, config::did_you_mean(name, known)),
         "/" + escape_for_pointer(name)});
  }
  writer.EndObject();
  if (const std::string_view kept = config::text_of(buffer); kept != "{}") read.record.extra_json = kept;
}

config::Result<RecordType> read_type(const JsonValue& object) {
  const JsonValue* type = find_member(object, "type");
  if (type == nullptr || !type->IsString())
    return config::fail(ErrorCode::bad_record, "a record says its type, such as \"need\"", "/type");
  if (const auto known = parse_record_type(string_of(*type))) return *known;
  return config::fail(ErrorCode::bad_record,
                      fmt::format("'{}' is no type of record{}", string_of(*type),
                                  config::did_you_mean(string_of(*type), record_type_names)),
                      "/type");
}

// The status of an adoption may be that of the record as well: the codes of the two lists differ.
void sort_out_status(Record& record) {
  auto* adoption = std::get_if<Adoption>(&record.details);
  if (adoption == nullptr || !record.status.empty()) return;
  if (config::code_list("record_statuses").find(adoption->adoption_status) != nullptr)
    record.status = std::exchange(adoption->adoption_status, {});
}

// The members as they stand, neither cleaned nor checked.
config::Result<ReadRecord> read_members(const JsonValue& json) {
  if (!json.IsObject())
    return config::fail(ErrorCode::bad_record, fmt::format("a record is an object, not {}", kind_of(json)));
  const auto type = read_type(json);
  if (!type) return config::fail(type.error());

  ReadRecord read;
  Progress progress;
  FieldReader reader(json, progress);
  read.record.details = details_of(*type);
  reader("id", read.record.id, Rule{});
  visit_fields(read.record, reader);
  std::visit([&](auto& details) { visit_fields(details, reader); }, read.record.details);
  if (progress.error) return config::fail(std::move(*progress.error));
  if (reader.seen() + 1 < json.MemberCount()) keep_unknown_members(json, read);  // one more: the type
  return read;
}

}  // namespace

config::Result<ReadRecord> read_record(const JsonValue& json) {
  auto read = read_members(json);
  if (!read) return read;
  sort_out_status(read->record);
  clean_record(read->record);
  auto warnings = validate(read->record);
  if (!warnings) return config::fail(std::move(warnings.error()));
  std::ranges::move(*warnings, std::back_inserter(read->warnings));
  return read;
}

config::Result<ReadRecord> read_record(std::string_view json) {
  const auto document = config::parse_json(json);
  if (!document) return config::fail(document.error());
  return read_record(*document);
}

config::Result<Record> read_own_record(std::string_view json) {
  const auto document = config::parse_own_json(json);
  if (!document) return config::fail(document.error());
  auto read = read_members(*document);
  if (!read) return config::fail(std::move(read.error()));
  return std::move(read->record);
}

}  // namespace kohtaamo::corpora
