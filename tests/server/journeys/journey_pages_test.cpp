// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpora/record_json.h"
#include "server/pages/journeys/compare_page.h"
#include "server/pages/journeys/develop_page.h"
#include "server/pages/journeys/fund_page.h"
#include "server/pages/journeys/match_card.h"
#include "server/pages/journeys/need_page.h"
#include "server/pages/journeys/white_spot_view.h"
#include "server/pages/pages.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr Reader finnish_reader{.language = Language::fi, .today = tests::today};
constexpr std::string_view hostile = "<script>alert(1)</script>\"'&\u202E";

corpora::Record record_from(std::string_view json) {
  auto read = corpora::read_record(json);
  if (!read) throw std::runtime_error(config::to_text(read.error()));
  return std::move(read->record);
}

Match match_of(std::string_view title, Strength strength = Strength::strong) {
  Match match{.rank = 1, .score = 0.8, .strength = strength};
  match.record.id = "test:" + std::string(title);
  match.record.title.fi = title;
  match.record.lang = {"sv"};
  match.record.details = corpora::Innovation{};
  match.signals.push_back({.name = "region", .weight = 1, .value = 1, .reason = {.key = "reason_region_national"}});
  match.checks = {
      {.name = "region", .verdict = Verdict::pass, .reason = {"check_region_pass", {words_value("region", {"X"})}}},
      {.name = "time_window",
       .verdict = Verdict::unknown,
       .reason = {"check_time_window_unknown", {}},
       .quote = "Vi vet inte."}};
  return match;
}

Match near_miss_of(std::string_view title) {
  Match match = match_of(title);
  match.checks.front() = {.name = "region",
                          .verdict = Verdict::fail,
                          .reason = {"check_region_fail", {words_value("region", {"X"})}},
                          .change = Reason{"check_region_change", {words_value("regions", {"Lappi"})}}};
  return match;
}

Bundle small_bundle() {
  Bundle bundle;
  bundle.understood.target_groups = {"youth"};
  bundle.understood.readings = {{.member = "target_groups", .value = "youth", .quote = "nuorten"}};
  bundle.requirements = {{"solution", Basis::usual}, {"space", Basis::solution}};
  bundle.parts = {{.covers = {"solution"}, .match = match_of("Olohuone"), .others = {match_of("Kahvila")}}};
  bundle.gaps = {{.requirement = {"space", Basis::solution},
                  .reason = {"bundle_gap_of_solution", {codes_value("name", {"space"}, "looking_for")}},
                  .nearest = {near_miss_of("Tyhjä tila")}}};
  bundle.near_misses = {near_miss_of("Kallis")};
  return bundle;
}

// --- the question -------------------------------------------------------------------------------

TEST(NeedPage, AsksInEachLanguageAndWarnsOfPersonalData) {
  const JourneyForm form;
  for (const Language language : stemming::all_languages) {
    const std::string page =
        render_need_page({.form = form, .reader = {.language = language, .today = tests::today}}, nullptr);
    EXPECT_THAT(page, HasSubstr("<textarea id=\"text\" name=\"text\""));
    EXPECT_THAT(page, HasSubstr("method=\"post\""));
    EXPECT_THAT(page, Not(HasSubstr("id=\"answer\"")));
  }
  EXPECT_THAT(render_need_page({.form = form, .reader = finnish_reader}, nullptr),
              HasSubstr("Älä kirjoita henkilötietoja"));
}

