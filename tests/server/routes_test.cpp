// SPDX-License-Identifier: GPL-3.0-or-later
// Requests through App::handle, without a socket.
#include "server/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <future>
#include <set>
#include <thread>

#include "tests/support/fixture.h"
#include "tests/support/processor_time.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using tests::at;
using tests::header_of;
using tests::json_of;
using tests::text_at;

// Nobody writes here: one service for all these tests.
tests::Fixture& service() {
  static tests::Fixture fixture;
  return fixture;
}

std::vector<std::string> ids_of(const HttpReply& reply) {
  const auto json = json_of(reply);
  std::vector<std::string> ids;
  for (const config::JsonValue& hit : at(json, "/hits").GetArray()) ids.emplace_back(config::string_of(hit["id"]));
  return ids;
}

std::map<std::string, int> counts_of(const HttpReply& reply, const std::string& facet) {
  const auto json = json_of(reply);
  std::map<std::string, int> counts;
  for (const config::JsonValue& value : at(json, "/facets/" + facet + "/values").GetArray())
    counts[std::string(config::string_of(value["code"]))] = value["count"].GetInt();
  return counts;
}

TEST(Routes, MatchSegmentsThatAreDecodedOneByOne) {
  const FoundRoute found = find_route(api_routes(), "GET", "/api/v1/records/doi%3A10.1%2Fabc/similar?limit=3");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.route->path, "/api/v1/records/{id}/similar");
  EXPECT_EQ(found.id, "doi:10.1/abc");
  EXPECT_EQ(find_route(api_routes(), "GET", "/api/v1/records//similar").route, nullptr);
  EXPECT_EQ(find_route(api_routes(), "GET", "/api/v1/search/").route, nullptr);
}

struct Refusal {
  std::string method{}, target{};
  int status = 0;
  std::string code{}, parameter{}, detail{};  // detail: a part of it
};
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.method << ' ' << refusal.target; }

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, SaysWhatAndWhere) {
  const Refusal& row = GetParam();
  const HttpReply reply = service().send({.method = row.method, .target = row.target});
  EXPECT_EQ(reply.status, row.status);
  EXPECT_EQ(reply.content_type, "application/problem+json");
  const auto json = json_of(reply);
  EXPECT_EQ(text_at(json, "/code"), row.code);
  EXPECT_EQ(text_at(json, "/type"), "/problems/" + row.code);
  EXPECT_THAT(text_at(json, "/detail"), HasSubstr(row.detail));
  if (!row.parameter.empty()) {
    EXPECT_EQ(text_at(json, "/errors/0/parameter"), row.parameter);
  }
}

const std::string base = "/api/v1/search?";
INSTANTIATE_TEST_SUITE_P(
    Requests, Refused,
    testing::Values(Refusal{"GET", "/api/v1/serch", 404, "not_found", "", "/api/v1"},
                    Refusal{"GET", "/api/v1/records/test%3Anothing", 404, "not_found", "", "no record"},
                    Refusal{"GET", "/api/v1/records/test%3Aneed-3", 404, "not_found", "", "no record"},
                    Refusal{"GET", "/api/v1/records/" + std::string(300, 'a'), 404, "not_found", "", "no record"},
                    Refusal{"GET", "/api/v1/code-lists/stagez", 404, "not_found", "", "'stages'"},
                    Refusal{"DELETE", "/api/v1/search", 405, "method_not_allowed", "", "GET, POST, HEAD"},
                    Refusal{"PUT", "/api/v1/records/test%3Aneed-1", 401, "unauthorized", "", "Bearer"},
                    Refusal{"GET", base + "limt=3", 400, "unknown_parameter", "limt", "'limit'"},
                    Refusal{"GET", base + "limit=abc", 400, "bad_request", "limit", "0 to 100"},
                    Refusal{"GET", base + "limit=101", 400, "bad_request", "limit", "0 to 100"},
                    Refusal{"GET", base + "limit=1&limit=2", 400, "bad_request", "limit", "more than once"},
                    Refusal{"GET", base + "offset=-1", 400, "bad_request", "offset", "0 to 1000"},
                    Refusal{"GET", base + "offset=1000&limit=20", 400, "bad_request", "offset", "1000"},
                    Refusal{"GET", base + "stage=iddea", 400, "bad_request", "stage", "'idea'"},
                    Refusal{"GET", base + "stage_group=exist", 400, "bad_request", "stage_group", "stage_group"},
                    Refusal{"GET", base + "status=opne", 400, "bad_request", "status", "status"},
                    Refusal{"GET", base + "region=mk:99", 400, "bad_request", "region", "region"},
                    Refusal{"GET", base + "facets=type,colour", 400, "bad_request", "facets", "'colour'"},
                    Refusal{"GET", base + "sort=newst", 400, "bad_request", "sort", "'newest'"},
                    Refusal{"GET", base + "explain=all", 400, "bad_request", "explain", "brief"},
                    Refusal{"GET", base + "highlight=yes", 400, "bad_request", "highlight", "true"},
                    Refusal{"GET", base + "lang=xx", 400, "bad_request", "lang", "fi, sv, en"},
                    Refusal{"GET", base + "cursor=1.0123456789abcdef", 400, "bad_request", "cursor", "begin again"},
                    Refusal{"GET", base + "q=" + std::string(600, 'a'), 400, "query_too_complex", "q", "512"},
                    Refusal{"GET", "/api/v1/suggest?limit=11", 400, "bad_request", "limit", "1 to 10"},
                    Refusal{"GET", "/health?verbose=1", 400, "unknown_parameter", "verbose", "verbose"}));

