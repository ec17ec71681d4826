// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/json.h"

#include <gmock/gmock.h>

#include <chrono>
#include <ostream>

#include "tests/support/processor_time.h"

namespace kohtaamo::config {
namespace {

using namespace std::literals;
using ::testing::HasSubstr;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, ReadsWhatItWrites) {
  for (const std::string text : {R"({"a":[1,-2,2.5,true,null,"ä\u0000\n"],"b":{}})", R"("")", "0", "[]",
                                 "18446744073709551615", "-9223372036854775808"}) {
    const auto document = parse_json(text);
    ASSERT_TRUE(document) << text << ": " << to_text(document.error());
    EXPECT_EQ(json_text(*document), text);
  }
}

TEST(Json, ReadsASurrogatePairAsOneLetter) {
  const auto document = parse_json(R"("\ud83d\ude00 \ud7ff")");
  ASSERT_TRUE(document);
  EXPECT_EQ(string_of(*document), "\U0001F600 \uD7FF");
}

TEST(Json, KeepsANulThatWasWrittenAsAnEscape) {
  const auto document = parse_json(R"("a\u0000b")");
  ASSERT_TRUE(document);
  EXPECT_EQ(string_of(*document), "a\0b"s);
}

TEST(Json, AllowsTheSameKeyInDifferentObjects) { EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})")); }

TEST(Json, AllowsDepthAndValuesUpToTheLimits) {
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_FALSE(parse_json(nested(33)));
  EXPECT_TRUE(parse_json("[1,2,3]", {.max_values = 4}));
  EXPECT_FALSE(parse_json("[1,2,3]", {.max_values = 3}));
}

struct Refused {
  std::string_view name{};
  std::string text{};
  std::string_view where{};
  std::string_view words{};
};

void PrintTo(const Refused& row, std::ostream* out) { *out << row.name; }  // NOLINT(readability-identifier-naming)

class JsonTexts : public ::testing::TestWithParam<Refused> {};

TEST_P(JsonTexts, AreRefusedWithThePlace) {
  const auto document = parse_json(GetParam().text);
  ASSERT_FALSE(document) << json_text(*document);
  EXPECT_EQ(document.error().code, ErrorCode::bad_json);
  EXPECT_THAT(document.error().message, HasSubstr(GetParam().words));
  EXPECT_EQ(document.error().where, GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(
    Json, JsonTexts,
    ::testing::Values(
        Refused{.name = "Empty", .text = "", .where = "byte 1", .words = "empty"},
        Refused{.name = "TrailingBytes", .text = "{} x", .where = "byte 4", .words = "must not be followed"},
        Refused{.name = "TwoDocuments", .text = "{}{}", .where = "byte 3", .words = "must not be followed"},
        Refused{.name = "NulByte", .text = "{}\0{"s, .where = "byte 3", .words = "a NUL byte"},
        Refused{.name = "NulInAString", .text = "\"a\0b\""s, .where = "byte 3", .words = "a NUL byte"},
        Refused{.name = "KeyTwice", .text = R"({"a":1,"a":2})", .where = "byte 11", .words = "'a' stands twice"},
        Refused{.name = "KeyTwiceOnceAsAnEscape",
                .text = R"({"a":1,"\u0061":2})",
                .where = "byte 16",
                .words = "'a' stands twice"},
        Refused{.name = "KeyTwiceDeepInside",
                .text = R"({"x":[{"a":1,"a":2}]})",
                .where = "byte 17",
                .words = "'a' stands twice"},
        Refused{.name = "TooDeep", .text = nested(33), .where = "byte 33", .words = "nested deeper than 32 levels"},
        Refused{.name = "BareByteOfLatin1", .text = "\"\xe4\"", .where = "byte 2", .words = "encoding"},
        Refused{.name = "CutSequence", .text = "\"\xc3\"", .where = "byte 2", .words = "encoding"},
        Refused{.name = "OverlongSequence", .text = "\"\xc0\xaf\"", .where = "byte 2", .words = "encoding"},
        Refused{.name = "SurrogateAsBytes", .text = "\"\xed\xa0\x80\"", .where = "byte 2", .words = "encoding"},
        Refused{.name = "LoneHighSurrogate", .text = R"("\ud800")", .where = "byte 2", .words = "surrogate"},
        Refused{
            .name = "LoneLowSurrogate", .text = R"("\udc00")", .where = "byte 9", .words = "half of a surrogate pair"},
        Refused{.name = "LoneLowSurrogateInAKey",
                .text = R"({"\udc00":1})",
                .where = "byte 10",
                .words = "half of a surrogate pair"},
        Refused{.name = "ByteOrderMark", .text = "\xef\xbb\xbf{}", .where = "byte 1", .words = "Invalid value"},
        Refused{.name = "Comment", .text = "{} // x", .where = "byte 4", .words = "must not be followed"},
        Refused{.name = "TrailingComma", .text = "[1,]", .where = "byte 4", .words = "Invalid value"},
        Refused{.name = "NotANumber", .text = "NaN", .where = "byte 1", .words = "Invalid value"},
        Refused{.name = "NumberTooLarge", .text = "1e999", .where = "byte 1", .words = "too big"},
        Refused{.name = "ControlCharacter", .text = "\"a\nb\"", .where = "byte 3", .words = "Invalid"},
        Refused{.name = "CutOff", .text = R"({"a":[1)", .where = "byte 8", .words = ""}),
    [](const auto& row) { return std::string(row.param.name); });

// Half a million brackets end the library's own default parser.
TEST(Json, AMillionBracketsAreRefusedAtOnce) {
  const std::string brackets(1'000'000, '[');
  const auto begin = tests::processor_time();
  EXPECT_FALSE(parse_json(brackets));
  EXPECT_LT(tests::processor_time() - begin, std::chrono::milliseconds(500));
}

TEST(Json, AskingForAnotherTypeThrows) {
  const auto document = parse_json("1");
  ASSERT_TRUE(document);
  EXPECT_THROW(string_of(*document), std::logic_error);
}

TEST(Json, WritesKeysAndStringsOfAnyView) {
  JsonBuffer buffer;
  JsonWriter writer(buffer);
  writer.StartObject();
  write_key(writer, "key and more"sv.substr(0, 3));
  write_string(writer, "\"ä\" and more"sv.substr(0, 4));
  writer.EndObject();
  EXPECT_EQ(text_of(buffer), R"({"key":"\"ä\""})");
}

}  // namespace
}  // namespace kohtaamo::config