TEST(NeedPage, SumsUpWhatIsWrongFirstAndKeepsWhatWasTyped) {
  const JourneyForm form =
      read_journey(Journey::need, {{"text", "yksin </textarea><b>"}, {"amount", "paljon"}}, Language::fi);
  const Asker understood{.target_groups = {"youth"}};
  const std::string page =
      render_need_page({.form = form, .reader = finnish_reader, .understood = &understood}, nullptr);
  EXPECT_THAT(page, HasSubstr("<title>Virhe: "));
  EXPECT_THAT(page, HasSubstr("id=\"problems\" tabindex=\"-1\" autofocus"));
  EXPECT_THAT(page, HasSubstr("<a href=\"#f-amount\">Tarvittava rahoitus: Kirjoita summa numeroina"));
  EXPECT_THAT(page, HasSubstr("value=\"paljon\""));
  EXPECT_THAT(page, HasSubstr("aria-invalid=\"true\" aria-describedby=\"f-amount-problem\""));
  EXPECT_THAT(page, HasSubstr("yksin &lt;/textarea&gt;&lt;b&gt;</textarea>"));
  EXPECT_LT(page.find("id=\"problems\""), page.find("<h1>"));
}

TEST(NeedPage, PutsATextThatIsHeldBackIntoNoAddress) {
  const JourneyForm form = read_journey(Journey::need, {{"text", "Soita 0401234567 heti"}}, Language::fi);
  const std::string page = render_need_page(
      {.form = form, .reader = finnish_reader, .personal = find_personal_data(form.asked.text), .is_held_back = true},
      nullptr);
  EXPECT_THAT(page, HasSubstr("puhelinnumero: 0401234567"));
  EXPECT_THAT(page, HasSubstr("name=\"confirmed\""));
  EXPECT_THAT(page, HasSubstr("Soita 0401234567 heti</textarea>"));
  EXPECT_THAT(page, Not(HasSubstr("Soita+")));
  EXPECT_THAT(page, Not(HasSubstr("Soita%20")));
  EXPECT_THAT(page, Not(HasSubstr("<title>Soita")));
}

// --- the answer ---------------------------------------------------------------------------------

TEST(NeedPage, NamesThePartsTheirGroundsAndTheGaps) {
  const JourneyForm form = read_journey(Journey::need, {{"text", "nuorten yksinäisyys"}}, Language::fi);
  const Bundle bundle = small_bundle();
  const std::string page =
      render_need_page({.form = form, .reader = finnish_reader, .base = "https://k.invalid"}, &bundle);
  for (const std::string_view wanted :
       {"<h2 id=\"answer\" tabindex=\"-1\">Kohtaaminen: yksi osa löytyi, yksi aukko jäi</h2>", "href=\"#part-1\"",
        "href=\"#gap-space\"", "Osuvuus: vahva", "Koskee koko maata.", "(1 täyttyy, 1 tarkistettava)",
        "Ratkaisu tarvitsee lisäksi: tilat", "Sopii näillä alueilla: Lappi", "<q lang=\"sv\">Vi vet inte.</q>",
        "Yksi muu vaihtoehto", "Osuvuus on laskettu. Se ei ole suositus",
        "https://k.invalid/fi/need?text=nuorten+yksin%C3%A4isyys", "report=true", "form=\"compare\"",
        "resource_kind=space"})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
  EXPECT_GT(page.find("Kallis"), page.find("id=\"near\""));
}

TEST(MatchCard, TellsWhatSpeaksAgainstApartFromWhatSpeaksForIt) {
  Match match = match_of("Kallis");
  match.signals.push_back(
      {.name = "feasibility",
       .weight = 1,
       .value = 0.5,
       .reason = {"check_budget_fail", {euros_value("cost", 20000), euros_value("budget", 15000)}}});
  EXPECT_THAT(reasons_of(match, finnish_reader), testing::ElementsAre("Koskee koko maata."));
  EXPECT_THAT(drawbacks_of(match, finnish_reader), testing::ElementsAre(StartsWith("Ylittää budjetin")));
}

