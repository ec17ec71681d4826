// SPDX-License-Identifier: GPL-3.0-or-later
// Changes over HTTP, through App::handle.
#include "server/writes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using tests::at;
using tests::header_of;
using tests::json_of;
using tests::Sent;
using tests::text_at;

constexpr std::string_view record_path = "/api/v1/records/new%3A1";

std::string paper(std::string_view id, std::string_view title) {
  const std::string source(id.substr(0, id.find(':')));
  return R"({"id":")" + std::string(id) + R"(","type":"paper","title":{"fi":")" + std::string(title) +
         R"("},"lang":["fi"],"licence":"unknown","provenance":{"source":")" + source + R"(","source_id":"1"}})";
}

class Writing : public testing::Test {
 protected:
  HttpReply put(std::string_view body, std::vector<NameValue> more = {}) {
    Sent sent{.method = "PUT",
              .target = std::string(record_path) + "?wait=true",
              .body = std::string(body),
              .headers = {{"content-type", "application/json"}, key_}};
    sent.headers.insert(sent.headers.end(), more.begin(), more.end());
    return service_.send(sent);
  }
  HttpReply import(std::string_view lines) {
    return service_.send({.method = "POST",
                          .target = "/api/v1/import?wait=true",
                          .body = std::string(lines),
                          .headers = {{"content-type", "application/x-ndjson"}, key_}});
  }
  std::size_t found(std::string_view word) {
    return static_cast<std::size_t>(at(json_of(service_.get("/api/v1/search?q=" + std::string(word))), "/hits").Size());
  }

  tests::Fixture service_{""};
  NameValue key_ = service_.authorization({"records:write"});
};

TEST_F(Writing, IsFoundOnceItHasWaited) {
  const HttpReply added = put(paper("new:1", "Majakka"));
  EXPECT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(text_at(json_of(added), "/change"), "added");
  EXPECT_EQ(text_at(json_of(added), "/indexed"), "true");
  EXPECT_EQ(found("majakka"), 1U);
  EXPECT_EQ(put(paper("new:1", "Majakka")).status, 200);
  EXPECT_EQ(text_at(json_of(put(paper("new:1", "Majakka"))), "/change"), "unchanged");
  EXPECT_EQ(text_at(json_of(put(paper("new:1", "Luotsi"))), "/change"), "changed");
  EXPECT_EQ(found("majakka"), 0U);
}

TEST_F(Writing, KeepsItsTagFromStoreToIndex) {
  const std::string tag = header_of(put(paper("new:1", "Majakka")), "ETag");
  EXPECT_FALSE(tag.empty());
  EXPECT_EQ(header_of(service_.get(record_path), "ETag"), tag);
}

// The text names concepts, which the index adds to what reads show.
TEST_F(Writing, PutsBackWhatWasRead) {
  const std::string tag = header_of(put(paper("new:1", "Yksinäisyys kunnassa")), "ETag");
  const HttpReply read = service_.get(record_path);
  EXPECT_THAT(read.body, testing::HasSubstr(R"("by":"rule")"));
  EXPECT_EQ(header_of(read, "ETag"), tag);
  const HttpReply back = put(read.body, {{"if-match", tag}});
  EXPECT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(text_at(json_of(back), "/change"), "unchanged");
  EXPECT_EQ(header_of(back, "ETag"), tag);
}

TEST_F(Writing, MakesANewRecordOnlyWhereThereIsNone) {
  const std::vector<NameValue> only_new{{"if-none-match", "*"}};
  EXPECT_EQ(put(paper("new:1", "Majakka"), only_new).status, 201);
  EXPECT_EQ(put(paper("new:1", "Luotsi"), only_new).status, 412);
  EXPECT_EQ(found("luotsi"), 0U);
  EXPECT_EQ(put(paper("new:1", "Luotsi"), {{"if-none-match", "\"abc\""}}).status, 400);
}