TEST(Problems, SpeakTheLanguageOfTheAsker) {
  const auto title = [](std::string_view target, std::string_view accepted) {
    return text_at(json_of(service().send(
                       {.target = std::string(target), .headers = {{"accept-language", std::string(accepted)}}})),
                   "/title");
  };
  EXPECT_EQ(title("/api/v1/nothing", "sv-FI,sv;q=0.9,en;q=0.8"), "Det sökta hittades inte.");
  EXPECT_EQ(title("/api/v1/nothing", "de, fi;q=0.5, en;q=0.4"), "Etsittyä ei löytynyt.");
  EXPECT_EQ(title("/api/v1/nothing", "de"), "What was asked for was not found.");
  EXPECT_EQ(title("/api/v1/search?lang=fi&limit=x", "sv"), "Pyyntö on virheellinen.");
}

TEST(Problems, NameThePlaceInABody) {
  const auto place = [](std::string_view body) {
    return text_at(json_of(service().post("/api/v1/search", body)), "/errors/0/pointer");
  };
  EXPECT_EQ(place(R"({"limit": 1000})"), "/limit");
  EXPECT_EQ(place(R"({"limt": 1})"), "/limt");
  EXPECT_EQ(place(R"({"q": {"a": 1}})"), "/q");
  EXPECT_THAT(place("{"), StartsWith("byte "));
  EXPECT_EQ(service().send({.method = "POST", .target = "/api/v1/search", .body = "{}"}).status, 415);
}

// By the word in Finnish, by the concept of loneliness in Swedish and English.
TEST(Search, FindsInflectedWordsInThreeLanguagesAndNothingHidden) {
  const HttpReply reply = service().get("/api/v1/search?q=yksin%C3%A4isyydest%C3%A4&lang=fi");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(ids_of(reply), testing::UnorderedElementsAre("test:inn-1", "test:inn-2", "test:need-1", "test:call-1",
                                                           "test:inn-3", "test:need-2", "test:paper-1"));
  const auto json = json_of(reply);
  EXPECT_EQ(text_at(json, "/total/relation"), "exact");
  EXPECT_EQ(text_at(json, "/query/languages/0"), "fi");
  EXPECT_TRUE(at(json, "/hits/0/snippet/segments").IsArray());
}

TEST(Search, AnswersAlikeByAddressAndByBody) {
  EXPECT_EQ(ids_of(service().get("/api/v1/search?q=naapurit&type=innovation,need&stage=spreading&limit=3")),
            ids_of(service().post("/api/v1/search",
                                  R"({"q":"naapurit","type":["innovation","need"],"stage":"spreading","limit":3})")));
}

TEST(Search, FiltersByEachFieldAndByRegionsThatContain) {
  EXPECT_THAT(ids_of(service().get("/api/v1/search?type=need&limit=10")),
              testing::UnorderedElementsAre("test:need-1", "test:need-2"));
  EXPECT_THAT(ids_of(service().get("/api/v1/search?status=open")), ElementsAre("test:call-1"));
  EXPECT_THAT(ids_of(service().get("/api/v1/search?theme=test:theme-1")), ElementsAre("test:inn-1"));
  EXPECT_THAT(ids_of(service().get("/api/v1/search?region=mk:11&type=need")), ElementsAre("test:need-1"));
  EXPECT_THAT(ids_of(service().get("/api/v1/search?type=innovation&sort=newest")),
              ElementsAre("test:inn-1", "test:inn-2", "test:inn-3"));
}

