// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/command.h"

#include <fmt/format.h>

#include <cstdio>

#include "config/nearest_name.h"

namespace kohtaamo::indexer {

using config::ErrorCode;
using config::fail;
using config::Result;

Result<stemming::Language> parse_language_flag(const std::string& code) {
  const auto language = stemming::parse_language(code);
  if (!language) return fail(ErrorCode::usage, fmt::format("'{}' is none of fi, sv, en", code), "--lang");
  return *language;
}

Result<corpora::RecordType> parse_type_flag(const std::string& name) {
  const auto type = corpora::parse_record_type(name);
  if (type) return *type;
  const auto& names = corpora::record_type_names;
  return fail(ErrorCode::usage, fmt::format("'{}' is no type of record{}", name, config::did_you_mean(name, names)),
              "--type");
}

Result<server::Role> parse_role_flag(const std::string& name) {
  if (const auto role = server::parse_role(name)) return *role;
  return fail(ErrorCode::usage, fmt::format("'{}' is no role{}", name, config::did_you_mean(name, server::role_names)),
              "--role");
}

void say(const Context& context, std::string_view line) {
  if (!context.is_quiet) fmt::print(stderr, "{}\n", line);
}

void JsonText::name_it(std::string_view name) {
  if (!name.empty()) config::write_key(writer_, name);
}

JsonText& JsonText::begin_object(std::string_view name) {
  name_it(name);
  writer_.StartObject();
  return *this;
}

JsonText& JsonText::end_object() {
  writer_.EndObject();
  return *this;
}

JsonText& JsonText::begin_array(std::string_view name) {
  name_it(name);
  writer_.StartArray();
  return *this;
}

JsonText& JsonText::end_array() {
  writer_.EndArray();
  return *this;
}

JsonText& JsonText::add(std::string_view name, std::string_view value) {
  name_it(name);
  return item(value);
}

JsonText& JsonText::add(std::string_view name, std::int64_t value) {
  name_it(name);
  writer_.Int64(value);
  return *this;
}

JsonText& JsonText::add(std::string_view name, double value) {
  name_it(name);
  writer_.Double(value);
  return *this;
}

JsonText& JsonText::add(std::string_view name, bool value) {
  name_it(name);
  writer_.Bool(value);
  return *this;
}

JsonText& JsonText::item(std::string_view value) {
  config::write_string(writer_, value);
  return *this;
}

void JsonText::print() const { fmt::print("{}\n", config::text_of(buffer_)); }

}  // namespace kohtaamo::indexer
