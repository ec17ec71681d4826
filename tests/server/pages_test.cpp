// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/pages.h"
#include "server/pages/passage_lead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "corpora/record_json.h"
#include "server/pages/assets.h"
#include "server/pages/embedded_files.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/plain_pages.h"
#include "server/pages/record_page.h"
#include "server/pages/search_address.h"
#include "server/pages/search_page.h"
#include "server/requests.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::HasSubstr;
using testing::Not;

constexpr Reader finnish_reader{.language = Language::fi, .today = tests::today};

corpora::Record record_from(std::string_view json) {
  auto read = corpora::read_record(json);
  if (!read) throw std::runtime_error(config::to_text(read.error()));
  return std::move(read->record);
}

// --- values -------------------------------------------------------------------------------------

TEST(Format, WritesDaysNumbersAndMoneyAsPeopleDo) {
  struct Case {
    std::string got{}, wanted{};
  };
  const corpora::Date day{std::chrono::year{2026} / 12 / 1};
  const Case cases[] = {
      {.got = format_day(day, Language::fi), .wanted = "1.12.2026"},
      {.got = format_day(day, Language::sv), .wanted = "1.12.2026"},
      {.got = format_day(day, Language::en), .wanted = "1\u00A0December\u00A02026"},
      {.got = format_number(0, Language::fi), .wanted = "0"},
      {.got = format_number(999, Language::fi), .wanted = "999"},
      {.got = format_number(1234.5, Language::fi), .wanted = "1\u00A0234,5"},
      {.got = format_number(1234.5, Language::en), .wanted = "1,234.5"},
      {.got = format_number(1234567, Language::sv), .wanted = "1\u00A0234\u00A0567"},
      {.got = format_number(-2.25, Language::fi), .wanted = "\u22122,25"},
      {.got = format_number(-0.001, Language::fi), .wanted = "0"},
      {.got = format_number(0.999, Language::en), .wanted = "1"},
      {.got = format_euros(40000, Language::fi), .wanted = "40\u00A0000\u00A0€"},
      {.got = format_euros(1234.5, Language::fi), .wanted = "1\u00A0234,50\u00A0€"},
      {.got = format_euros(1234.5, Language::en), .wanted = "€1,234.50"},
      {.got = format_money(5000, "SEK", Language::sv), .wanted = "5\u00A0000\u00A0SEK"},
  };
  for (const Case& one : cases) EXPECT_EQ(one.got, one.wanted);
}

TEST(Format, KeepsANumberBeyondAllAmountsReadable) {
  EXPECT_FALSE(format_number(1e300, Language::fi).empty());
  EXPECT_FALSE(format_euros(1e300, Language::en).empty());
}

TEST(Card, ShortensAtASpaceOrBetweenCharacters) {
  EXPECT_EQ(shortened("lyhyt", 10), "lyhyt");
  EXPECT_EQ(shortened("kaksi sanaa tässä", 12), "kaksi sanaa…");
  EXPECT_EQ(shortened("ääää", 3), "ä…");
}

std::string passage_of(const View& card) {
  std::string passage;
  for (const kainjow::mustache::data& hit : card.get("passage")->list_value())
    passage += hit.get("before")->string_value() + hit.get("hit")->string_value();
  return passage + card.get("passage_rest")->string_value();
}

std::shared_ptr<const corpora::Record> shared(corpora::Record record) {
  return std::make_shared<const corpora::Record>(std::move(record));
}

