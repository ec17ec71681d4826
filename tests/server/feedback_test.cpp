// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a match, over HTTP: kept, and heeded for as long as the record stays what it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using testing::Contains;
using testing::Not;
using tests::at;
using tests::json_of;
using tests::text_at;

class Feedbacks : public testing::Test {
 protected:
  HttpReply send(const std::string& method, const std::string& path, const std::string& body = "",
                 const std::optional<NameValue>& key = std::nullopt) {
    return service_.send({.method = method,
                          .target = "/api/v1/needs/" + path,
                          .body = body,
                          .headers = {{"content-type", "application/json"}, key.value_or(key_)}});
  }
  std::vector<std::string> matches() {
    const auto json = json_of(service_.post("/api/v1/match", R"({"id":"test:need-1","types":["innovation"]})"));
    std::vector<std::string> ids;
    for (const config::JsonValue& one : at(json, "/matches").GetArray()) ids.emplace_back(config::string_of(one["id"]));
    return ids;
  }
  // The record with another title, or another body alone.
  void change(const std::function<void(corpora::Record&)>& edit) {
    auto record = corpora::read_record(service_.get("/api/v1/records/test%3Ainn-1").body)->record;
    edit(record);
    const auto reply = service_.send({.method = "PUT",
                                      .target = "/api/v1/records/test%3Ainn-1?wait=true",
                                      .body = corpora::to_json(record),
                                      .headers = {{"content-type", "application/json"}, key_}});
    ASSERT_EQ(reply.status, 200) << reply.body;
  }

  tests::Fixture service_{};
  NameValue key_ = service_.authorization({"records:write"});
  const std::string of_inn_1 = "test%3Aneed-1/feedback/test%3Ainn-1";
};

TEST_F(Feedbacks, AreKeptReplacedAndTakenBack) {
  EXPECT_EQ(send("GET", of_inn_1).status, 404);
  EXPECT_EQ(text_at(json_of(send("PUT", of_inn_1, R"({"verdict":"contacted"})")), "/verdict"), "contacted");
  EXPECT_EQ(text_at(json_of(send("PUT", of_inn_1, R"({"verdict":"adopted"})")), "/verdict"), "adopted");
  EXPECT_EQ(text_at(json_of(send("GET", of_inn_1)), "/verdict"), "adopted");
  EXPECT_EQ(at(json_of(send("GET", "test%3Aneed-1/feedback")), "/feedback").Size(), 1U);
  EXPECT_EQ(send("DELETE", of_inn_1).status, 204);
  EXPECT_EQ(send("DELETE", of_inn_1).status, 404);
  EXPECT_EQ(at(json_of(send("GET", "test%3Aneed-1/feedback")), "/feedback").Size(), 0U);
}

TEST_F(Feedbacks, OutliveTheServer) {
  ASSERT_EQ(send("PUT", of_inn_1, R"({"verdict":"dismissed"})").status, 200);
  auto store = corpora::Store::open(service_.data_directory(), corpora::Store::Mode::read_only);
  ASSERT_TRUE(store);
  const auto kept = store->find_feedback("test:need-1", "test:inn-1");
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->verdict, "dismissed");
}

TEST_F(Feedbacks, LeaveOutWhatWasDismissedUntilItChangesWhereItMatters) {
  ASSERT_THAT(matches(), Contains("test:inn-1"));
  ASSERT_EQ(send("PUT", of_inn_1, R"({"verdict":"dismissed"})").status, 200);
  EXPECT_THAT(matches(), Not(Contains("test:inn-1")));
  change([](corpora::Record& record) { record.body.fi += " Lisäys."; });
  EXPECT_THAT(matches(), Not(Contains("test:inn-1")));
  EXPECT_EQ(text_at(json_of(send("GET", of_inn_1)), "/record_unchanged"), "true");
  change([](corpora::Record& record) { record.stage = "established"; });
  EXPECT_THAT(matches(), Contains("test:inn-1"));
  EXPECT_EQ(text_at(json_of(send("GET", of_inn_1)), "/record_unchanged"), "false");
}

TEST_F(Feedbacks, OtherThanDismissedLeaveNothingOut) {
  for (const char* verdict : {"fits", "does_not_fit", "contacted", "adopted"}) {
    ASSERT_EQ(send("PUT", of_inn_1, R"({"verdict":")" + std::string(verdict) + R"("})").status, 200);
    EXPECT_THAT(matches(), Contains("test:inn-1")) << verdict;
  }
}

TEST_F(Feedbacks, AreForWhoMayWriteTheNeed) {
  const std::string body = R"({"verdict":"fits"})";
  EXPECT_EQ(service_.send({.method = "PUT", .target = "/api/v1/needs/" + of_inn_1, .body = body}).status, 401);
  EXPECT_EQ(send("PUT", of_inn_1, body, service_.authorization({"metrics"})).status, 403);
  EXPECT_EQ(send("PUT", of_inn_1, body, service_.authorization({"records:write"}, "other")).status, 403);
  EXPECT_EQ(send("GET", of_inn_1, "", service_.authorization({"records:write"}, "other")).status, 403);
  EXPECT_EQ(send("PUT", of_inn_1, body, service_.authorization({"records:write"}, "test")).status, 200);
}

TEST_F(Feedbacks, AreRefusedWithThePlace) {
  EXPECT_EQ(send("PUT", of_inn_1, R"({"verdict":"fit"})").status, 400);
  EXPECT_EQ(send("PUT", "test%3Ainn-1/feedback/test%3Ainn-2", R"({"verdict":"fits"})").status, 400);
  EXPECT_EQ(send("PUT", "test%3Anone/feedback/test%3Ainn-2", R"({"verdict":"fits"})").status, 404);
  EXPECT_EQ(send("PUT", "test%3Aneed-1/feedback/test%3Anone", R"({"verdict":"fits"})").status, 404);
}

}  // namespace
}  // namespace kohtaamo::server
