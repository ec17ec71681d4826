// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_message.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace kohtaamo::server {
namespace {

TEST(HttpMessage, ReadsTheExampleOfItsHeader) {
  const auto target = parse_target("/haku?q=%C3%A4iti+lapsi&stage=idea&stage=pilot");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/haku");
  EXPECT_EQ(target->query, (std::vector<NameValue>{{"q", "äiti lapsi"}, {"stage", "idea"}, {"stage", "pilot"}}));
}

struct TargetCase {
  std::string_view target{};
  std::string_view path{};  // empty: refused
  std::string_view where{};
  std::string_view why{};
};

const std::vector<TargetCase> target_cases{
    {.target = "/", .path = "/", .where = "", .why = "the front page"},
    {.target = "/fi/a%20b+c", .path = "/fi/a b+c", .where = "", .why = "a plus in a path is a plus"},
    {.target = "/x/sample%3An-001", .path = "/x/sample:n-001", .where = "", .why = "a record id"},
    {.target = "/a%252e%252e/b", .path = "/a%2e%2e/b", .where = "", .why = "decoded once, never twice"},
    {.target = "/..hidden/...", .path = "/..hidden/...", .where = "", .why = "dots inside a name"},
    {.target = "/a//b", .path = "/a//b", .where = "", .why = "an empty segment matches no route"},
    {.target = "/../etc/passwd", .path = "", .where = "path", .why = "upwards"},
    {.target = "/a/%2e%2e/b", .path = "", .where = "path", .why = "upwards, encoded"},
    {.target = "/a/%2E.%2Fb", .path = "", .where = "path", .why = "upwards, half encoded"},
    {.target = "/a/..", .path = "", .where = "path", .why = "upwards at the end"},
    {.target = "/a/./b", .path = "", .where = "path", .why = "staying"},
    {.target = "/a%5c..%5cb", .path = "", .where = "path", .why = "backslash"},
    {.target = "/a.txt%00.html", .path = "", .where = "path", .why = "NUL"},
    {.target = "/a%0d%0ab", .path = "", .where = "path", .why = "line ends"},
    {.target = "/%", .path = "", .where = "path", .why = "cut short"},
    {.target = "/%4", .path = "", .where = "path", .why = "cut short"},
    {.target = "/%zz", .path = "", .where = "path", .why = "not hexadecimal"},
    {.target = "/%c3", .path = "", .where = "path", .why = "half a character"},
    {.target = "/%c0%af", .path = "", .where = "path", .why = "overlong slash"},
    {.target = "/%ed%a0%80", .path = "", .where = "path", .why = "a surrogate"},
    {.target = "/%f4%90%80%80", .path = "", .where = "path", .why = "past the last character"},
    {.target = "/?q=%ff", .path = "", .where = "q", .why = "not UTF-8"},
    {.target = "/?limit=5&q=a%00b", .path = "", .where = "q", .why = "NUL"},
    {.target = "/?q=%1b", .path = "", .where = "q", .why = "a control character"},
    {.target = "/?%zz=1", .path = "", .where = "query", .why = "a name that cannot be read"},
};

TEST(HttpMessage, ReadsTargetsStrictly) {
  for (const auto& row : target_cases) {
    const auto target = parse_target(row.target);
    ASSERT_EQ(target.has_value(), !row.path.empty()) << row.target << ": " << row.why;
    if (target) {
      EXPECT_EQ(target->path, row.path) << row.why;
    } else {
      EXPECT_EQ(target.error().code, config::ErrorCode::bad_request) << row.target;
      EXPECT_EQ(target.error().where, row.where) << row.target;
    }
  }
}

TEST(HttpMessage, KeepsEveryParameterAndItsOrder) {
  const auto pairs = parse_query_text("b=2&&a=1&a&=x&t=%0A%09&e=a=b");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(*pairs,
            (std::vector<NameValue>{{"b", "2"}, {"a", "1"}, {"a", ""}, {"", "x"}, {"t", "\n\t"}, {"e", "a=b"}}));
}

TEST(HttpMessage, EncodesWhatItReads) {
  std::string every_byte_of_ascii;
  for (char c = 0x20; c < 0x7F; ++c) every_byte_of_ascii += c;
  const std::string text = every_byte_of_ascii + "åäö€😀";
  const auto pairs = parse_query_text("q=" + percent_encode(text));
  ASSERT_TRUE(pairs);
  EXPECT_EQ(pairs->front().second, text);
  EXPECT_EQ(percent_encode("sample:n-001/ä"), "sample%3An-001%2F%C3%A4");
}

TEST(HttpMessage, FindsHeadersWhateverTheirCase) {
  HttpRequest request;
  request.headers = {{"if-none-match", "\"a\""}, {"if-none-match", "\"b\""}};
  request.query = {{"q", "x"}};
  EXPECT_EQ(request.find_header("If-None-Match"), "\"a\"");
  EXPECT_EQ(request.find_header("If-Match"), std::nullopt);
  EXPECT_EQ(request.find_query("q"), "x");
  EXPECT_EQ(request.find_query("Q"), std::nullopt);
}

}  // namespace
}  // namespace kohtaamo::server