TEST(NeedPage, ShowsWhatWasReadWithItsWordsAndALinkThatTakesItAway) {
  const JourneyForm form = read_journey(Journey::need, {{"text", "nuorten yksinäisyys"}}, Language::fi);
  const Bundle bundle = small_bundle();
  const std::string page = render_need_page({.form = form, .reader = finnish_reader}, &bundle);
  EXPECT_THAT(page, HasSubstr("href=\"/fi/need?text=nuorten+yksin%C3%A4isyys&amp;group=#understood\""));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Poista: nuoret\""));
  EXPECT_THAT(page, HasSubstr("”nuorten”"));
  EXPECT_THAT(page, HasSubstr("Ei kerrottu: alue, kuka hakee, vaihe, tarvittava raha, aloitusaika."));
  EXPECT_THAT(page, HasSubstr("<option value=\"mk:11\">Pohjois-Savo</option>"));
  EXPECT_THAT(page, HasSubstr("name=\"group\" value=\"youth\""));
}

TEST(NeedPage, IsAReportWithoutFormsWhenItIsToBeKept) {
  const JourneyForm form = read_journey(Journey::need, {{"text", "nuorten yksinäisyys"}}, Language::fi);
  const Bundle bundle = small_bundle();
  const std::string page = render_need_page(
      {.form = form, .reader = finnish_reader, .is_report = true, .base = "https://k.invalid"}, &bundle);
  EXPECT_THAT(page, Not(HasSubstr("<textarea")));
  EXPECT_THAT(page, Not(HasSubstr("form=\"compare\"")));
  EXPECT_THAT(page, HasSubstr("Laskettu 23.11.2026."));
  EXPECT_THAT(page, HasSubstr("https://k.invalid/fi/need?text="));
}

TEST(NeedPage, EscapesWhatIsAskedAndWhatIsFound) {
  const JourneyForm form = read_journey(Journey::need, {{"text", std::string(hostile)}}, Language::fi);
  Bundle bundle = small_bundle();
  bundle.understood.readings.front().quote = hostile;
  bundle.parts.front().match.record.title.fi = hostile;
  bundle.parts.front().match.record.id = "test:\"><script>";
  bundle.parts.front().match.checks.back().quote = hostile;
  const std::string page =
      render_need_page({.form = form, .reader = finnish_reader, .base = "https://k.invalid"}, &bundle);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("\"><script>")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)"));
}

TEST(NeedPage, SaysWhatToDoWhenNothingIsFound) {
  const JourneyForm form = read_journey(Journey::need, {{"text", "zzz"}}, Language::fi);
  Bundle bundle;
  bundle.requirements = {{"solution", Basis::usual}};
  bundle.gaps = {{.requirement = {"solution", Basis::usual},
                  .reason = {"bundle_gap", {codes_value("name", {"solution"}, "looking_for")}}}};
  const std::string page = render_need_page({.form = form, .reader = finnish_reader}, &bundle);
  EXPECT_THAT(page, HasSubstr("Mitään riittävän sopivaa ei löytynyt, yksi aukko jäi"));
  EXPECT_THAT(page, HasSubstr("Sopivia ei löytynyt"));
  EXPECT_THAT(page, HasSubstr("/feed?lang=fi&amp;type=innovation"));
}

// --- developers ---------------------------------------------------------------------------------

TEST(DevelopPage, InvitesToContactAndHidesWhoMayNotBeShown) {
  const JourneyForm form = read_journey(Journey::develop, {{"text", "olohuone nuorille"}}, Language::fi);
  Overlapping other{.record = match_of("Toinen olohuone").record,
                    .resemblance = 0.91,
                    .target_groups = {"youth"},
                    .invitation = {"overlap_near_duplicate", {}}};
  other.owner = record_from(R"({"id":"test:a","type":"actor","title":{"fi":"Yhdistys"},"lang":["fi"],
    "actor_type":"association","contact":{"role_address":"tieto@yhdistys.invalid"},"licence":"unknown",
    "provenance":{"source":"test","source_id":"a"}})");
  Development found;
  found.overlap = {
      .near_duplicates = {other}, .compared = 4, .invitation = {"overlap_summary", {count_value("count", 1)}}};
  const std::string page = render_develop_page({.form = form, .reader = finnish_reader}, &found);
  for (const std::string_view wanted :
       {"Yksi muu tekee samaa", "Verrattiin 4 lähimpään", "samankaltaisuus 91", "Sama kohderyhmä: nuoret",
        "mailto:tieto@yhdistys.invalid", "Sopivaa avointa hakua ei löytynyt."})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
  std::get<corpora::Actor>(found.overlap.near_duplicates.front().owner->details).privacy.hide_contact = true;
  EXPECT_THAT(render_develop_page({.form = form, .reader = finnish_reader}, &found), Not(HasSubstr("mailto:")));
}

