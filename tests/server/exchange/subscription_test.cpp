// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds and calendars through App::handle.
#include <gmock/gmock.h>

#include <pugixml.hpp>
#include <sstream>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "server/exchange/icalendar.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server::exchange {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> texts(const std::string& xml, const std::string& path) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str())) << xml;
  std::vector<std::string> found;
  for (const auto& node : document.select_nodes(path.c_str())) found.emplace_back(node.node().child_value());
  return found;
}

// The values of a property, unfolded.
std::vector<std::string> values(const std::string& calendar, const std::string& name) {
  std::string unfolded = calendar;
  for (std::size_t at = unfolded.find("\r\n "); at != std::string::npos; at = unfolded.find("\r\n ", at))
    unfolded.erase(at, 3);
  std::vector<std::string> found;
  std::istringstream lines(unfolded);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(name) && (line[name.size()] == ':' || line[name.size()] == ';'))
      found.push_back(line.substr(line.find(':') + 1, line.size() - line.find(':') - 2));
  return found;
}

class Subscription : public testing::Test {
 protected:
  corpora::Store store() { return std::move(*corpora::Store::open(service.data_directory())); }
  void put(const std::string& json) {
    auto opened = store();
    ASSERT_TRUE(opened.put({corpora::read_record(json)->record}));
    ASSERT_TRUE(service.app().indexing()->wait_for(*opened.last_seq(), std::chrono::seconds(20)));
  }
  void put_call(const std::string& day) {
    put(R"({"id":"test:moving","type":"call","title":{"fi":"Pitkä nimi, jossa on pilkku; ja ääkkösiä ääkkösiä ääkkösiä ääkkösiä"},
            "deadlines":[{"date":")" +
        day + R"(","time":"16:15"}],"licence":"CC0-1.0","provenance":{"source":"test"}})");
  }

  tests::Fixture service{};
};

TEST_F(Subscription, IsAFeedOfAnySearchWithIdsThatStay) {
  const HttpReply reply = service.get("/feed?q=kahvi&lang=fi");
  EXPECT_EQ(reply.content_type, "application/atom+xml; charset=utf-8");
  EXPECT_THAT(texts(reply.body, "/feed/entry/id"), ElementsAre("oai:kohtaamo.invalid:test:inn-1"));
  EXPECT_THAT(texts(reply.body, "/feed/entry/title"), ElementsAre("Rappukahvit"));
  const auto updated = texts(reply.body, "/feed/entry/updated");
  EXPECT_EQ(updated.front(), (*store().find("test:inn-1"))->modified_at);
  EXPECT_EQ(texts(reply.body, "/feed/updated"), updated);
}

TEST_F(Subscription, HasAFeedAlsoWhenNothingIsFound) {
  const HttpReply reply = service.get("/feed?q=zzzqq");
  EXPECT_THAT(texts(reply.body, "/feed/updated"), SizeIs(1));
  EXPECT_THAT(texts(reply.body, "/feed/entry"), SizeIs(0));
}

TEST_F(Subscription, IsNotSentAgainUnchanged) {
  const std::string tag = tests::header_of(service.get("/feed?q=kahvi"), "etag");
  EXPECT_EQ(service.send({.target = "/feed?q=kahvi", .headers = {{"if-none-match", tag}}}).status, 304);
}

TEST_F(Subscription, RefusesWhatASearchRefuses) {
  EXPECT_EQ(service.get("/feed?limit=abc").status, 400);
  EXPECT_EQ(service.get("/calendar.ics?colour=red").status, 400);
}

TEST_F(Subscription, MovesADeadlineUnderTheSameUid) {
  put_call("2026-12-15");
  const std::string target = "/calendar.ics?q=pilkku&lang=fi";
  const std::string before = service.get(target).body;
  EXPECT_THAT(values(before, "DTSTART"), ElementsAre("20261215"));
  EXPECT_THAT(values(before, "DTEND"), ElementsAre("20261216"));
  put_call("2026-12-22");
  const std::string after = service.get(target).body;
  EXPECT_THAT(values(after, "DTSTART"), ElementsAre("20261222"));
  EXPECT_THAT(values(before, "UID"), ElementsAre("test:moving-1@kohtaamo.invalid"));
  EXPECT_EQ(values(before, "UID"), values(after, "UID"));
  EXPECT_GT(std::stoll(values(after, "SEQUENCE").front()), std::stoll(values(before, "SEQUENCE").front()));
}

TEST_F(Subscription, FoldsLinesBetweenLettersAndEscapes) {
  put_call("2026-12-15");
  const std::string calendar = service.get("/calendar.ics?q=pilkku&lang=fi").body;
  EXPECT_THAT(values(calendar, "SUMMARY").front(), HasSubstr("nimi\\, jossa on pilkku\\; ja"));
  std::istringstream lines(calendar);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 76U) << line;  // 75 and the CR
    EXPECT_TRUE(line.ends_with('\r')) << line;
    EXPECT_NE(static_cast<unsigned char>(line[line.starts_with(' ') ? 1 : 0]) & 0xC0, 0x80) << line;
  }
}

TEST_F(Subscription, CancelsTheDeadlinesOfACancelledCall) {
  put(R"({"id":"test:moving","type":"call","title":{"fi":"Peruttu pilkku"},"source_status":"cancelled",
          "deadlines":[{"date":"2026-12-15"}],"licence":"CC0-1.0","provenance":{"source":"test"}})");
  EXPECT_THAT(values(service.get("/calendar.ics?q=pilkku").body, "STATUS"), ElementsAre("CANCELLED"));
}

TEST_F(Subscription, ShowsNothingConfidential) {
  EXPECT_THAT(service.get("/feed").body, AllOf(HasSubstr("test:inn-1"), Not(HasSubstr("need-3"))));
}

}  // namespace
}  // namespace kohtaamo::server::exchange