TEST(Facets, CountAsIfTheirOwnFilterWereNotSet) {
  const HttpReply reply = service().get("/api/v1/search?type=need&facets=type,stage,theme");
  EXPECT_EQ(counts_of(reply, "type").at("need"), 2);
  EXPECT_EQ(counts_of(reply, "type").at("innovation"), 3);
  EXPECT_EQ(counts_of(reply, "stage"), (std::map<std::string, int>{{"need", 2}}));
  const HttpReply both = service().get("/api/v1/search?type=need&type=call&facets=type");
  EXPECT_EQ(ids_of(both).size(), 4U);
  EXPECT_EQ(text_at(json_of(both), "/facets/type/values/0/label/fi"), "sosiaalinen innovaatio");
}

TEST(Facets, NameAThemeByItsRecord) {
  const auto json = json_of(service().get("/api/v1/search?facets=theme"));
  EXPECT_EQ(text_at(json, "/facets/theme/values/0/label/sv"), "Samhörighet");
}

TEST(Paging, WalksAllHitsOnceByCursor) {
  std::set<std::string> seen;
  std::string target = "/api/v1/search?q=yksin%C3%A4isyys&limit=1";
  constexpr int last = 6;
  for (int page = 0; page <= last; ++page) {
    const HttpReply reply = service().get(target);
    for (const std::string& id : ids_of(reply)) EXPECT_TRUE(seen.insert(id).second) << id;
    const auto json = json_of(reply);
    EXPECT_EQ(at(json, "/hits/0/rank").GetInt(), page + 1);
    EXPECT_EQ(at(json, "/page/next").IsNull(), page == last);
    if (page < last) {
      target = text_at(json, "/page/next");
      EXPECT_THAT(header_of(reply, "Link"), HasSubstr("rel=\"next\""));
    }
  }
  EXPECT_EQ(seen.size(), 7U);
}

TEST(Paging, RefusesTheCursorOfAnotherSearch) {
  const std::string cursor =
      text_at(json_of(service().get("/api/v1/search?q=yksin%C3%A4isyys&limit=1")), "/page/cursor");
  EXPECT_EQ(service().get("/api/v1/search?q=yksin%C3%A4isyys&limit=2&cursor=" + cursor).status, 200);
  EXPECT_EQ(service().get("/api/v1/search?q=naapurit&limit=1&cursor=" + cursor).status, 400);
  EXPECT_EQ(service().get("/api/v1/search?q=yksin%C3%A4isyys&type=need&cursor=" + cursor).status, 400);
}

TEST(Conditional, SparesWhatTheAskerHas) {
  for (const std::string target :
       {"/api/v1/search?q=naapurit", "/api/v1/records/test%3Ainn-1", "/api/v1/code-lists/stages", "/openapi.json"}) {
    const HttpReply first = service().get(target);
    const std::string tag = header_of(first, "ETag");
    ASSERT_FALSE(tag.empty()) << target;
    const HttpReply second = service().send({.target = target, .headers = {{"if-none-match", "\"other\", " + tag}}});
    EXPECT_EQ(second.status, 304) << target;
    EXPECT_EQ(second.body, "");
    EXPECT_EQ(header_of(second, "ETag"), tag);
  }
  const std::string tag = header_of(service().get("/api/v1/search?q=naapurit"), "ETag");
  EXPECT_EQ(service().send({.target = "/api/v1/search?q=rappu", .headers = {{"if-none-match", tag}}}).status, 200);
}

TEST(Records, AreShownAsKept) {
  const auto json = json_of(service().get("/api/v1/records/test%3Ainn-1"));
  EXPECT_EQ(text_at(json, "/title/en"), "Stairwell coffee");
  EXPECT_EQ(text_at(json, "/provenance/source"), "test");
}

TEST(Records, KnowTheirNeighbours) {
  EXPECT_THAT(ids_of(service().get("/api/v1/records/test%3Ainn-1/similar")), testing::Contains("test:inn-2"));
  const auto json = json_of(service().get("/api/v1/records/test%3Aactor-1/links"));
  std::vector<std::string> ids;
  for (const config::JsonValue& record : at(json, "/records").GetArray())
    ids.emplace_back(config::string_of(record["id"]));
  EXPECT_THAT(ids, ElementsAre("test:need-1", "test:inn-1", "test:res-1"));
}

TEST(Match, AnswersATextAndARecord) {
  const HttpReply by_id = service().post("/api/v1/match", R"({"id":"test:need-1","types":["innovation"]})");
  EXPECT_EQ(by_id.status, 200) << by_id.body;
  EXPECT_EQ(at(json_of(by_id), "/matches").Empty(), false);
  const HttpReply by_text = service().post("/api/v1/match", R"({"text":"Yksinäisyys kerrostalossa","lang":"fi"})");
  EXPECT_EQ(by_text.status, 200) << by_text.body;
  EXPECT_EQ(service().post("/api/v1/match", "{}").status, 400);
  EXPECT_EQ(service().post("/api/v1/match", R"({"text":"a","id":"b"})").status, 400);
  EXPECT_EQ(service().post("/api/v1/match", R"({"id":"test:nothing"})").status, 404);
  EXPECT_EQ(text_at(json_of(service().post("/api/v1/match", R"({"text":"a","types":["nead"]})")), "/errors/0/pointer"),
            "/types");
}