TEST(DevelopPage, PutsTheNearestDeadlineFirstAndCallsWithoutOneLast) {
  const auto call = [](std::string_view id, std::string_view more) {
    Match match;
    match.record =
        record_from(R"({"id":")" + std::string(id) + R"(","type":"call","title":{"fi":"H"},"lang":["fi"],)" +
                    std::string(more) + R"("licence":"unknown","provenance":{"source":"test","source_id":"c"}})");
    return match;
  };
  std::vector<Match> calls{call("test:silent", ""), call("test:rolling", R"("deadline_model":"rolling",)"),
                           call("test:late", R"("deadlines":[{"date":"2027-05-01"}],)"),
                           call("test:soon", R"("deadlines":[{"date":"2026-12-01"}],)")};
  sort_by_deadline(calls, tests::today);
  std::vector<std::string> ids;
  for (const Match& one : calls) ids.push_back(one.record.id);
  EXPECT_THAT(ids, testing::ElementsAre("test:soon", "test:late", "test:rolling", "test:silent"));
}

TEST(DevelopPage, LooksForPeersThatAreAboutAsFar) {
  EXPECT_THAT(stages_of_peers("pilot"), testing::Contains("develop"));
  EXPECT_THAT(stages_of_peers("established"), AllOf(testing::Contains("spreading"), Not(testing::Contains("idea"))));
  EXPECT_EQ(stages_of_peers(""), stages_of_peers("idea"));
}

// --- funders ------------------------------------------------------------------------------------

Funding small_funding() {
  Funding funding;
  funding.mirror.fits = {match_of("Sopiva")};
  funding.mirror.near_misses = {near_miss_of("Lähes")};
  funding.mirror.demand_total = 50;
  funding.mirror.demand_is_exact = false;
  funding.mirror.history = {.decisions = 3, .awarded = 2, .rejected = 1, .granted_eur = 40000, .without_amount = 1};
  funding.mirror.white_spots = {
      .cells = {{.theme = "test:t", .target_group = "youth", .region = "mk:11", .needs = 2},
                {.theme = "test:t", .target_group = "youth", .region = "mk:12", .needs = 1, .innovations = 4}},
      .needs = 3,
      .unanswered = 2,
      .unplaced = 1};
  funding.themes = {{"test:t", {.fi = "=Yksinäisyys"}}};
  return funding;
}

TEST(FundPage, ShowsBothSidesDemandHistoryAndWhiteSpots) {
  const JourneyForm form = read_journey(Journey::fund, {{"text", "haku nuorille"}}, Language::fi);
  const std::string page = render_fund_page({.form = form, .reader = finnish_reader}, small_funding());
  for (const std::string_view wanted :
       {"Peilikuva: yksi sopiva, yksi jää niukasti ulos", "Vähintään 50 kerrottua tarvetta",
        "Tästä hausta on 3 päätöstä: 2 myönnettyä, 1 hylättyä.", "Myönnetty yhteensä 40\u00A0000\u00A0€.",
        "Yhden päätöksen summa ei ole tiedossa.", "joista 2 on ilman ratkaisua", "Yksi tarve ei ole taulukossa", "1/2",
        "fund/white-spots.csv?text=haku+nuorille", "scope=\"row\""})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
}

