// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// json.h — the only door to RapidJSON: text in, a checked document out, and a writer.
//
// Given   text from anywhere, and limits on depth and number of values.
// Gives   a document whose strings are valid UTF-8 and whose objects have no key twice.
// Fails   bad_json with "byte 17" as the place. Asking a value for a type that it does not have
//         throws std::logic_error (the library's default is to abort or worse): our mistake, not the input's.
// Threads a document belongs to one thread at a time; the functions are safe from everywhere.
//
// The limits are RELIABILITY.md section 5: 500,000 opening brackets end the default parser.

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#define RAPIDJSON_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : throw std::logic_error("JSON value used as another type: " #condition))
#define RAPIDJSON_HAS_STDSTRING 1
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "config/error.h"

namespace kohtaamo::config {

using JsonValue = rapidjson::Value;
using JsonDocument = rapidjson::Document;
using JsonBuffer = rapidjson::StringBuffer;
using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

struct JsonLimits {
  std::size_t max_depth = 32;
  std::size_t max_values = 100'000;
};

Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits = {});

// Text that a JsonWriter of ours has written: read without limits and without looking for keys that stand twice.
Result<JsonDocument> parse_own_json(std::string_view text);

// The value as compact JSON.
std::string json_text(const JsonValue& value);

inline std::string_view string_of(const JsonValue& value) { return {value.GetString(), value.GetStringLength()}; }

// What the writer has written so far.
inline std::string_view text_of(const JsonBuffer& buffer) { return {buffer.GetString(), buffer.GetSize()}; }

// Keys and strings of any std::string_view.
inline void write_key(JsonWriter& writer, std::string_view key) {
  writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}
inline void write_string(JsonWriter& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

}  // namespace kohtaamo::config
