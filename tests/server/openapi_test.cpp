// SPDX-License-Identifier: GPL-3.0-or-later
// openapi.json against the table of routes, both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "server/routes.h"
#include "tests/support/fixture.h"
#include "tests/support/source_files.h"

namespace kohtaamo::server {
namespace {

using config::JsonDocument;
using config::JsonValue;

const JsonDocument& openapi() {
  static const JsonDocument document = [] {
    auto parsed = config::parse_json(tests::read_file("server/openapi.json"));
    return std::move(parsed.value());
  }();
  return document;
}

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return lower;
}

const JsonValue* operation_of(const Route& route) {
  const JsonValue& paths = openapi()["paths"];
  const auto path = paths.FindMember(std::string(route.path));
  if (path == paths.MemberEnd()) return nullptr;
  const auto method = path->value.FindMember(in_lower_case(route.method));
  return method == path->value.MemberEnd() ? nullptr : &method->value;
}

// Parameters are named once, in the components.
const JsonValue& resolved(const JsonValue& parameter) {
  return tests::at(openapi(), std::string(config::string_of(parameter["$ref"])).substr(1));
}

std::set<std::string> parameters_of(const JsonValue& operation, std::string_view in) {
  std::set<std::string> names;
  if (!operation.HasMember("parameters")) return names;
  for (const JsonValue& one : operation["parameters"].GetArray()) {
    const JsonValue& parameter = resolved(one);
    if (config::string_of(parameter["in"]) == in) names.emplace(config::string_of(parameter["name"]));
  }
  return names;
}

class RouteInOpenApi : public testing::TestWithParam<Route> {};

TEST_P(RouteInOpenApi, IsDescribedWithItsParameters) {
  const Route& route = GetParam();
  const JsonValue* operation = operation_of(route);
  ASSERT_NE(operation, nullptr) << route.method << ' ' << route.path << " is not in openapi.json";
  EXPECT_EQ(parameters_of(*operation, "query"),
            std::set<std::string>(route.parameters.begin(), route.parameters.end()));
  std::set<std::string> in_path;
  for (const char* name : {"id", "record"})
    if (route.path.find("{" + std::string(name) + "}") != std::string_view::npos) in_path.insert(name);
  EXPECT_EQ(parameters_of(*operation, "path"), in_path);
  EXPECT_EQ(operation->HasMember("security"), route.scope != Scope::open);
}

INSTANTIATE_TEST_SUITE_P(All, RouteInOpenApi, testing::ValuesIn(api_routes().begin(), api_routes().end()));

TEST(OpenApi, DescribesNothingThatIsNotARoute) {
  for (const auto& path : openapi()["paths"].GetObject())
    for (const auto& method : path.value.GetObject()) {
      const bool is_route = std::ranges::any_of(api_routes(), [&](const Route& route) {
        return route.path == config::string_of(path.name) &&
               in_lower_case(route.method) == config::string_of(method.name);
      });
      EXPECT_TRUE(is_route) << config::string_of(method.name) << ' ' << config::string_of(path.name);
    }
}

void expect_references_lead_somewhere(const JsonValue& value) {
  if (value.IsArray())
    for (const JsonValue& one : value.GetArray()) expect_references_lead_somewhere(one);
  if (!value.IsObject()) return;
  for (const auto& member : value.GetObject()) {
    if (config::string_of(member.name) == "$ref")
      EXPECT_NO_THROW(tests::at(openapi(), std::string(config::string_of(member.value)).substr(1)));
    else
      expect_references_lead_somewhere(member.value);
  }
}

TEST(OpenApi, HasNoReferenceThatLeadsNowhere) { expect_references_lead_somewhere(openapi()); }

// Each member of a real reply stands in the schema of the same name.
void expect_described(const JsonValue& reply, const std::string& schema) {
  const JsonValue& properties = tests::at(openapi(), "/components/schemas/" + schema + "/properties");
  for (const auto& member : reply.GetObject())
    EXPECT_TRUE(properties.HasMember(member.name)) << schema << " lacks " << config::string_of(member.name);
  for (const JsonValue& name : tests::at(openapi(), "/components/schemas/" + schema + "/required").GetArray())
    EXPECT_TRUE(reply.HasMember(name)) << "the reply lacks " << config::string_of(name) << " of " << schema;
}

TEST(OpenApi, NamesTheMembersOfRealReplies) {
  tests::Fixture fixture;
  expect_described(tests::json_of(fixture.get("/api/v1/search?q=yksin%C3%A4isyys")), "search_result");
  expect_described(tests::json_of(fixture.get("/api/v1/suggest?q=yks")), "suggestions");
  expect_described(tests::json_of(fixture.post("/api/v1/match", R"({"id":"test:need-1"})")), "match_result");
  expect_described(tests::json_of(fixture.post("/api/v1/bundle", R"({"id":"test:need-1"})")), "bundle");
  expect_described(tests::json_of(fixture.post("/api/v1/mirror", R"({"id":"test:call-1"})")), "mirror");
  expect_described(tests::json_of(fixture.post("/api/v1/consortium", R"({"call":"test:call-1"})")), "consortium");
  expect_described(tests::json_of(fixture.post("/api/v1/overlap", R"({"id":"test:inn-1"})")), "overlap");
  expect_described(tests::json_of(fixture.get("/api/v1/records/test%3Ainn-1/lineage")), "lineage");
  expect_described(tests::json_of(fixture.send(
                       {.method = "PUT",
                        .target = "/api/v1/needs/test%3Aneed-1/feedback/test%3Ainn-1",
                        .body = R"({"verdict":"fits"})",
                        .headers = {{"content-type", "application/json"}, fixture.authorization({"records:write"})}})),
                   "feedback");
  expect_described(tests::json_of(fixture.get("/ready")), "ready");
  expect_described(tests::json_of(fixture.get("/version")), "version");
  expect_described(tests::json_of(fixture.get("/api/v1/nothing")), "problem");
  expect_described(tests::json_of(fixture.get("/api/v1/code-lists/stages")), "code_list");
}

}  // namespace

// Names the row in the output of the test.
void PrintTo(const Route& route, std::ostream* out) { *out << route.method << ' ' << route.path; }

}  // namespace kohtaamo::server