TEST(WhiteSpots, OfOneRegionAreCountedExactly) {
  const Funding funding = small_funding();
  const WhiteSpotView all{.spots = funding.mirror.white_spots, .titles = funding.themes, .reader = finnish_reader};
  WhiteSpotView one = all;
  one.region = "mk:12";
  EXPECT_EQ(white_spot_rows(all).size(), 3U);
  const auto rows = white_spot_rows(one);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[1], testing::ElementsAre("=Yksinäisyys", "nuoret", "Pohjois-Karjala", "1", "4", "0", "ei"));
}

TEST(FundPage, SaysWhichConditionsWereReadAndFromWhat) {
  Funding funding = small_funding();
  funding.mirror.conditions = {
      {.fact = {.kind = FactKind::applicant, .code = "association"}, .quote = "Yhdistykset voivat hakea."},
      {.fact = {.kind = FactKind::applicant, .code = "foundation"}, .quote = "Yhdistykset voivat hakea."},
      {.fact = {.kind = FactKind::applicant, .polarity = Polarity::excluded, .code = "company"},
       .quote = std::string(hostile)},
      {.fact = {.kind = FactKind::own_funding, .number = 20}}};
  const JourneyForm form = read_journey(Journey::fund, {{"text", "haku nuorille"}}, Language::fi);
  const std::string page = render_fund_page({.form = form, .reader = finnish_reader}, funding);
  for (const std::string_view wanted :
       {"<dt>Voi hakea</dt><dd>rekisteröity yhdistys, säätiö <span class=\"note\">luettiin: ”Yhdistykset voivat "
        "hakea.”",
        "<dt>Ei voi hakea</dt><dd>yritys", "<dt>Omarahoitus vähintään</dt><dd>20\u00A0%</dd>"})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(render_fund_page({.form = form, .reader = finnish_reader}, small_funding()),
              Not(HasSubstr("Luetut ehdot")));
}

TEST(FundPage, ShowsWhereNothingWasFundedAndWhoDidWhatWas) {
  Funding funding = small_funding();
  funding.mirror.overlap = {match_of("Hanke")};
  funding.mirror.overlap.front().record.details = corpora::Project{
      .coordinator = "test:a", .partners = {{.actor = "test:a", .name = "Yhdistys ry"}}, .granted_eur = 40000};
  funding.funded = {.groups = {"youth", "lonely"}, .rows = {{"mk:11", {3, 0}}, {"national:FI", {1, 1}}}};
  const JourneyForm form = read_journey(Journey::fund, {{"text", "haku nuorille"}}, Language::fi);
  const std::string page = render_fund_page({.form = form, .reader = finnish_reader}, funding);
  for (const std::string_view wanted :
       {"Toteuttaja: Yhdistys ry. Myönnetty 40\u00A0000\u00A0€", "<th scope=\"row\">Pohjois-Savo</th>",
        "/fi/search?type=project&amp;type=decision&amp;target_group=youth&amp;region=mk%3A11",
        "<td class=\"white\"><span aria-hidden=\"true\">○ </span>0</td>", "<th scope=\"row\">koko Suomi</th>"})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
}

TEST(FundPage, SaysThatNoNeedsAreTold) {
  Funding funding = small_funding();
  funding.mirror.white_spots = {};
  const JourneyForm form = read_journey(Journey::fund, {{"text", "haku nuorille"}}, Language::fi);
  EXPECT_THAT(render_fund_page({.form = form, .reader = finnish_reader}, funding),
              HasSubstr("tyhjä ei tarkoita, ettei tarvetta olisi"));
}

TEST(FundPage, HasNoHistoryOfADraft) {
  const JourneyForm form = read_journey(Journey::fund, {{"text", "haku nuorille"}}, Language::fi);
  Funding funding = small_funding();
  funding.mirror.history = {};
  EXPECT_THAT(render_fund_page({.form = form, .reader = finnish_reader}, funding), Not(HasSubstr("Tästä hausta")));
}

// --- comparison ---------------------------------------------------------------------------------