TEST(Card, ShowsASummaryInTheReadersLanguageBeforeAMarkedPassageInAnother) {
  Hit hit{
      .record = shared(record_from(
          R"({"id":"test:1","type":"resource","licence":"CC0-1.0","provenance":{"source":"test"},"title":{"fi":"Tila"},
      "summary":{"fi":"Tilaa lainataan iltaisin.","en":"A room at the school is lent out in the evenings."}})"))};
  hit.snippet.segments = {{.text = "A room at the school is lent out in the "}, {.text = "evenings", .is_hit = true}};
  hit.snippet_language = Language::en;
  EXPECT_EQ(passage_of(card_of(hit, finnish_reader)), "Tilaa lainataan iltaisin.");
  EXPECT_EQ(passage_of(card_of(hit, {.language = Language::en, .today = tests::today})),
            "A room at the school is lent out in the evenings");
}

TEST(Card, ShowsTheSummaryWhereOneWordAloneWasFound) {
  Hit hit{
      .record = shared(record_from(
          R"({"id":"test:1","type":"resource","licence":"CC0-1.0","provenance":{"source":"test"},"title":{"fi":"Puhelinpiiri"},
      "summary":{"fi":"Naapurit soittavat toisilleen kerran päivässä."}})"))};
  hit.snippet.segments = {{.text = "yksinäisyys", .is_hit = true}};
  hit.snippet_language = Language::fi;
  EXPECT_EQ(passage_of(card_of(hit, finnish_reader)), "Naapurit soittavat toisilleen kerran päivässä.");
}

TEST(Card, DoesNotRepeatItsTitle) {
  struct Case {
    std::string_view title{}, text{}, rest{};
  };
  const Case cases[] = {
      {.title = "Yksinäisyyden lieventämiseen", .text = "Yksinäisyyden lieventämiseen", .rest = ""},
      {.title = "Yksinäisyyden lieventämiseen…", .text = "Yksinäisyyden lieventämiseen ryhmissä", .rest = "ryhmissä"},
      {.title = "Kylätupa", .text = "Kylätupa. Auki iltaisin.", .rest = "Auki iltaisin."},
      {.title = "Kylätupa", .text = "Kylätuparengas", .rest = "Kylätuparengas"},
      {.title = "Kylätupa", .text = "Tila on auki.", .rest = "Tila on auki."},
      {.title = "Kylätupa", .text = "Kylätupa ”Auki”", .rest = "”Auki”"},
      {.title = "", .text = "Tila", .rest = "Tila"},
      {.title = "…", .text = "Tila", .rest = "Tila"},
  };
  for (const Case& one : cases) EXPECT_EQ(one.text.substr(repeated_bytes(one.title, one.text)), one.rest) << one.text;
}

TEST(Card, GoesOnWhereACutTitleEnded) {
  Hit hit{.record = shared(record_from(
              R"({"id":"test:1","type":"project","licence":"CC0-1.0","provenance":{"source":"test"},
      "title":{"fi":"Nuorten yksinäisyyden…"},"body":{"fi":"Nuorten yksinäisyyden vähentämiseen vertaisten ja ryhmien avulla koko maassa"}})"))};
  EXPECT_EQ(passage_of(card_of(*hit.record, finnish_reader)), "vähentämiseen vertaisten ja ryhmien avulla koko maassa");
  hit.snippet.segments = {{.text = "Nuorten "},
                          {.text = "yksinäisyyden", .is_hit = true},
                          {.text = " vähentämiseen "},
                          {.text = "vertaisten", .is_hit = true},
                          {.text = " ja ryhmien avulla koko maassa"}};
  hit.snippet_language = Language::fi;
  const View card = card_of(hit, finnish_reader);
  EXPECT_EQ(passage_of(card), "vähentämiseen vertaisten ja ryhmien avulla koko maassa");
  EXPECT_TRUE(card.get("is_cut_before")->is_true());
}

TEST(Passage, BeginsAfterTheFormulaThatHundredsBeginWith) {
  const std::string_view rest = "Robust evidence on how inhabitants experience their neighbourhood.";
  const std::string same(rest);
  const std::string texts[] = {
      "Expected Outcome: Project results are expected to contribute to all of the following expected outcomes:" + same,
      "Expected Outcome: Projects are expected to contribute to the following outcomes:\n- " + same,
      "**Expected Outcome**\n" + same,
      "ExpectedOutcome:\n" + same,
      "Expected Impact: The action under this topic is expected to achieve the following impacts: 1. " + same,
      "Scope: " + same,
  };
  for (const std::string& text : texts) EXPECT_EQ(text.substr(lead_bytes(text)), rest) << text;
  const std::string_view kept[] = {"Scope of the work is told elsewhere, and at such a length that nobody reads it.",
                                   "Expected Outcome: more of it.",
                                   "Objective truth, and nothing but the truth: that is what a jury is to be told.",
                                   ""};
  for (const std::string_view text : kept) EXPECT_EQ(lead_bytes(text), 0U) << text;
}

TEST(SearchAddress, ReadsBackAsTheSameSearch) {
  const SearchRequest search{
      .q = "\"asunto ensin\" & äiti=?",
      .language = Language::sv,
      .same_language = true,
      .filters = {{.field = "type", .codes = {"need", "call"}}, {.field = "region", .codes = {"mk:01"}}},
      .sort = Sort::newest,
      .offset = 40};
  const auto target = parse_target("/fi/" + search_address(search));
  ASSERT_TRUE(target);
  const auto again =
      parse_search(Parameters::of_query({.query = target->query}), config::SearchSettings{}, tests::today);
  ASSERT_TRUE(again);
  EXPECT_EQ(search_address(*again), search_address(search));
  EXPECT_EQ(again->q, search.q);
}

TEST(SearchAddress, LosesOneFilterAndGoesToTheFirstPage) {
  const SearchRequest search{.filters = {{.field = "type", .codes = {"need", "call"}}}, .offset = 20};
  EXPECT_EQ(search_address(without_code(search, "type", "need")), "search?type=call");
  EXPECT_EQ(search_address(without_code(without_code(search, "type", "need"), "type", "call")), "search");
}

// --- templates and assets -----------------------------------------------------------------------

TEST(View, KeepsTheOrderOfAListHoweverLongItGrows) {
  View list(View::type::list);
  for (int i = 0; i < 100; ++i) {
    View item;
    item.set("label", "value " + std::to_string(i));
    item.set("label", "label " + std::to_string(i));
    list << std::move(item);
  }
  View page;
  page.set("items", std::move(list));
  const kainjow::mustache::data* items = page.get("items");
  ASSERT_EQ(items->list_value().size(), 100U);
  for (std::size_t i = 0; i < 100; ++i)
    EXPECT_EQ(items->list_value()[i].get("label")->string_value(), "label " + std::to_string(i));
}

TEST(Templates, AreAllReadInEachLanguage) {
  EXPECT_GT(template_names().size(), 10U);
  for (const std::string& name : template_names())
    for (const Language language : stemming::all_languages) EXPECT_NO_THROW(render(name, language, View())) << name;
}

TEST(Templates, NeverPutAValueOutUnescaped) {
  for (const config::EmbeddedFile& file : pages::embedded_files()) {
    if (!file.path.ends_with(".mustache")) continue;
    EXPECT_EQ(file.bytes.find("{{{"), std::string_view::npos) << file.path;
    EXPECT_EQ(file.bytes.find("{{&"), std::string_view::npos) << file.path;
  }
}

TEST(Templates, HaveNoStyleOrScriptInThem) {
  for (const config::EmbeddedFile& file : pages::embedded_files()) {
    if (!file.path.ends_with(".mustache")) continue;
    for (const std::string_view refused :
         {" style=", "<style", " onclick=", " onload=", "javascript:", "http://", "https://"})
      EXPECT_EQ(file.bytes.find(refused), std::string_view::npos) << file.path << " has " << refused;
  }
}

TEST(Assets, AreKeptForEverUnderTheirOwnAddressOnly) {
  const std::string address = asset_address("kohtaamo.css");
  const auto reply = find_asset(address.substr(std::string_view("/assets/").size()));
  ASSERT_TRUE(reply);
  EXPECT_EQ(tests::header_of(*reply, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_THAT(reply->content_type, HasSubstr("text/css"));
  EXPECT_FALSE(find_asset("0000000000-kohtaamo.css"));
  EXPECT_FALSE(find_asset("kohtaamo.css"));
  EXPECT_THROW(asset_address("no-such.css"), std::logic_error);
}

TEST(Assets, AreCompressedForWhoTakesThemSo) {
  const std::string name = asset_address("kohtaamo.css").substr(std::string_view("/assets/").size());
  const auto plain = find_asset(name), packed = find_asset(name, {.headers = {{"accept-encoding", "br, gzip"}}});
  ASSERT_TRUE(plain && packed);
  EXPECT_EQ(tests::header_of(*plain, "Content-Encoding"), "");
  EXPECT_EQ(tests::header_of(*packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(tests::header_of(*packed, "Vary"), "Accept-Encoding");
  EXPECT_LT(packed->body.size() * 3, plain->body.size());
}

TEST(Assets, AllTogetherStayUnderThirtyThousandBytesCompressed) {
  std::size_t bytes = 0;
  for (const config::EmbeddedFile& file : pages::embedded_files()) {
    if (file.path.ends_with(".mustache")) continue;
    const std::string address = asset_address(file.path.substr(file.path.rfind('/') + 1));
    bytes += find_asset(address.substr(std::string_view("/assets/").size()), {.headers = {{"accept-encoding", "gzip"}}})
                 ->body.size();
  }
  EXPECT_LT(bytes, 30'000U);
}

// --- search page --------------------------------------------------------------------------------

constexpr std::string_view hostile = "<script>alert(1)</script>\"'&\u202E";

TEST(SearchPage, EscapesWhatIsTypedAndWhatIsFound) {
  corpora::Record record = record_from(R"({"id":"test:x","type":"innovation","title":{"fi":"a"},"summary":{"fi":"b"},
    "lang":["fi"],"licence":"unknown","provenance":{"source":"test","source_id":"x"}})");
  record.title.fi = record.summary.fi = record.provenance.source = hostile;
  const SearchRequest request{.q = std::string(hostile)};
  const SearchResult result{
      .total = 1,
      .hits = {{.record = shared(record),
                .rank = 1,
                .snippet = {.segments = {{.text = "Löytyi "}, {.text = std::string(hostile), .is_hit = true}}}}}};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, HasSubstr("<mark>&lt;script&gt;"));
}

TEST(SearchPage, ShowsAWholeTitleWhereverItsMarkedWordStands) {
  Hit hit{.record = shared({.title = {.fi = "Tyhjä paluukyyti täyteen"}})};
  hit.title = {{.text = "paluukyyti", .is_hit = true}};
  hit.title_language = Language::fi;
  const SearchRequest request{.q = "kyyti"};
  const SearchResult result{.total = 1, .hits = {hit}};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, HasSubstr(">Tyhjä <mark>paluukyyti</mark> täyteen</a>"));
}

TEST(SearchPage, SaysHowManyInTheHeadingAndTheTitle) {
  const SearchRequest request{.q = "talo", .offset = 20};
  const SearchResult result{.total = 45, .hits = {{.record = shared({})}}};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, HasSubstr("<h2 id=\"results\" tabindex=\"-1\">45 tulosta</h2>"));
  EXPECT_THAT(page, HasSubstr("<title>Haku: talo – 45 tulosta – Sivu 2 – Kohtaamo</title>"));
  EXPECT_THAT(page, HasSubstr("aria-current=\"page\">2</a>"));
  EXPECT_THAT(page, HasSubstr("start=\"21\""));
}

TEST(SearchPage, OffersWaysOutWhenNothingIsFound) {
  const SearchRequest request{
      .q = "talo AND piha", .filters = {{.field = "region", .codes = {"mk:01"}}}, .sort = Sort::newest};
  const SearchResult result{
      .ways_out = {
          {.kind = WayOutKind::without_filter, .request = without_filters(request), .field = "region", .total = 3},
          {.kind = WayOutKind::any_word, .request = with_query(request, "talo piha"), .total = 1},
          {.kind = WayOutKind::read_as, .request = {.q = "talo AND piha", .language = Language::sv}, .total = 2},
      }};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, HasSubstr("Ilman suodatinta ”Uusimaa” löytyy 3 tulosta"));
  EXPECT_THAT(page, HasSubstr("Poista suodatin: Uusimaa"));
  EXPECT_THAT(page, HasSubstr("Riittää, että jokin sanoista löytyy: talo piha (1 tulos)"));
  EXPECT_THAT(page, HasSubstr("q=talo%20piha&amp;region=mk%3A01&amp;sort=newest#results"));
  EXPECT_THAT(page, HasSubstr("Hakusanojen kieli on ruotsi (2 tulosta)"));
}

TEST(SearchPage, NamesEachWayOutInEachLanguage) {
  const SearchRequest request{.q = "talo", .filters = {{.field = "type", .codes = {"need"}}}};
  for (const WayOutKind kind : all_way_out_kinds) {
    const SearchResult result{
        .ways_out = {{.kind = kind, .request = {.q = "piha", .language = Language::sv}, .field = "type", .total = 3}}};
    for (const Language language : stemming::all_languages)
      EXPECT_NO_THROW(render_search_page({.request = request,
                                          .result = result,
                                          .reader = {.language = language, .today = tests::today},
                                          .max_reach = 1000}))
          << to_text(kind);
  }
}

TEST(SearchPage, AsksWhetherAnotherSpellingWasMeant) {
  const SearchRequest request{.q = "yhteiso", .filters = {{.field = "type", .codes = {"need"}}}};
  const SearchResult result{.corrections = {{.query = "yhteisö", .total = 12}}};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, HasSubstr("Tarkoititko:"));
  EXPECT_THAT(page, HasSubstr("q=yhteis%C3%B6&amp;type=need#results\" rel=\"nofollow\">yhteisö</a>"));
  EXPECT_THAT(page, HasSubstr("(12 tulosta)"));
}

TEST(SearchPage, OffersTheLanguageOfTheQueryAloneAndTheWayBack) {
  SearchRequest request{.q = "talo"};
  const SearchResult result{.languages = {Language::fi}, .total = 3};
  const auto page = [&] {
    return render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  };
  EXPECT_THAT(page(), HasSubstr("q=talo&amp;same_language=true#results\" rel=\"nofollow\">Näytä vain suomenkieliset"));
  request.same_language = true;
  EXPECT_THAT(page(), HasSubstr("q=talo#results\" rel=\"nofollow\">Näytä tulokset kaikilla kielillä"));
  EXPECT_THAT(page(), HasSubstr("name=\"same_language\" value=\"true\""));
}

TEST(SearchPage, KeepsAChosenValueThatHasNoHits) {
  const SearchRequest request{.filters = {{.field = "type", .codes = {"call"}}}};
  const SearchResult result{.facets = {{.field = "type", .counts = {{.code = "need", .count = 4}}}}};
  const std::string page =
      render_search_page({.request = request, .result = result, .reader = finnish_reader, .max_reach = 1000});
  EXPECT_THAT(page, HasSubstr("value=\"call\" checked"));
  EXPECT_THAT(page, HasSubstr("value=\"need\">"));
}

// --- record page --------------------------------------------------------------------------------

TEST(RecordPage, ShowsACallWithItsStatusDaysAndMoney) {
  const corpora::Record call = record_from(R"({"id":"test:call","type":"call","title":{"fi":"Haku"},"lang":["fi"],
    "opens":"2026-11-01","deadlines":[{"date":"2026-11-30","time":"16:00"}],"amount":{"max_grant":40000,"currency":"EUR"},
    "application_url":{"fi":"https://haku.invalid/1"},"quality":["fictional"],"licence":"CC0-1.0",
    "provenance":{"source":"test","source_id":"call"}})");
  const std::string page = render_record_page({.record = call, .reader = finnish_reader});
  for (const std::string_view wanted :
       {"sulkeutuu pian", "30.11.2026 klo 16", "40\u00A0000\u00A0€", "kuvitteellinen esimerkki",
        "href=\"https://haku.invalid/1\"", "/fi/fund?id=test:call", "/api/v1/records/test%3Acall"})
    EXPECT_THAT(page, HasSubstr(wanted));
}

TEST(RecordPage, MakesNoLinkOfWhatIsNotOnTheWeb) {
  corpora::Record actor =
      record_from(R"({"id":"test:a","type":"actor","title":{"fi":"A"},"lang":["fi"],"actor_type":"association",
    "licence":"unknown","provenance":{"source":"test","source_id":"a"}})");
  std::get<corpora::Actor>(actor.details).website = "javascript:alert(1)";
  const std::string page = render_record_page({.record = actor, .reader = finnish_reader});
  EXPECT_THAT(page, Not(HasSubstr("href=\"javascript:")));
  EXPECT_THAT(page, HasSubstr("javascript:alert(1)"));
}

