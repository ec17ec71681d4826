// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of places, asked as a browser asks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/pages/actors_page.h"
#include "server/pages/pages.h"
#include "server/pages/place_parts.h"
#include "server/pages/themes_page.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::HasSubstr;
using testing::Not;

class PlacePages : public testing::Test {
 protected:
  static HttpReply get(std::string_view target) {
    return service().send({.target = std::string(target), .headers = {{"accept", "text/html"}}});
  }
  static tests::Fixture& service() {
    static tests::Fixture fixture("server/records.jsonl", {}, pages_face());
    return fixture;
  }
};

TEST_F(PlacePages, AnswerInEachLanguage) {
  struct Case {
    std::string rest{};
    int status = 200;
  };
  const Case cases[] = {{.rest = "funding"},
                        {.rest = "funding?status=closed&region=&q=&applicant=association"},
                        {.rest = "funding?status=nothing", .status = 400},
                        {.rest = "funding?page=0", .status = 400},
                        {.rest = "funding?colour=red", .status = 400},
                        {.rest = "funding/calendar"},
                        {.rest = "funding/calendar?month="},
                        {.rest = "funding/calendar?month=2027-01&status=open"},
                        {.rest = "funding/calendar?month=2027-13", .status = 400},
                        {.rest = "actors"},
                        {.rest = "actors?role=adopter&q=kunta"},
                        {.rest = "actors?region=mk%3A99", .status = 400},
                        {.rest = "actors/map"},
                        {.rest = "actors/map?actor_type=municipality"},
                        {.rest = "actors/network"},
                        {.rest = "actors/network?actor=test:actor-1"},
                        {.rest = "actors/network?actor=test:none", .status = 404},
                        {.rest = "actors/network?everywhere=true"},
                        {.rest = "actors/network?everywhere=perhaps", .status = 400},
                        {.rest = "themes"},
                        {.rest = "about"},
                        {.rest = "api"}};
  for (const Case& one : cases)
    for (const Language language : stemming::all_languages) {
      const std::string address = page_address(language, one.rest);
      const HttpReply reply = get(address);
      EXPECT_EQ(reply.status, one.status) << address << (reply.status == 500 ? reply.body : "");
      EXPECT_THAT(reply.body, HasSubstr("<html lang=\"" + std::string(to_text(language)) + "\">")) << address;
    }
}

TEST_F(PlacePages, ShowOpenCallsWithTheirDeadlinesAndTheWayToPastOnes) {
  const std::string page = get("/fi/funding").body;
  EXPECT_THAT(page, HasSubstr("Avustus kohtaamispaikoille"));
  EXPECT_THAT(page, Not(HasSubstr("Grants for village services")));
  EXPECT_THAT(page, HasSubstr("Näytä päättynyt haku (1)"));
  EXPECT_THAT(get("/fi/funding?status=closed").body, HasSubstr("Grants for village services"));
}

TEST_F(PlacePages, GiveTheSameSelectionToCalendarsAndFeeds) {
  const std::string page = get("/sv/funding?target_group=everyone").body;
  for (const std::string_view path : {"/calendar.ics", "/feed"})
    EXPECT_THAT(page, HasSubstr("href=\"" + std::string(path) +
                                "?lang=sv&amp;target_group=everyone&amp;type=call&amp;status=closing_soon&amp;"
                                "status=open&amp;status=rolling&amp;status=forthcoming&amp;status=unknown\""));
  EXPECT_EQ(service().get("/calendar.ics?lang=sv&target_group=everyone&status=open&status=unknown").status, 200);
}

TEST_F(PlacePages, GiveFeedsTheRegionThatCallsAreOpenTo) {
  EXPECT_THAT(get("/fi/funding?region=mk%3A11").body,
              HasSubstr("href=\"/feed?lang=fi&amp;open_to=mk%3A11&amp;type=call&amp;"));
  EXPECT_EQ(service().get("/feed?lang=fi&open_to=mk%3A11&type=call").status, 200);
  EXPECT_EQ(service().get("/feed?open_to=mk%3A99").status, 400);
  EXPECT_THAT(get("/fi/search?open_to=mk%3A11").body, HasSubstr("Voi hakea: Pohjois-Savo"));
}