TEST(ComparePage, PutsFactsAndGroundsSideBySideAndSaysWhatIsNotKnown) {
  const JourneyRequest asked{.text = "nuoret"};
  Comparison comparison{.asked = asked, .reader = finnish_reader};
  comparison.records = {match_of("Yksi").record, match_of("Kaksi").record};
  comparison.records.front().summary.fi = "Tiivistelmä yhdestä";
  comparison.matches.emplace("test:Yksi", match_of("Yksi"));
  const std::string page = render_compare_page(comparison);
  for (const std::string_view wanted :
       {"<h1>Vertailu: 2 rinnakkain</h1>", "role=\"columnheader\"", "Osuvuus: vahva", "Tiivistelmä yhdestä",
        "ei tiedossa", "href=\"/fi/compare?id=test:Kaksi&amp;journey=need&amp;text=nuoret\"",
        "/fi/need?text=nuoret#answer"})
    EXPECT_THAT(page, HasSubstr(wanted)) << wanted;
}

TEST(ComparePage, DoesNotCallUnknownWhatATypeDoesNotTell) {
  const JourneyRequest asked{};
  Comparison comparison{.asked = asked, .reader = finnish_reader};
  corpora::Record call = match_of("Haku").record;
  call.details = corpora::Call{.programme = "Mieli kuntoon"};
  comparison.records = {match_of("Yksi").record, call};
  EXPECT_THAT(render_compare_page(comparison), HasSubstr("ei kuulu tämän lajin tietoihin"));
  comparison.records.front() = call;
  std::get<corpora::Call>(comparison.records.front().details).programme.clear();
  EXPECT_THAT(render_compare_page(comparison), Not(HasSubstr("ei kuulu tämän lajin tietoihin")));
}

// --- the addresses ------------------------------------------------------------------------------

class Journeys : public testing::Test {
 protected:
  static HttpReply get(const std::string& target) {
    return service().send({.target = target, .headers = {{"accept", "text/html"}}});
  }
  static HttpReply post(const std::string& target, const std::vector<NameValue>& fields) {
    const std::string body = address_with("", fields).substr(1);
    return service().send(
        {.method = "POST",
         .target = target,
         .body = body,
         .headers = {{"accept", "text/html"}, {"content-type", "application/x-www-form-urlencoded"}}});
  }
  static tests::Fixture& service() {
    static tests::Fixture fixture("server/records.jsonl", {}, pages_face());
    return fixture;
  }
};

TEST_F(Journeys, LeadFromAFormToAnAddressThatHoldsTheAnswer) {
  for (const std::string journey : {"need", "develop", "fund"})
    for (const std::string language : {"fi", "sv", "en"}) {
      const HttpReply reply = post("/" + language + "/" + journey, {{"text", "Naapurit tutuiksi Uudellamaalla"}});
      ASSERT_EQ(reply.status, 303) << journey;
      EXPECT_EQ(tests::header_of(reply, "Location"),
                "/" + language + "/" + journey + "?text=Naapurit+tutuiksi+Uudellamaalla#answer");
      const HttpReply answer = get("/" + language + "/" + journey + "?text=Naapurit+tutuiksi+Uudellamaalla");
      EXPECT_EQ(answer.status, 200) << journey;
      EXPECT_THAT(answer.body, HasSubstr("id=\"answer\""));
      EXPECT_THAT(answer.body, HasSubstr("<html lang=\"" + language + "\">"));
    }
}

TEST_F(Journeys, LeaveOutOfTheAddressWhatTheTextSaysAnyway) {
  const HttpReply reply = post("/fi/need", {{"text", "Naapurit tutuiksi Uudellamaalla"},
                                            {"region", "mk:01"},
                                            {"region", ""},
                                            {"group", "older"},
                                            {"amount", ""},
                                            {"stage", ""}});
  EXPECT_EQ(tests::header_of(reply, "Location"), "/fi/need?text=Naapurit+tutuiksi+Uudellamaalla&group=older#answer");
}

