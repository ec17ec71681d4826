// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/messages.h"

#include <unicode/fmtable.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>

#include "config/embedded.h"
#include "config/json.h"

namespace kohtaamo::config {
namespace {

[[noreturn]] void our_mistake(const std::string& sentence) { throw std::logic_error(sentence); }

constexpr std::array languages{std::string_view("fi"), std::string_view("sv"), std::string_view("en")};

std::size_t place_of(std::string_view language) {
  for (std::size_t i = 0; i < languages.size(); ++i)
    if (languages[i] == language) return i;
  our_mistake("there are no messages in the language '" + std::string(language) + "'");
}

using Patterns = std::map<std::string, std::string, std::less<>>;

Patterns read_patterns(std::string_view language) {
  const std::string path = "config/messages." + std::string(language) + ".json";
  const auto bytes = find_embedded(embedded_files(), path);
  if (!bytes) our_mistake(path + " is not in the program");
  const Result<JsonDocument> document = parse_json(*bytes);
  if (!document) our_mistake(path + ": " + to_text(document.error()));
  Patterns patterns;
  for (const auto& member : document->GetObject()) patterns.emplace(string_of(member.name), string_of(member.value));
  return patterns;
}

const Patterns& patterns_in(std::size_t place) {
  static const std::array<Patterns, languages.size()> all{read_patterns(languages[0]), read_patterns(languages[1]),
                                                          read_patterns(languages[2])};
  return all[place];
}

const std::string& pattern_of(std::string_view key, std::size_t place) {
  const Patterns& patterns = patterns_in(place);
  const auto found = patterns.find(key);
  if (found == patterns.end())
    our_mistake("there is no message '" + std::string(key) + "' in messages." + std::string(languages[place]) +
                ".json");
  return found->second;
}

icu::UnicodeString to_unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::Formattable to_formattable(const MessageValue& value) {
  if (const auto* text = std::get_if<std::string_view>(&value.value)) return icu::Formattable(to_unicode(*text));
  if (const auto* whole = std::get_if<std::int64_t>(&value.value)) return icu::Formattable(*whole);
  return icu::Formattable(std::get<double>(value.value));
}

// Reading a pattern costs more than using it, and a format may serve one thread only.
const icu::MessageFormat& format_of(const std::string& pattern, std::size_t place) {
  thread_local std::map<const std::string*, std::unique_ptr<icu::MessageFormat>> formats;
  std::unique_ptr<icu::MessageFormat>& format = formats[&pattern];
  if (format == nullptr) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale(std::string(languages[place]).c_str());
    format = std::make_unique<icu::MessageFormat>(to_unicode(pattern), locale, status);
    if (U_FAILURE(status)) our_mistake("this message is not as MessageFormat wants it: " + pattern);
  }
  return *format;
}

std::string format_message(std::string_view key, std::string_view language, std::span<const MessageValue> values) {
  const std::size_t place = place_of(language);
  const std::string& pattern = pattern_of(key, place);
  if (pattern.find('{') == std::string::npos) return pattern;
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> arguments;
  for (const MessageValue& value : values) {
    names.push_back(to_unicode(value.name));
    arguments.push_back(to_formattable(value));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  format_of(pattern, place)
      .format(names.data(), arguments.data(), static_cast<std::int32_t>(arguments.size()), text, status);
  if (U_FAILURE(status)) our_mistake("the message '" + std::string(key) + "' was given a value of the wrong kind");
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace

std::string message(std::string_view key, std::string_view language, std::initializer_list<MessageValue> values) {
  return format_message(key, language, {values.begin(), values.size()});
}

std::string message(std::string_view key, std::string_view language, const std::vector<MessageValue>& values) {
  return format_message(key, language, values);
}

bool has_message(std::string_view key) { return patterns_in(0).find(key) != patterns_in(0).end(); }

std::vector<std::string_view> message_keys() {
  std::vector<std::string_view> keys;
  for (const auto& [key, pattern] : patterns_in(0)) keys.push_back(key);
  return keys;
}

std::string_view message_pattern(std::string_view key, std::string_view language) {
  return pattern_of(key, place_of(language));
}

}  // namespace kohtaamo::config
