// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// json_members.h — a text out of a JSON object.
//
// Given   any JSON value, and the name of a member.
// Gives   the member's text; nothing where the value is no object, has no such member, or has something else there.
// Threads pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "config/json.h"

namespace kohtaamo::config {

inline std::optional<std::string> find_text_member(const JsonValue& value, std::string_view name) {
  if (!value.IsObject()) return std::nullopt;
  const JsonValue key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto member = value.FindMember(key);
  if (member == value.MemberEnd() || !member->value.IsString()) return std::nullopt;
  return std::string(string_of(member->value));
}

// As above; an absent text is an empty one.
inline std::string text_member(const JsonValue& value, std::string_view name) {
  return find_text_member(value, name).value_or(std::string());
}

}  // namespace kohtaamo::config
