// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using tests::at;
using tests::json_of;
using tests::text_at;

corpora::LocalText its_code(std::string_view, const std::string& code) { return {.fi = code, .sv = code, .en = code}; }

SearchResult one_call() {
  corpora::Record call{.id = "s:1", .title = {.fi = "Avustus"}, .lang = {"fi"}, .details = corpora::Call{}};
  auto& details = std::get<corpora::Call>(call.details);
  details.opens = tests::today - std::chrono::days(30);
  details.deadlines = {{.date = tests::today + std::chrono::days(3)}};
  SearchResult result{.understood = "a", .languages = {stemming::Language::fi}, .total = 1};
  result.hits = {{.record = std::make_shared<const corpora::Record>(std::move(call)),
                  .rank = 1,
                  .score = 2,
                  .title = {{.text = "<b>"}, {.text = "Avustus", .is_hit = true}}}};
  result.hits[0].explanation = {{.text = "a", .terms = {"a"}, .reached = "base_form", .score = 1.5},
                                {.text = "b", .score = 0.5}};
  result.state = {.generation = "gen-0001", .revision = 7};
  return result;
}

config::JsonDocument json_of_one_call(Explain explain) {
  const SearchRequest request{.q = "a", .explain = explain, .today = tests::today};
  const SearchResult result = one_call();
  const HitView view{
      .today = tests::today, .language = stemming::Language::sv, .public_url = "https://kohtaamo.example"};
  return json_of(json_reply(to_json({.request = request, .result = result, .view = view}, its_code)));
}

TEST(SearchReply, SaysTheStatusOfACallOnTheDayOfAsking) {
  const auto json = json_of_one_call(Explain::none);
  EXPECT_EQ(text_at(json, "/hits/0/status"), "closing_soon");
  EXPECT_EQ(text_at(json, "/hits/0/next_deadline"), "2026-11-26");
  EXPECT_EQ(text_at(json, "/generation"), "gen-0001-7");
}

TEST(SearchReply, MarksBySegmentsAndLeavesTextAsItIs) {
  const auto json = json_of_one_call(Explain::none);
  EXPECT_EQ(text_at(json, "/hits/0/title_segments/0/text"), "<b>");
  EXPECT_FALSE(at(json, "/hits/0/title_segments/0/hit").GetBool());
  EXPECT_TRUE(at(json, "/hits/0/title_segments/1/hit").GetBool());
  EXPECT_TRUE(at(json, "/hits/0/snippet").IsNull());
}

TEST(SearchReply, LeadsToThePageInTheLanguageOfTheAsker) {
  EXPECT_EQ(text_at(json_of_one_call(Explain::none), "/hits/0/url"), "https://kohtaamo.example/sv/records/s%3A1");
}

TEST(SearchReply, ExplainsAsMuchAsWasAsked) {
  EXPECT_FALSE(at(json_of_one_call(Explain::none), "/hits/0").HasMember("explain"));
  const auto brief = json_of_one_call(Explain::brief);
  EXPECT_DOUBLE_EQ(at(brief, "/hits/0/explain/0/share").GetDouble(), 0.75);
  EXPECT_FALSE(at(brief, "/hits/0/explain/0").HasMember("terms"));
  EXPECT_EQ(text_at(json_of_one_call(Explain::full), "/hits/0/explain/0/terms/0"), "a");
}

TEST(SearchReply, HasSharesThatAddUpToOneForRealSearches) {
  tests::Fixture fixture;
  const auto json = json_of(fixture.get("/api/v1/search?q=yksin%C3%A4isyys%20naapurit%20kerrostalo&explain=full"));
  ASSERT_FALSE(at(json, "/hits").Empty());
  for (const config::JsonValue& hit : at(json, "/hits").GetArray()) {
    double shares = 0, scores = 0;
    for (const config::JsonValue& part : hit["explain"].GetArray()) {
      shares += part["share"].GetDouble();
      scores += part["score"].GetDouble();
    }
    EXPECT_NEAR(shares, 1, 0.01);
    EXPECT_NEAR(scores, hit["score"].GetDouble(), 0.01);
  }
}

TEST(MatchReply, HasSharesThatAddUpToTheScore) {
  tests::Fixture fixture;
  const auto json = json_of(fixture.post("/api/v1/match?lang=sv", R"({"id":"test:need-1"})"));
  ASSERT_FALSE(at(json, "/matches").Empty());
  for (const config::JsonValue& match : at(json, "/matches").GetArray()) {
    double shares = 0;
    for (const config::JsonValue& signal : match["signals"].GetArray()) {
      shares += signal["share"].GetDouble();
      const bool is_said = signal["reason"].IsObject() && !config::string_of(signal["reason"]["text"]).empty();
      EXPECT_TRUE(is_said || signal["reason"].IsNull());
    }
    EXPECT_NEAR(shares, match["score"].GetDouble(), 0.001);
  }
}

}  // namespace
}  // namespace kohtaamo::server