TEST(RecordPage, MarksTextsOfAnotherLanguage) {
  const corpora::Record need =
      record_from(R"({"id":"test:n","type":"need","title":{"sv":"Ensamhet"},"problem":{"sv":"Ingen ringer."},
    "lang":["sv"],"owner":"hidden","licence":"unknown","provenance":{"source":"test","source_id":"n"}})");
  const std::string page = render_record_page({.record = need, .reader = finnish_reader});
  EXPECT_THAT(page, HasSubstr("<h1 lang=\"sv\">Ensamhet</h1>"));
  EXPECT_THAT(page, HasSubstr("<p lang=\"sv\">Ingen ringer.</p>"));
  EXPECT_THAT(page, HasSubstr("vain kielellä: ruotsi"));
  EXPECT_THAT(page, HasSubstr("Omistajaa ei näytetä"));
}

TEST(RecordPage, SaysNothingOfRecordsThatCannotBeShown) {
  const corpora::Record need = record_from(R"({"id":"test:n","type":"need","title":{"fi":"Tarve"},"lang":["fi"],
    "owner":"test:secret-owner","licence":"unknown","provenance":{"source":"test","source_id":"n"}})");
  EXPECT_THAT(render_record_page({.record = need, .reader = finnish_reader}), Not(HasSubstr("secret-owner")));
}

