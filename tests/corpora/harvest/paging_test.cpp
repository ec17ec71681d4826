// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/paging.h"

#include <gmock/gmock.h>

namespace kohtaamo::corpora::harvest {
namespace {

using ::testing::HasSubstr;

// As OpenAlex pages: {"meta":{"count":3,"next_cursor":"abc"},"results":[…]}
Source openalex() {
  return {.name = "openalex",
          .url = "https://api.openalex.org/works?filter=x",
          .protocol = Protocol::json,
          .rows = "results",
          .total = "meta.count",
          .next = "meta.next_cursor",
          .cursor_parameter = "cursor",
          .first_cursor = "*"};
}

// As haeavustuksia.fi pages: {"totalCount":3,"pageCount":2,"hakuilmoitukset":[…]}
Source haeavustuksia() {
  return {.name = "haeavustuksia",
          .url = "https://www.haeavustuksia.fi/api/haku/list-items?Pagination.PageSize=100",
          .protocol = Protocol::json,
          .rows = "hakuilmoitukset",
          .total = "totalCount",
          .page_count = "pageCount",
          .page_parameter = "Pagination.Page"};
}

ListPage read(const Source& source, const ListPlace& at, const std::string& body) {
  const auto page = read_list_page(source, at, {.status = 200, .url = source.url, .body = body});
  EXPECT_TRUE(page) << to_text(page.error());
  return page.value_or(ListPage{});
}

std::string complaint(const Source& source, const std::string& body) {
  const auto page = read_list_page(source, {}, {.status = 200, .url = source.url, .body = body});
  return page ? "none" : page.error().message;
}

TEST(Paging, ACursorBeginsWithItsFirstAndGoesOnEscaped) {
  EXPECT_EQ(ask_for_page(openalex(), {}).url, "https://api.openalex.org/works?filter=x&cursor=%2A");
  EXPECT_EQ(ask_for_page(openalex(), {.next = "a/b="}).url, "https://api.openalex.org/works?filter=x&cursor=a%2Fb%3D");
}

TEST(Paging, ACursorGoesOnUntilItIsNullOrAllHasCome) {
  const auto first = read(openalex(), {}, R"({"meta":{"count":3,"next_cursor":"b"},"results":[1,2]})");
  EXPECT_EQ(first.next, "b");
  EXPECT_EQ(first.rows, 2);
  EXPECT_EQ(first.total, 3);
  EXPECT_EQ(read(openalex(), {.rows = 2}, R"({"meta":{"count":3,"next_cursor":"c"},"results":[3]})").next, "");
  EXPECT_EQ(read(openalex(), {}, R"({"meta":{"count":30,"next_cursor":null},"results":[1]})").next, "");
  EXPECT_EQ(read(openalex(), {.rows = 2}, R"({"meta":{"count":3,"next_cursor":"c"},"results":[]})").next, "");
}

TEST(Paging, NumbersGoOnAsFarAsThePageCountSays) {
  EXPECT_THAT(ask_for_page(haeavustuksia(), {}).url, ::testing::EndsWith("PageSize=100&Pagination.Page=1"));
  const auto first = read(haeavustuksia(), {}, R"({"totalCount":3,"pageCount":2,"hakuilmoitukset":[1,2]})");
  EXPECT_EQ(first.next, "2");
  EXPECT_THAT(ask_for_page(haeavustuksia(), {.next = first.next}).url, ::testing::EndsWith("Pagination.Page=2"));
  EXPECT_EQ(
      read(haeavustuksia(), {.next = "2", .rows = 2}, R"({"totalCount":3,"pageCount":2,"hakuilmoitukset":[3]})").next,
      "");
  Source from_zero = haeavustuksia();
  from_zero.first_page = 0;
  EXPECT_EQ(read(from_zero, {}, R"({"totalCount":3,"pageCount":2,"hakuilmoitukset":[1,2]})").next, "1");
  EXPECT_EQ(read(from_zero, {.next = "1", .rows = 2}, R"({"totalCount":3,"pageCount":2,"hakuilmoitukset":[3]})").next,
            "");
}

TEST(Paging, NumbersGoOnAsFarAsTheTotalSaysOrUntilAPageIsEmpty) {
  Source source = haeavustuksia();
  source.page_count.clear();
  EXPECT_EQ(read(source, {}, R"({"totalCount":3,"hakuilmoitukset":[1,2]})").next, "2");
  EXPECT_EQ(read(source, {.next = "2", .rows = 2}, R"({"totalCount":3,"hakuilmoitukset":[3]})").next, "");
  source.total.clear();
  EXPECT_EQ(read(source, {.next = "2", .rows = 2}, R"({"hakuilmoitukset":[3]})").next, "3");
  EXPECT_EQ(read(source, {.next = "3", .rows = 3}, R"({"hakuilmoitukset":[]})").next, "");
}

TEST(Paging, SaysWhatAReplyLacks) {
  EXPECT_THAT(complaint(openalex(), R"({"meta":{"count":3},"Results":[]})"), HasSubstr("no list 'results'"));
  EXPECT_THAT(complaint(openalex(), R"({"results":[]})"), HasSubstr("no number 'meta.count'"));
  EXPECT_THAT(complaint(openalex(), R"({"results":[)"), HasSubstr("no JSON"));
  EXPECT_THAT(complaint({.url = "http://a.invalid", .protocol = Protocol::json}, "{}"), HasSubstr("no list of rows"));
}

TEST(Paging, AFormIsSentWithEachPage) {
  Source source = haeavustuksia();
  source.parts = {{.name = "query", .type = "application/json", .content = "{}"}};
  EXPECT_EQ(ask_for_page(source, {.next = "2"}).parts.size(), 1U);
}

TEST(Paging, ARepositoryIsAskedBySetPrefixAndMoment) {
  const Source source{
      .url = "https://a.invalid/oai/request", .protocol = Protocol::oai_pmh, .set = "com_1", .prefix = "kk"};
  EXPECT_EQ(ask_for_page(source, {.from = "2026-11-01"}).url,
            "https://a.invalid/oai/request?verb=ListRecords&metadataPrefix=kk&set=com_1&from=2026-11-01");
  EXPECT_EQ(ask_for_page(source, {.next = "a b&c", .from = "2026-11-01"}).url,
            "https://a.invalid/oai/request?verb=ListRecords&resumptionToken=a%20b%26c");
}

TEST(Paging, ARepositoryMustSpeakTheSecondVersion) {
  const auto read_it = [](const std::string& body) { return read_identity({.status = 200, .body = body}); };
  const std::string begin = "<OAI-PMH><Identify><protocolVersion>";
  EXPECT_FALSE(read_it(begin + "1.1</protocolVersion></Identify></OAI-PMH>"));
  EXPECT_FALSE(read_it("<OAI-PMH/>"));
  EXPECT_FALSE(read_it("Hello"));
  const auto days = read_it(begin + "2.0</protocolVersion><granularity>YYYY-MM-DD</granularity></Identify></OAI-PMH>");
  ASSERT_TRUE(days);
  EXPECT_FALSE(days->has_seconds);
  EXPECT_FALSE(days->tells_deleted);
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