TEST(Service, TellsOfItself) {
  EXPECT_EQ(service().get("/health").body, R"({"status":"alive"})");
  const HttpReply ready = service().get("/ready");
  EXPECT_EQ(ready.status, 200) << ready.body;
  EXPECT_EQ(text_at(json_of(ready), "/index_seq"), "12");
  EXPECT_EQ(text_at(json_of(service().get("/version")), "/version"), KOHTAAMO_VERSION);
  EXPECT_THAT(service().get("/metrics").body, HasSubstr("kohtaamo_index_documents 12"));
  EXPECT_THAT(service().get("/robots.txt").body, HasSubstr("Disallow: /api/"));
  EXPECT_GT(at(json_of(service().get("/api/v1")), "/links").Size(), 10U);
}

// A page that is asked for ahead, and takes until it is told to end.
std::promise<void> may_end;
config::Result<HttpReply> answer_when_told(App&, const RoutedRequest&) {
  may_end.get_future().wait();
  return HttpReply{.body = "at last"};
}

TEST(Service, IsNotReadyBeforeWhatTheFirstQuestionsNeedIsRead) {
  static constexpr std::array<std::string_view, 1> targets{"/slow?q=a"};
  static constexpr std::array<std::string_view, 1> parameters{"q"};
  const std::array routes{Route{"GET", "/slow", answer_when_told, parameters}};
  tests::Fixture fixture("server/records.jsonl", {}, {.routes = routes, .first_targets = targets});
  EXPECT_EQ(fixture.get("/ready").status, 200) << "nothing is read ahead unasked";
  fixture.app().start_warming_up();
  const HttpReply early = fixture.get("/ready");
  EXPECT_EQ(early.status, 503);
  EXPECT_EQ(text_at(json_of(early), "/reasons/0/code"), "warming_up");
  EXPECT_EQ(fixture.get("/health").status, 200);
  EXPECT_EQ(fixture.get("/api/v1/search?q=yksin%C3%A4isyys").status, 200) << "who asks early is answered";
  may_end.set_value();
  while (fixture.app().is_warming_up()) std::this_thread::yield();
  EXPECT_EQ(fixture.get("/ready").status, 200);
  EXPECT_THAT(fixture.get("/metrics").body, testing::Not(HasSubstr("/slow"))) << "nobody has asked for it";
}

TEST(Service, CountsRequestsByRouteAndNeverByAddress) {
  service().get("/api/v1/records/test%3Acounted");
  service().get("/made/up/by/somebody");
  const std::string metrics = service().get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("route=\"/api/v1/records/{id}\""));
  EXPECT_THAT(metrics, HasSubstr("route=\"none\""));
  EXPECT_THAT(metrics, testing::Not(HasSubstr("somebody")));
}

// RELIABILITY's table of queries that once took seconds: refused, or answered within the promise.
std::vector<std::string> queries_of_death() {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  return {"w*",
          "**",
          repeated("aaa* ", 2'000),
          repeated("sana OR ", 50'000) + "sana",
          repeated("ja ", 2'700),
          repeated("a XOR ", 20'000) + "b",
          repeated("(", 50'000) + "a" + repeated(")", 50'000),
          repeated("NOT ", 5'000) + "a",
          repeated("kirjotusvirhee ", 500),
          std::string(100'000, 'a'),
          "\"" + repeated("sana ", 1'000) + "\"",
          repeated("\"", 400),
          repeated("(", 250) + repeated(")", 250)};
}

TEST(QueriesOfDeath, AreRefusedOrAnsweredQuickly) {
  service().get("/api/v1/search?q=w&facets=type");  // the first query of a program reads dictionaries
  for (const std::string& query : queries_of_death()) {
    const auto began = tests::processor_time();
    const HttpReply reply = service().send({.method = "POST",
                                            .target = "/api/v1/search",
                                            .body = R"({"facets":["type"],"q":)" + tests::json_string(query) + "}",
                                            .headers = {{"content-type", "application/json"}}});
    const auto took = tests::processor_time() - began;
    EXPECT_THAT(reply.status, testing::AnyOf(200, 400)) << query.substr(0, 40) << reply.body;
    EXPECT_LT(took, std::chrono::seconds(1)) << query.substr(0, 40);
  }
}

}  // namespace
}  // namespace kohtaamo::server