TEST(RecordPage, LinksBothWays) {
  const corpora::Record need = record_from(R"({"id":"test:n","type":"need","title":{"fi":"Tarve"},"lang":["fi"],
    "licence":"unknown","provenance":{"source":"test","source_id":"n"}})");
  const corpora::Record answer =
      record_from(R"({"id":"test:i","type":"innovation","title":{"fi":"Ratkaisu"},"lang":["fi"],
    "links":[{"rel":"solves","target":"test:n"}],"licence":"unknown","provenance":{"source":"test","source_id":"i"}})");
  const std::string of_need = render_record_page({.record = need, .reader = finnish_reader, .referring = {answer}});
  EXPECT_THAT(of_need, HasSubstr("<h3>ratkaisuna</h3>"));
  EXPECT_THAT(of_need, HasSubstr("/fi/records/test:i"));
  const std::string of_answer =
      render_record_page({.record = answer, .reader = finnish_reader, .related = {{need.id, need}}});
  EXPECT_THAT(of_answer, HasSubstr("<h3>ratkaisee</h3>"));
}

TEST(RecordPage, LinksOnceToEachAndNeverToItself) {
  const corpora::Record town = record_from(R"({"id":"test:town","type":"actor","title":{"fi":"Kaupunki"},"lang":["fi"],
    "contact":{"actor":"test:town","role_address":"kumppanuus@kaupunki.invalid"},
    "licence":"unknown","provenance":{"source":"test","source_id":"town"}})");
  const corpora::Record ride = record_from(R"({"id":"test:ride","type":"project","title":{"fi":"Kyyti"},"lang":["fi"],
    "links":[{"rel":"solves","target":"test:town"}],"licence":"unknown","provenance":{"source":"test","source_id":"r"}})");
  const std::string page = render_record_page({.record = town,
                                               .reader = finnish_reader,
                                               .related = {{town.id, town}, {ride.id, ride}},
                                               .referring = {town, ride, ride}});
  EXPECT_THAT(page, Not(HasSubstr("/fi/records/test:town\">Kaupunki")));
  EXPECT_EQ(page.find("/fi/records/test:ride"), page.rfind("/fi/records/test:ride"));
  EXPECT_THAT(page, HasSubstr("href=\"mailto:kumppanuus@kaupunki.invalid\""));
}

