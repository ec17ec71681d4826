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
      ASSERT_EQ(reply.status, 200) << reply.body;
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
      "/api/v1/search?q=test:actor-secret",
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
  // Nor does the owner's own page lead to the need.
  EXPECT_THAT(body_of("/api/v1/records/test%3Aactor-secret/links"), Not(HasSubstr("need-secret")));
  EXPECT_THAT(body_of("/api/v1/records/test%3Aactor-secret"), Not(HasSubstr("need-secret")));
}

}  // namespace
}  // namespace kohtaamo::server
