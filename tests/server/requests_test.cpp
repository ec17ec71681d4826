// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;

HttpRequest request_of(std::string_view query) {
  HttpRequest request;
  request.query = parse_query_text(query).value();
  return request;
}

config::Result<SearchRequest> search_of(std::string_view query) {
  return parse_search(Parameters::of_query(request_of(query)), config::SearchSettings{}, tests::today);
}

TEST(Parameters, SplitListsAtCommasAndKeepEachValueOnce) {
  const Parameters parameters = Parameters::of_query(request_of("type=need,call&type=need&type=,paper"));
  EXPECT_THAT(parameters.list("type"), ElementsAre("need", "call", "paper"));
  EXPECT_TRUE(parameters.list("stage").empty());
}

TEST(Parameters, ReadABodyLikeAnAddress) {
  HttpRequest request{.headers = {{"content-type", "application/json; charset=utf-8"}},
                      .body = R"({"type":["need","call"],"limit":7,"highlight":false,"q":"a, b"})"};
  const auto parameters = Parameters::of_body(request, search_parameters);
  ASSERT_TRUE(parameters) << config::to_text(parameters.error());
  EXPECT_THAT(parameters->list("type"), ElementsAre("need", "call"));
  EXPECT_EQ(parameters->count("limit", 0, 10, 1), 7U);
  EXPECT_EQ(parameters->flag("highlight", true), false);
  EXPECT_EQ(parameters->text("q"), "a, b");
}

TEST(SearchRequest, HasDefaultsForWhatIsAbsent) {
  const auto request = search_of("");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->limit, 20U);
  EXPECT_EQ(request->offset, 0U);
  EXPECT_TRUE(request->highlight);
  EXPECT_EQ(request->explain, Explain::none);
  EXPECT_EQ(request->today, tests::today);
  EXPECT_FALSE(request->language);
}

TEST(SearchRequest, TakesAliasesOfCodesInTheFormOfRecords) {
  const auto request = search_of("region=country:UK&evidence=2");
  ASSERT_TRUE(request) << config::to_text(request.error());
  ASSERT_EQ(request->filters.size(), 2U);
  EXPECT_THAT(request->filters[0].codes, ElementsAre("country:GB"));
}

TEST(SearchRequest, ComesBackFromItsCursor) {
  const auto first = search_of("q=a&type=need");
  ASSERT_TRUE(first);
  const auto next = search_of("q=a&type=need&explain=full&limit=5&cursor=" + cursor_of(*first, 40));
  ASSERT_TRUE(next) << config::to_text(next.error());
  EXPECT_EQ(next->offset, 40U);
}

TEST(SearchRequest, RefusesACursorInWhichOneLetterWasChanged) {
  const auto request = search_of("q=a");
  const std::string cursor = cursor_of(*request, 20);
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string forged = cursor;
    forged[i] = forged[i] == '7' ? '8' : '7';
    EXPECT_FALSE(search_of("q=a&cursor=" + forged)) << forged;
  }
  EXPECT_FALSE(search_of("q=a&cursor="));
  EXPECT_FALSE(search_of("q=a&offset=20&cursor=" + cursor));
}

config::Result<MatchRequest> match_of(std::string_view body) {
  const HttpRequest request{.headers = {{"content-type", "application/json"}}, .body = std::string(body)};
  const auto parameters = Parameters::of_body(request, match_members);
  if (!parameters) return config::fail(parameters.error());
  return parse_match(*parameters, config::Settings{}, tests::today);
}

TEST(MatchRequest, TakesWhatTheAskerCorrects) {
  const auto request = match_of(
      R"({"text":"a","understood":{"regions":["mk:18","nuts:FI1D"],"target_groups":[],"applicant_type":"association",)"
      R"("stage":null,"amount_eur":40000,"own_funding_eur":null,"start_by":"2027-03-01","partners":3}})");
  ASSERT_TRUE(request) << config::to_text(request.error());
  const Corrections& said = request->corrections;
  EXPECT_THAT(*said.regions, ElementsAre("mk:18", "nuts:FI1D"));
  EXPECT_TRUE(said.target_groups && said.target_groups->empty());
  EXPECT_EQ(said.applicant_type, "association");
  EXPECT_EQ(said.stage, "");
  EXPECT_EQ(**said.amount_eur, 40000);
  EXPECT_TRUE(said.own_funding_eur && !*said.own_funding_eur);
  EXPECT_EQ(corpora::to_text(**said.start_by), "2027-03-01");
  EXPECT_EQ(**said.partners, 3);
  EXPECT_FALSE(said.countries);
}

TEST(MatchRequest, SaysWhereACorrectionIsWrong) {
  struct Row {
    std::string body{}, where{};
  };
  const std::vector<Row> rows{
      {R"({"text":"a","understood":{"regions":["mk:18","mk:99"]}})", "/understood/regions/1"},
      {R"({"text":"a","understood":{"applicant_type":"asociation"}})", "/understood/applicant_type"},
      {R"({"text":"a","understood":{"amount_eur":-1}})", "/understood/amount_eur"},
      {R"({"text":"a","understood":{"amount_eur":"1e999"}})", "/understood/amount_eur"},
      {R"({"text":"a","understood":{"start_by":"2027-02-30"}})", "/understood/start_by"},
      {R"({"text":"a","understood":{"partners":0}})", "/understood/partners"},
      {R"({"text":"a","understood":{"stage":["idea","pilot"]}})", "/understood/stage"},
      {R"({"text":"a","understood":{"regio":[]}})", "/understood/regio"},
      {R"({"text":"a","understood":"none"})", "/understood"},
      {R"({"text":{"fi":"a"}})", "/text"},
  };
  for (const Row& row : rows) {
    const auto request = match_of(row.body);
    ASSERT_FALSE(request) << row.body;
    EXPECT_EQ(request.error().where, row.where) << request.error().message;
  }
  EXPECT_THAT(match_of(rows[1].body).error().message, testing::HasSubstr("association"));
}

struct Accepted {
  std::string header{};
  std::optional<stemming::Language> language{};
};

TEST(PreferredLanguage, FollowsTheWeightsOfAcceptLanguage) {
  using stemming::Language;
  const std::vector<Accepted> rows{{.header = "fi", .language = Language::fi},
                                   {.header = "en;q=0.5, sv;q=0.51", .language = Language::sv},
                                   {.header = "sv;q=0, en;q=0.001", .language = Language::en},
                                   {.header = "sv-FI, fi", .language = Language::sv},
                                   {.header = "sv;q=x,en;q=0.1", .language = Language::en},
                                   {.header = "de, *;q=0.1", .language = std::nullopt},
                                   {.header = ",;q=,", .language = std::nullopt}};
  for (const Accepted& row : rows) {
    const HttpRequest request{.headers = {{"accept-language", row.header}}};
    EXPECT_EQ(preferred_language(request), row.language) << row.header;
  }
}

}  // namespace
}  // namespace kohtaamo::server