TEST(RecordPage, IsThereForEveryTypeInEveryLanguage) {
  for (const std::string_view type : corpora::record_type_names)
    for (const Language language : stemming::all_languages) {
      const corpora::Record record{.id = "test:x",
                                   .title = {.fi = "Otsikko"},
                                   .details = corpora::details_of(*corpora::parse_record_type(type))};
      const std::string page =
          render_record_page({.record = record, .reader = {.language = language, .today = tests::today}});
      EXPECT_THAT(page, HasSubstr("Otsikko</h1>")) << type;
    }
}

// --- error pages --------------------------------------------------------------------------------

TEST(ErrorPage, HasWordsForEveryErrorInEveryLanguage) {
  for (const config::ErrorRow& row : config::error_table())
    for (const Language language : stemming::all_languages) {
      const std::string page = render_error_page({.language = language, .error = {.code = row.code, .where = "q:17"}});
      EXPECT_THAT(page, HasSubstr("<h1>")) << row.name;
      EXPECT_THAT(page, HasSubstr("noindex")) << row.name;
    }
}

// --- the addresses ------------------------------------------------------------------------------

class Pages : public testing::Test {
 protected:
  HttpReply get(std::string_view target, std::string_view accept_language = "") {
    return service().send({.target = std::string(target),
                           .headers = {{"accept", "text/html"}, {"accept-language", std::string(accept_language)}}});
  }
  static tests::Fixture& service() {
    static tests::Fixture fixture("server/records.jsonl", {}, pages_face());
    return fixture;
  }
};

