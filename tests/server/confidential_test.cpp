// SPDX-License-Identifier: GPL-3.0-or-later
// Whose a confidential need is shows nowhere, whatever is asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/http_message.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view owner = "test:actor-secret";
constexpr std::string_view owner_name = "Salaperäisen kunnan sosiaalitoimisto";

class Confidential : public testing::Test {
 protected:
  // Written over HTTP, as it would be.
  static void SetUpTestSuite() {
    fixture_ = std::make_unique<tests::Fixture>();
    const auto put = [](std::string_view id, const std::string& json) {
      const HttpReply reply = fixture_->send(
          {.method = "PUT",
           .target = "/api/v1/records/" + percent_encode(id) + "?wait=true",
           .body = json,
           .headers = {fixture_->authorization({"records:write"}), {"content-type", "application/json"}}});
      ASSERT_EQ(reply.status, 201) << reply.body;
    };
    put(owner, R"({"id":"test:actor-secret","type":"actor","title":{"fi":"Salaperäisen kunnan sosiaalitoimisto"},)"
               R"("actor_type":"municipality","licence":"CC0-1.0","provenance":{"source":"test"}})");
    put("test:need-secret",
        R"({"id":"test:need-secret","type":"need","title":{"fi":"Yksinäisyys ja perheväkivalta"},)"
        R"("problem":{"fi":"Yksinäisyys pahenee talvella."},"owner":"test:actor-secret","visibility":"confidential",)"
        R"("contact":{"actor":"test:actor-secret","role_address":"salainen@esimerkki.invalid"},)"
        R"("target_groups":["lonely"],"licence":"CC0-1.0","provenance":{"source":"test"}})");
  }
  static void TearDownTestSuite() { fixture_.reset(); }

  static HttpReply post(std::string_view target, std::string body, std::vector<NameValue> headers = {}) {
    headers.push_back({"content-type", "application/json"});
    return fixture_->send(
        {.method = "POST", .target = std::string(target), .body = std::move(body), .headers = std::move(headers)});
  }
  static std::string body_of(std::string_view target) { return fixture_->get(target).body; }

  static std::unique_ptr<tests::Fixture> fixture_;
};
std::unique_ptr<tests::Fixture> Confidential::fixture_{};

TEST_F(Confidential, NeedsTakePartInMatchingWithoutTheirOwner) {
  const std::string body = fixture_->post("/api/v1/match", R"({"id":"test:inn-1","types":["need"],"limit":50})").body;
  EXPECT_THAT(body, HasSubstr("test:need-secret"));
  EXPECT_THAT(body, Not(HasSubstr(std::string(owner))));
  EXPECT_THAT(body, Not(HasSubstr("salainen@")));
}

TEST_F(Confidential, OwnersShowAtNoEndpoint) {
  const std::vector<std::string> targets{
      "/api/v1/search?q=perhev%C3%A4kivalta&explain=full&limit=100&facets=type,visibility,region",
      "/api/v1/records/test%3Aneed-secret",
      "/api/v1/records/test%3Aneed-secret/similar",
      "/api/v1/records/test%3Aneed-secret/links",
      "/api/v1/records/test%3Ainn-1/similar",
      "/api/v1/suggest?q=perhe",
  };
  for (const std::string& target : targets) {
    const std::string body = body_of(target);
    EXPECT_THAT(body, Not(HasSubstr("\"test:actor-secret\""))) << target;
    EXPECT_THAT(body, Not(HasSubstr("salainen@"))) << target;
    EXPECT_THAT(body, Not(HasSubstr(std::string(owner_name)))) << target;
  }
  // Nor does the owner lead to the need.
  EXPECT_THAT(body_of("/api/v1/search?q=test:actor-secret"), Not(HasSubstr("need-secret")));
  EXPECT_THAT(body_of("/api/v1/records/test%3Aactor-secret/links"), Not(HasSubstr("need-secret")));
  EXPECT_THAT(body_of("/api/v1/records/test%3Aactor-secret"), Not(HasSubstr("need-secret")));
}

// The key that may write a need may also ask what answers it.
TEST_F(Confidential, NeedsAreMatchedByIdForTheirOwnKey) {
  const NameValue key = fixture_->authorization({"records:write"}, "test");
  for (const std::string_view route : {"/api/v1/match", "/api/v1/bundle", "/api/v1/overlap"}) {
    const HttpReply reply = post(route, R"({"id":"test:need-secret"})", {key});
    EXPECT_EQ(reply.status, 200) << route << reply.body;
  }
  const HttpReply matched = post("/api/v1/match", R"({"id":"test:need-secret","types":["need","innovation"]})", {key});
  EXPECT_THAT(matched.body, HasSubstr("\"id\":\"test:inn-1\""));
  const config::JsonDocument json = tests::json_of(matched);
  EXPECT_THAT(json["matches"].Size(), testing::Gt(0U));
  for (const auto& match : json["matches"].GetArray()) EXPECT_STRNE(match["id"].GetString(), "test:need-secret");
}

TEST_F(Confidential, NobodyElseLearnsByIdThatANeedIsThere) {
  const NameValue strange = fixture_->authorization({"records:write"}, "other");
  for (const std::string_view route : {"/api/v1/match", "/api/v1/bundle", "/api/v1/overlap"})
    for (const std::vector<NameValue>& headers : {std::vector<NameValue>{}, std::vector<NameValue>{strange}}) {
      const HttpReply there = post(route, R"({"id":"test:need-secret"})", headers);
      const HttpReply absent = post(route, R"({"id":"test:need-absent"})", headers);
      EXPECT_EQ(there.status, absent.status) << route;
      EXPECT_EQ(tests::text_at(tests::json_of(there), "/detail"), tests::text_at(tests::json_of(absent), "/detail"));
    }
  EXPECT_EQ(post("/api/v1/match", R"({"id":"test:need-secret"})", {strange}).status, 404);
  // A key that is none is refused whatever it asks for.
  const NameValue wrong{"authorization", "Bearer koh_wrong"};
  EXPECT_EQ(post("/api/v1/match", R"({"id":"test:need-secret"})", {wrong}).status, 401);
  EXPECT_EQ(post("/api/v1/match", R"({"id":"test:need-absent"})", {wrong}).status, 401);
  // Nor by what is said of its matches.
  const auto feedback_of = [&](std::string_view id) {
    return fixture_->send(
        {.method = "GET", .target = "/api/v1/needs/" + percent_encode(id) + "/feedback", .headers = {strange}});
  };
  EXPECT_EQ(feedback_of("test:need-secret").status, 404);
  EXPECT_EQ(feedback_of("test:need-absent").status, 404);
}

}  // namespace
}  // namespace kohtaamo::server