TEST_F(PlacePages, OfferCallsWhoseRegionIsNotKnownBesideThoseOfARegion) {
  const std::string region = get("/fi/funding?region=mk%3A11").body;
  EXPECT_THAT(region, Not(HasSubstr("Avustus kohtaamispaikoille")));
  EXPECT_THAT(region, HasSubstr("Lisäksi yhden haun aluetta ei tiedetä"));
  EXPECT_THAT(region, HasSubstr("href=\"/fi/funding?open_to=mk%3A11&amp;open_to=unknown#results\""));
  const std::string wider = get("/fi/funding?open_to=mk%3A11&open_to=unknown").body;
  EXPECT_THAT(wider, HasSubstr("Avustus kohtaamispaikoille"));
  EXPECT_THAT(wider, HasSubstr("aria-label=\"Poista suodatin: Alue ei tiedossa\""));
  EXPECT_THAT(wider, Not(HasSubstr("haun aluetta ei tiedetä")));
  EXPECT_EQ(service().get("/feed?open_to=unknown&type=call").status, 200);
  EXPECT_EQ(get("/fi/actors?region=unknown").status, 400);
}

TEST_F(PlacePages, TellOfHowManyActorsTheRegionIsKnownWhereANetworkIsEmpty) {
  const std::string page = get("/fi/actors/network?region=mk%3A21").body;
  EXPECT_THAT(page, HasSubstr("maakunta tiedetään"));
  EXPECT_THAT(page, HasSubstr("href=\"/fi/actors/network#results\""));
}

TEST_F(PlacePages, GiveTheCallsThatTheyShowAsATable) {
  EXPECT_THAT(get("/fi/funding?status=closed&q=village").body,
              HasSubstr("href=\"/fi/funding/calls.csv?q=village&amp;status=closed\""));
  const HttpReply closed = get("/fi/funding/calls.csv?status=closed");
  EXPECT_EQ(closed.status, 200);
  EXPECT_THAT(closed.content_type, HasSubstr("text/csv"));
  EXPECT_THAT(closed.body, HasSubstr("Grants for village services,päättynyt,2026-01-01,,31.3.2026"));
  EXPECT_THAT(closed.body, Not(HasSubstr("Avustus kohtaamispaikoille")));
  const std::string current = get("/en/funding/calls.csv").body;
  EXPECT_THAT(current, HasSubstr("2026-12-31"));
  EXPECT_THAT(current, Not(HasSubstr("Grants for village services")));
}

TEST_F(PlacePages, GiveTheDeadlinesOfAMonthAsATable) {
  EXPECT_THAT(get("/fi/funding/calendar?month=2026-12").body, HasSubstr("/fi/funding/calls.csv?month=2026-12"));
  EXPECT_THAT(get("/fi/funding/calls.csv?month=2026-12").body, HasSubstr("Avustus kohtaamispaikoille"));
  EXPECT_THAT(get("/fi/funding/calls.csv?month=2027-12").body, Not(HasSubstr("Avustus kohtaamispaikoille")));
  EXPECT_EQ(get("/fi/funding/calls.csv?month=2027").status, 400);
}

TEST_F(PlacePages, KeepWhatIsChosenWhenTheLanguageIsChanged) {
  EXPECT_THAT(get("/fi/actors?role=adopter&region=mk%3A11").body,
              HasSubstr("href=\"/sv/actors?region=mk%3A11&amp;role=adopter\""));
}

TEST_F(PlacePages, GoBackToTheFirstPageFromOneBeyondTheLast) {
  const HttpReply reply = get("/fi/actors?role=adopter&page=9");
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(tests::header_of(reply, "Location"), "/fi/actors?role=adopter");
}