TEST_F(Pages, AnswerInTheLanguageOfTheirAddress) {
  struct Case {
    std::string rest{};
    int status = 200;
  };
  const Case cases[] = {{.rest = ""},
                        {.rest = "search"},
                        {.rest = "search?q=naapurit&type=innovation&status=&sort=newest"},
                        {.rest = "search?q=zzzzq&type=innovation&region=mk%3A01"},
                        {.rest = "records/test:inn-1"},
                        {.rest = "need"},
                        {.rest = "need?text=&id="},
                        {.rest = "develop?id=test:inn-1"},
                        {.rest = "need?text=naapurit%20tutuiksi"},
                        {.rest = "fund"},
                        {.rest = "about"},
                        {.rest = "search?q=a&limit=abc", .status = 400},
                        {.rest = "search?colour=red", .status = 400},
                        {.rest = "need?id=test:none", .status = 404},
                        {.rest = "records/test:none", .status = 404},
                        {.rest = "nowhere", .status = 404}};
  for (const Case& one : cases)
    for (const Language language : stemming::all_languages) {
      const std::string address = page_address(language, one.rest);
      const HttpReply reply = get(address);
      EXPECT_EQ(reply.status, one.status) << address;
      EXPECT_THAT(reply.content_type, HasSubstr("text/html")) << address;
      EXPECT_THAT(reply.body, HasSubstr("<html lang=\"" + std::string(to_text(language)) + "\">")) << address;
    }
}

