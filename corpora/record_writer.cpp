// SPDX-License-Identifier: GPL-3.0-or-later
#include <cassert>
#include <cmath>
#include <type_traits>

#include "corpora/record_fields.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora {
namespace {

using config::JsonWriter;
using config::write_key;
using config::write_string;

bool is_empty(const std::string& text) { return text.empty(); }
bool is_empty(const LocalText& text) { return text.is_empty(); }
bool is_empty(const LocalWords& words) { return words.fi.empty() && words.sv.empty() && words.en.empty(); }
template <class T>
bool is_empty(const std::vector<T>& list) {
  return list.empty();
}
template <class T>
bool is_empty(const std::optional<T>& value) {
  return !value.has_value();
}
// JSON has no word for infinity or "not a number"; validate refuses them.
bool is_empty(const std::optional<double>& value) { return !value.has_value() || !std::isfinite(*value); }
template <HasFields T>
bool is_empty(const T& part) {
  static const T nothing{};
  return part == nothing;
}

// Writes each member that is not empty as "name": value.
class FieldWriter {
 public:
  explicit FieldWriter(JsonWriter& writer) : writer_(writer) {}

  template <class Member>
  void operator()(std::string_view name, const Member& member, const Rule&) {
    if (is_empty(member)) return;
    write_key(writer_, name);
    write(member);
  }

 private:
  void write(const std::string& text) { write_string(writer_, text); }
  void write(std::int64_t value) { writer_.Int64(value); }
  void write(bool value) { writer_.Bool(value); }
  void write(Date day) { write_string(writer_, to_text(day)); }
  void write(double value) {
    constexpr double most_exact = 9007199254740992.0;  // 2^53: below it whole numbers are exact
    if (std::abs(value) < most_exact && std::trunc(value) == value)
      writer_.Int64(static_cast<std::int64_t>(value));
    else
      writer_.Double(value);
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class T>
  void write(const std::vector<T>& list) {
    writer_.StartArray();
    for (const T& item : list) write(item);
    writer_.EndArray();
  }
  template <class ByLanguage>
  requires std::same_as<ByLanguage, LocalText> || std::same_as<ByLanguage, LocalWords>
  void write(const ByLanguage& texts) {
    writer_.StartObject();
    (*this)("fi", texts.fi, Rule{});
    (*this)("sv", texts.sv, Rule{});
    (*this)("en", texts.en, Rule{});
    writer_.EndObject();
  }
  template <HasFields T>
  void write(const T& part) {
    writer_.StartObject();
    visit_fields(part, *this);
    writer_.EndObject();
  }

  JsonWriter& writer_;
};

void write_unknown_members(const std::string& extra_json, JsonWriter& writer) {
  if (extra_json.empty()) return;
  const auto extra = config::parse_json(extra_json);
  assert(extra && extra->IsObject() && "extra_json is what the reader kept: an object");
  for (const auto& member : extra->GetObject()) {
    write_key(writer, config::string_of(member.name));
    member.value.Accept(writer);
  }
}

}  // namespace

void write_json(const Record& record, JsonWriter& writer) {
  FieldWriter write_field(writer);
  writer.StartObject();
  write_field("id", record.id, Rule{});
  write_key(writer, "type");
  write_string(writer, to_text(record.type()));
  visit_fields(record, write_field);
  std::visit([&](const auto& details) { visit_fields(details, write_field); }, record.details);
  write_unknown_members(record.extra_json, writer);
  writer.EndObject();
}

std::string to_json(const Record& record) {
  config::JsonBuffer buffer;
  JsonWriter writer(buffer);
  write_json(record, writer);
  return std::string(config::text_of(buffer));
}

}  // namespace kohtaamo::corpora
