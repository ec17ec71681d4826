// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// messages.h — what the service says to people, in Finnish, Swedish and English.
//
// Given   a key of config/messages.*.json, a language ("fi", "sv", "en") and the values it names.
// Gives   the text, by the rules of the language for numbers and plurals (ICU MessageFormat).
// Fails   never at run time: a key that is not there is our own mistake (std::logic_error), and a
//         test compares the keys, the names and the plurals of the three files.
// Threads safe from everywhere: texts are constant, and each thread keeps its own formats.
//
// Example   "results_count": "{count, plural, =0 {Ei tuloksia} one {# tulos} other {# tulosta}}"
//           message("results_count", "fi", {{"count", 2}})  ->  "2 tulosta"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kohtaamo::config {

struct MessageValue {
  MessageValue(std::string_view value_name, std::string_view text) : name(value_name), value(text) {}
  MessageValue(std::string_view value_name, const char* text) : name(value_name), value(std::string_view(text)) {}
  MessageValue(std::string_view value_name, const std::string& text)
      : name(value_name), value(std::string_view(text)) {}
  template <std::integral Whole>
  MessageValue(std::string_view value_name, Whole number)
      : name(value_name), value(static_cast<std::int64_t>(number)) {}
  MessageValue(std::string_view value_name, double number) : name(value_name), value(number) {}

  std::string_view name;
  std::variant<std::string_view, std::int64_t, double> value;  // the text lives where the caller keeps it
};

std::string message(std::string_view key, std::string_view language, std::initializer_list<MessageValue> values = {});
std::string message(std::string_view key, std::string_view language, const std::vector<MessageValue>& values);

bool has_message(std::string_view key);
std::vector<std::string_view> message_keys();  // in alphabetical order

// The text as it stands in the file, with its {names}.
std::string_view message_pattern(std::string_view key, std::string_view language);

}  // namespace kohtaamo::config
