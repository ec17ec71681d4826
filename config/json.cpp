// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>

#include <set>
#include <vector>

namespace kohtaamo::config {
namespace {

using rapidjson::SizeType;

// Stands between the reader and the document; a false return ends the reading.
class Guard {
 public:
  Guard(JsonDocument& document, const JsonLimits& limits) : document_(document), limits_(limits) {}

  const std::string& reason() const { return reason_; }

  // The names are those that the reader calls.
  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return one_more() && document_.Null(); }
  bool Bool(bool v) { return one_more() && document_.Bool(v); }
  bool Int(int v) { return one_more() && document_.Int(v); }
  bool Uint(unsigned v) { return one_more() && document_.Uint(v); }
  bool Int64(std::int64_t v) { return one_more() && document_.Int64(v); }
  bool Uint64(std::uint64_t v) { return one_more() && document_.Uint64(v); }
  bool Double(double v) { return one_more() && document_.Double(v); }
  bool RawNumber(const char* s, SizeType n, bool copy) { return one_more() && document_.RawNumber(s, n, copy); }
  bool String(const char* s, SizeType n, bool copy) {
    return one_more() && whole_letters({s, n}) && document_.String(s, n, copy);
  }
  bool Key(const char* s, SizeType n, bool copy) {
    if (!whole_letters({s, n})) return false;
    if (!keys_.back().emplace(s, n).second)
      return stop("the key '" + std::string(s, n) + "' stands twice in one object");
    return document_.Key(s, n, copy);
  }
  bool StartObject() { return one_more() && deeper() && document_.StartObject(); }
  bool EndObject(SizeType n) { return shallower() && document_.EndObject(n); }
  bool StartArray() { return one_more() && deeper() && document_.StartArray(); }
  bool EndArray(SizeType n) { return shallower() && document_.EndArray(n); }
  // NOLINTEND(readability-identifier-naming)

 private:
  bool one_more() {
    return ++values_ <= limits_.max_values || stop("more than " + std::to_string(limits_.max_values) + " values");
  }
  bool deeper() {
    keys_.emplace_back();
    return keys_.size() <= limits_.max_depth ||
           stop("nested deeper than " + std::to_string(limits_.max_depth) + " levels");
  }
  bool shallower() {
    keys_.pop_back();
    return true;
  }
  // The reader turns a lone \udc00 into three bytes that are no UTF-8.
  bool whole_letters(std::string_view text) {
    for (std::size_t i = 0; (i = text.find('\xed', i)) != std::string_view::npos; ++i)
      if (static_cast<unsigned char>(text[i + 1]) >= 0xa0) return stop("half of a surrogate pair");
    return true;
  }
  bool stop(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }

  JsonDocument& document_;
  const JsonLimits& limits_;
  std::vector<std::set<std::string>> keys_{};  // of each open object
  std::size_t values_ = 0;
  std::string reason_{};
};

// What rapidjson::Document::Populate calls: one pass, checks included.
class GuardedReader {
 public:
  GuardedReader(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits) {}

  bool operator()(JsonDocument& document) {
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;
    Guard guard(document, limits_);
    rapidjson::MemoryStream stream(text_.data(), text_.size());
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<flags>(stream, guard);
    if (!result.IsError()) return true;
    const std::string reason = guard.reason().empty() ? rapidjson::GetParseError_En(result.Code()) : guard.reason();
    error = Error{ErrorCode::bad_json, reason, "byte " + std::to_string(result.Offset() + 1)};
    return false;
  }

  Error error{};

 private:
  std::string_view text_;
  const JsonLimits& limits_;
};

}  // namespace

Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits) {
  // A NUL ends the library's stream early, so that what follows would go unread.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return fail(ErrorCode::bad_json, "a NUL byte", "byte " + std::to_string(nul + 1));
  GuardedReader reader(text, limits);
  JsonDocument document;
  document.Populate(reader);
  if (!reader.error.message.empty()) return fail(std::move(reader.error));
  return document;
}

Result<JsonDocument> parse_own_json(std::string_view text) {
  JsonDocument document;
  document.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
  if (!document.HasParseError()) return document;
  return fail(ErrorCode::bad_json, rapidjson::GetParseError_En(document.GetParseError()),
              "byte " + std::to_string(document.GetErrorOffset() + 1));
}

std::string json_text(const JsonValue& value) {
  JsonBuffer buffer;
  JsonWriter writer(buffer);
  value.Accept(writer);
  return std::string(text_of(buffer));
}

}  // namespace kohtaamo::config