TEST_F(PlacePages, DrawEachRegionAsALinkWithItsNameAndCount) {
  const std::string page = get("/fi/actors/map").body;
  EXPECT_THAT(page, HasSubstr("<title>Pohjois-Savo: 1 toimija</title>"));
  EXPECT_THAT(page, HasSubstr("<title>Ahvenanmaa: ei toimijoita</title>"));
  EXPECT_THAT(page, HasSubstr("href=\"/fi/actors?region=mk%3A11#results\""));
  EXPECT_THAT(page, HasSubstr("Aukot kartalla"));
}

TEST(ThemesPage, NamesTheSubjectsOfOtherSchemes) {
  ThemeRow row;
  row.record.id = "test:theme";
  row.record.details = corpora::Theme{.crosswalk = {{.scheme = "sdg", .uri = "https://metadata.un.org/sdg/3"},
                                                    {.scheme = "esf_objective", .uri = "https://esr.invalid/esr/h"},
                                                    {.scheme = "own", .uri = "https://own.invalid/x1"}}};
  const std::vector<ThemeRow> themes{row};
  const std::string page =
      render_themes_page({.reader = {.language = Language::sv, .today = tests::today}, .themes = themes});
  for (const std::string_view wanted : {": 3. God hälsa och välbefinnande<", ": h) aktiv inkludering<", "own: x1<"})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
}

TEST_F(PlacePages, TellTheWeightsInForceAlsoToPrograms) {
  EXPECT_THAT(get("/fi/about").body, HasSubstr("Osuvuus on vahva, kun se on vähintään 0,6"));
  const auto ranking = tests::json_of(service().get("/api/v1/ranking?lang=sv"));
  EXPECT_EQ(ranking["signals"][0]["name"], "text");
  EXPECT_EQ(ranking["signals"][0]["adopter"].GetDouble(), 25);
  EXPECT_EQ(ranking["strong_from"].GetDouble(), 0.6);
}

TEST(PlacePagesSettings, NameWhoRunsTheServiceAndWhereToTellOfBarriers) {
  config::Settings settings;
  settings.service = {.operator_name = "Esimerkin <kaupunki>", .feedback_address = "palaute@esimerkki.invalid"};
  tests::Fixture fixture("server/records.jsonl", settings, pages_face());
  const std::string page = fixture.get("/fi/about").body;
  EXPECT_THAT(page, HasSubstr("Esimerkin &lt;kaupunki&gt;"));
  EXPECT_THAT(page, HasSubstr("mailto:palaute@esimerkki.invalid"));
}

TEST_F(PlacePages, DescribeTheInterfaceInEnglishWithinAnyLanguage) {
  const std::string page = get("/fi/api").body;
  EXPECT_THAT(page, HasSubstr("<html lang=\"fi\">"));
  EXPECT_THAT(page, HasSubstr("<p lang=\"en\"><b>Find records.</b>"));
  EXPECT_THAT(page, HasSubstr("query_too_complex"));
}

TEST(ActorsPage, TellsFewFromManyAndNoneFromFew) {
  EXPECT_EQ(level_of(0, 100), 0);
  EXPECT_EQ(level_of(1, 100), 1);
  EXPECT_EQ(level_of(30, 100), 3);
  EXPECT_EQ(level_of(100, 100), 4);
  EXPECT_EQ(level_of(0, 0), 0);
}

TEST(ActorsPage, ShortensNamesOfRegionsToWhatATileHolds) {
  EXPECT_EQ(short_region_name("Uusimaa"), "Uus");
  EXPECT_EQ(short_region_name("Pohjois-Savo"), "P-S");
  EXPECT_EQ(short_region_name("Södra Österbotten"), "S Ö");
  EXPECT_EQ(short_region_name("Åland"), "Åla");
}

}  // namespace
}  // namespace kohtaamo::server