TEST_F(Journeys, HoldATextBackUntilItsPersonalDataMayBeShown) {
  const std::string text = "Soita 040 123 4567, naapurit tutuiksi";
  const HttpReply held = post("/fi/need", {{"text", text}});
  EXPECT_EQ(held.status, 400);
  EXPECT_THAT(held.body, HasSubstr("puhelinnumero: 040 123 4567"));
  const HttpReply let = post("/fi/need", {{"text", text}, {"confirmed", "true"}});
  EXPECT_EQ(let.status, 303);
  EXPECT_THAT(get("/fi/need?text=Soita+040+123+4567,+naapurit+tutuiksi").body,
              HasSubstr("Älä jaa linkkiä, jos se ei ole tarkoitus."));
}

TEST_F(Journeys, ShowAFormWithAMistakeAgainWithAllThatWasTyped) {
  const HttpReply reply = post("/fi/need", {{"text", "Naapurit tutuiksi"}, {"amount", "paljon"}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_THAT(reply.body, AllOf(HasSubstr("Naapurit tutuiksi</textarea>"), HasSubstr("value=\"paljon\"")));
  EXPECT_EQ(post("/fi/need", {{"text", "  "}}).status, 400);
  EXPECT_EQ(get("/fi/need?text=a&region=mk:99").status, 400);
  EXPECT_EQ(get("/fi/need?packed=abc").status, 400);
  EXPECT_EQ(get("/fi/need?colour=red").status, 400);
  EXPECT_EQ(service().send({.method = "POST", .target = "/fi/need", .body = "text=a"}).status, 415);
}

TEST_F(Journeys, BeginWithARecordToo) {
  EXPECT_THAT(get("/fi/develop?id=test:inn-1").body, HasSubstr("Rappukahvit"));
  EXPECT_EQ(get("/fi/need?id=test:none").status, 404);
  EXPECT_EQ(get("/fi/fund?id=test:inn-1").status, 400);
}

TEST_F(Journeys, GiveTheMirrorAsFiles) {
  const HttpReply rows = get("/fi/fund/matches.csv?text=Naapurit+tutuiksi");
  EXPECT_EQ(rows.status, 200);
  EXPECT_THAT(rows.content_type, HasSubstr("text/csv"));
  EXPECT_THAT(rows.body, StartsWith("Osa,Tyyppi,Nimi,"));
  EXPECT_THAT(get("/sv/fund/white-spots.csv?text=Naapurit+tutuiksi").body, StartsWith("Spetstema"));
  const HttpReply json = get("/en/fund/mirror.json?text=Naapurit+tutuiksi");
  EXPECT_TRUE(tests::json_of(json).HasMember("white_spots"));
  EXPECT_EQ(get("/fi/fund/matches.csv").status, 400);
  EXPECT_EQ(get("/fi/fund/white-spots.csv?text=a&at=mk:99").status, 400);
  EXPECT_EQ(get("/fi/fund?text=a&at=mk:99").status, 400);
}

TEST_F(Journeys, CompareUpToFourForWhatWasAsked) {
  const HttpReply reply =
      get("/fi/compare?id=test:inn-1&id=test:inn-2&id=test:none&journey=need&text=naapurit+tutuiksi");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body,
              AllOf(HasSubstr("Vertailu: 2 rinnakkain"), HasSubstr("Yksi jäi pois"), HasSubstr("Osuvuus: ")));
  EXPECT_EQ(get("/fi/compare").status, 200);
  EXPECT_EQ(get("/fi/compare?id=test:inn-1&journey=nowhere").status, 400);
}

TEST_F(Journeys, AreWhereTheEarlierAddressOfMatchesLeads) {
  const auto leads_to = [](const std::string& target) { return tests::header_of(get(target), "Location"); };
  EXPECT_EQ(leads_to("/fi/match"), "/fi/need");
  EXPECT_EQ(leads_to("/sv/match?text=grannar"), "/sv/need?text=grannar");
  EXPECT_EQ(leads_to("/fi/match?id=test:inn-1"), "/fi/develop?id=test:inn-1");
}

}  // namespace
}  // namespace kohtaamo::server