TEST_F(Pages, AreThereForEveryRowOfTheNavigation) {
  for (const std::string_view target : navigation_targets())
    for (const Language language : stemming::all_languages)
      EXPECT_EQ(get(page_address(language, target.substr(0, target.find('#')))).status, 200) << target;
}

TEST_F(Pages, AreThereWhenTheyAreAskedForAhead) {
  EXPECT_FALSE(pages_face().first_targets.empty());
  for (const std::string_view page : pages_face().first_targets) EXPECT_EQ(get(std::string(page)).status, 200) << page;
}

TEST_F(Pages, MarkTheirRowOfTheNavigation) {
  EXPECT_THAT(get("/fi/search?q=naapurit").body, HasSubstr("<a href=\"/fi/search\" aria-current=\"page\">"));
  EXPECT_THAT(get("/fi/").body, Not(HasSubstr("aria-current=\"page\"")));
}

TEST_F(Pages, BeginInTheLanguageOfTheAsker) {
  EXPECT_EQ(get("/").status, 303);
  EXPECT_EQ(tests::header_of(get("/"), "Location"), "/fi/");
  EXPECT_EQ(tests::header_of(get("/", "sv-FI, en;q=0.5"), "Location"), "/sv/");
  EXPECT_EQ(tests::header_of(get("/", "de"), "Location"), "/fi/");
  EXPECT_EQ(tests::header_of(get("/en"), "Location"), "/en/");
}

TEST_F(Pages, KeepTheSearchWhenTheLanguageIsChanged) {
  EXPECT_THAT(get("/fi/search?q=naapurit&type=innovation").body,
              HasSubstr("href=\"/sv/search?q=naapurit&amp;type=innovation\""));
}

TEST_F(Pages, KeepTheWordsOfASearchThatFailed) {
  EXPECT_THAT(get("/fi/search?q=naapurit&limit=abc").body, HasSubstr("value=\"naapurit\""));
}

TEST_F(Pages, GoBackToTheFirstPageFromOneBeyondTheLast) {
  const HttpReply reply = get("/fi/search?q=naapurit&offset=500");
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(tests::header_of(reply, "Location"), "/fi/search?q=naapurit");
}

TEST_F(Pages, GiveTheirStyles) {
  EXPECT_EQ(get(asset_address("kohtaamo.css")).status, 200);
  EXPECT_EQ(get("/assets/none.css").status, 404);
}

}  // namespace
}  // namespace kohtaamo::server