TEST_F(Writing, RefusesToOverwriteWhatHasChanged) {
  const std::string tag = header_of(put(paper("new:1", "Majakka")), "ETag");
  EXPECT_EQ(put(paper("new:1", "Luotsi"), {{"if-match", tag}}).status, 200);
  const HttpReply late = put(paper("new:1", "Satama"), {{"if-match", tag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(text_at(json_of(late), "/code"), "precondition_failed");
  EXPECT_EQ(put(paper("new:1", "Satama"), {{"if-match", "*"}}).status, 200);
}

TEST_F(Writing, DeletesAndSaysWhenThereIsNothingToDelete) {
  put(paper("new:1", "Majakka"));
  const Sent erase{.method = "DELETE", .target = std::string(record_path) + "?wait=true", .headers = {key_}};
  EXPECT_EQ(service_.send(erase).status, 200);
  EXPECT_EQ(found("majakka"), 0U);
  EXPECT_EQ(service_.get(record_path).status, 410);
  EXPECT_EQ(service_.send(erase).status, 410);
  EXPECT_EQ(service_.send({.method = "DELETE", .target = "/api/v1/records/new%3A2", .headers = {key_}}).status, 404);
}

TEST_F(Writing, SaysWhatIsWrongWithARecord) {
  const auto problem = [&](std::string_view body) { return text_at(json_of(put(body)), "/errors/0/pointer"); };
  EXPECT_EQ(
      problem(
          R"({"id":"new:1","type":"paper","title":{"fi":"a"},"stage":"iddea","licence":"unknown","provenance":{"source":"new","source_id":"1"}})"),
      "/stage");
  EXPECT_EQ(problem(paper("new:2", "Toinen")), "/id");
  EXPECT_EQ(put("{").status, 400);
  EXPECT_EQ(found("toinen"), 0U);
}

TEST_F(Writing, NeedsAKeyWithTheScopeAndOfTheSource) {
  const auto status = [&](NameValue header) {
    return service_
        .send({.method = "PUT",
               .target = std::string(record_path),
               .body = paper("new:1", "Majakka"),
               .headers = {{"content-type", "application/json"}, std::move(header)}})
        .status;
  };
  EXPECT_EQ(status({"x", "y"}), 401);
  EXPECT_EQ(status({"authorization", "Basic abc"}), 401);
  EXPECT_EQ(status({"authorization", "Bearer koh_abcdefgh_0123456789012345678901234567890123456789012"}), 401);
  EXPECT_EQ(status(service_.authorization({"metrics"})), 403);
  EXPECT_EQ(status(service_.authorization({"records:write"}, "other")), 403);
  EXPECT_EQ(status(service_.authorization({"records:write"}, "new")), 201);
  const HttpReply refused = service_.send({.method = "PUT", .target = std::string(record_path)});
  EXPECT_EQ(header_of(refused, "WWW-Authenticate"), "Bearer realm=\"kohtaamo\"");
}

TEST_F(Writing, TellsWhatBecameOfEachLineOfAnImport) {
  const std::string lines =
      paper("new:1", "Majakka") + "\n{\"id\": 7\n" + paper("new:2", "Luotsi") + "\n" + paper("new:1", "Satama") + "\n";
  const HttpReply reply = import(lines);
  EXPECT_EQ(reply.status, 200) << reply.body;
  const auto json = json_of(reply);
  EXPECT_EQ(text_at(json, "/rows"), "4");
  EXPECT_EQ(text_at(json, "/added"), "2");
  EXPECT_EQ(text_at(json, "/rejected"), "2");
  EXPECT_EQ(text_at(json, "/lines/1/line"), "2");
  EXPECT_EQ(text_at(json, "/lines/1/outcome"), "rejected");
  EXPECT_EQ(text_at(json, "/lines/3/code"), "conflict");
  EXPECT_EQ(text_at(json, "/lines/3/pointer"), "/id");
  EXPECT_EQ(text_at(json, "/indexed"), "true");
  EXPECT_EQ(found("majakka"), 1U);
  EXPECT_EQ(text_at(json_of(import(lines)), "/unchanged"), "2");
  auto store = corpora::Store::open(service_.data_directory());
  ASSERT_TRUE(store);
  EXPECT_GE(store->quarantine_count("").value(), 2);
}

TEST_F(Writing, SeesWhatTheOtherProgramImports) {
  auto store = corpora::Store::open(service_.data_directory());
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->put(
      {corpora::Record{.id = "new:9", .title = {.fi = "Poiju"}, .lang = {"fi"}, .details = corpora::Paper{}}}));
  EXPECT_TRUE(service_.app().indexing()->wait_for(store->last_seq().value(), std::chrono::seconds(10)));
  EXPECT_EQ(found("poiju"), 1U);
}

TEST(TwoServers, DoNotShareADataDirectory) {
  tests::Fixture first("");
  config::Settings settings;
  settings.data.directory = first.data_directory();
  const auto second = App::open(settings);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, config::ErrorCode::locked);
  settings.server.writes = false;
  EXPECT_TRUE(App::open(settings));
}

TEST(ReadOnlyServer, NeedsAnIndex) {
  const tests::TemporaryFolder folder;
  const auto opened = App::open({.data = {.directory = folder.path()}, .server = {.writes = false}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, config::ErrorCode::index_unavailable);
}

TEST(ReadOnlyServer, ReadsAndTakesNoChanges) {
  tests::Fixture writer;
  auto opened = App::open({.data = {.directory = writer.data_directory()}, .server = {.writes = false}});
  ASSERT_TRUE(opened) << config::to_text(opened.error());
  App& app = **opened;
  EXPECT_EQ(
      app.handle({.method = "GET", .target = "/api/v1/records/test%3Ainn-1", .path = "/api/v1/records/test:inn-1"})
          .status,
      200);
  EXPECT_EQ(
      app.handle({.method = "DELETE", .target = "/api/v1/records/test%3Ainn-1", .path = "/api/v1/records/test:inn-1"})
          .status,
      403);
  EXPECT_EQ(app.handle({.method = "GET", .target = "/ready", .path = "/ready"}).status, 200);
}

}  // namespace
}  // namespace kohtaamo::server
