// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/api_outline.h"
#include "tests/support/source_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;
using testing::Not;

const ApiOutline& outline() {
  static const ApiOutline read = [] {
    auto result = read_api_outline(tests::read_file("server/openapi.json"));
    if (!result) throw std::runtime_error(config::to_text(result.error()));
    return std::move(*result);
  }();
  return read;
}

const ApiOperation& operation(std::string_view method, std::string_view path) {
  for (const ApiGroup& group : outline().groups)
    for (const ApiOperation& one : group.operations)
      if (one.method == method && one.path == path) return one;
  throw std::runtime_error("no " + std::string(path));
}

TEST(ApiOutline, HasEveryOperationWithASummaryAndAnExample) {
  std::size_t count = 0;
  for (const ApiGroup& group : outline().groups) {
    EXPECT_FALSE(group.operations.empty()) << group.name;
    for (const ApiOperation& one : group.operations) {
      ++count;
      EXPECT_FALSE(one.id.empty()) << one.path;
      EXPECT_FALSE(one.summary.empty()) << one.path;
      EXPECT_THAT(one.example, HasSubstr("'{base}/")) << one.path;
      EXPECT_THAT(one.example.substr(one.example.find("{base}") + 6), Not(HasSubstr("{id}"))) << one.example;
    }
  }
  EXPECT_GT(count, 30U);
}

TEST(ApiOutline, ResolvesParametersAndTheirValues) {
  const ApiOperation& search = operation("GET", "/api/v1/search");
  const auto sort = std::ranges::find(search.parameters, "sort", &ApiParameter::name);
  ASSERT_NE(sort, search.parameters.end());
  EXPECT_THAT(sort->values, testing::Contains("deadline"));
  EXPECT_EQ(sort->default_value, "relevance");
  EXPECT_EQ(sort->place, "query");
  EXPECT_EQ(search.gives, "application/json");
  EXPECT_THAT(search.example, HasSubstr("?q=yksin%C3%A4isyys"));
}

TEST(ApiOutline, TellsOfBodiesAndOfKeys) {
  const ApiOperation& match = operation("POST", "/api/v1/match");
  EXPECT_EQ(match.takes, "application/json");
  EXPECT_THAT(match.example, HasSubstr("-d '{\"text\":"));
  const auto text = std::ranges::find(match.parameters, "text", &ApiParameter::name);
  ASSERT_NE(text, match.parameters.end());
  EXPECT_EQ(text->place, "body");
  const ApiOperation& put = operation("PUT", "/api/v1/records/{id}");
  EXPECT_THAT(put.scopes, testing::ElementsAre("records:write"));
  EXPECT_THAT(put.example, HasSubstr("-X PUT"));
  EXPECT_THAT(put.example, HasSubstr("Authorization: Bearer KEY"));
}

}  // namespace
}  // namespace kohtaamo::server
