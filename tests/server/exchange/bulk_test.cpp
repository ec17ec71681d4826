// SPDX-License-Identifier: GPL-3.0-or-later
// Exports, maps of the site and the catalogue through App::handle.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <pugixml.hpp>
#include <sstream>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "server/exchange/bulk.h"
#include "server/exchange/harvest.h"
#include "server/exchange/json_ld.h"
#include "server/exchange/region_points.h"
#include "server/exchange/shared_record.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server::exchange {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::at;
using tests::text_at;

class Bulk : public testing::Test {
 protected:
  std::string body_of(const HttpReply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    if (!reply.writes_body) return reply.body;
    std::string body;
    const auto written = reply.writes_body([&](std::string_view piece) -> config::Result<void> {
      body += piece;
      return {};
    });
    EXPECT_TRUE(written);
    return body;
  }
  std::string get(const std::string& target) { return body_of(service.get(target)); }
  config::JsonDocument json(const std::string& target) { return std::move(*config::parse_json(get(target))); }
  // Into the index as well.
  void put_and_wait(const std::string& id, const std::string& json) {
    const HttpReply reply =
        service.send({.method = "PUT",
                      .target = "/api/v1/records/" + id + "?wait=true",
                      .body = json,
                      .headers = {{"content-type", "application/json"}, service.authorization({"records:write"})}});
    ASSERT_LT(reply.status, 300) << reply.body;
  }
  void put(const std::string& json) {
    ASSERT_TRUE(corpora::Store::open(service.data_directory())->put({corpora::read_record(json)->record}));
  }

  tests::Fixture service{};
};

TEST_F(Bulk, GivesRecordsALineEachInTheFormThatIsImported) {
  std::istringstream lines(get("/export/records.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_TRUE(corpora::read_record(line)) << line;
  EXPECT_EQ(count, 11U);
  EXPECT_THAT(get("/export/records.jsonl"), Not(HasSubstr("need-3")));
  EXPECT_THAT(get("/export/records.jsonl?type=theme"), StartsWith(R"({"id":"test:theme-1")"));
  EXPECT_EQ(service.get("/export/records.jsonl?type=idea").status, 400);
}

TEST_F(Bulk, GuardsTablesAgainstFormulas) {
  put(R"({"id":"test:formula","type":"signal","title":{"fi":"=1+1"},"licence":"CC0-1.0","provenance":{"source":"test"}})");
  EXPECT_THAT(get("/export/records.csv?type=signal"), HasSubstr(",'=1+1\r\n"));
}

TEST_F(Bulk, ServesFewAtOnce) {
  const HttpReply one = service.get("/export/records.jsonl");
  {
    const HttpReply two = service.get("/export/records.csv");
    EXPECT_EQ(service.get("/export/records.jsonl").status, 503);
  }
  EXPECT_EQ(service.get("/export/records.jsonl").status, 200);
}

TEST_F(Bulk, GivesGrantsThatAreWhole) {
  put(R"({"id":"test:funder","type":"actor","title":{"fi":"Säätiö"},"identifiers":{"y_tunnus":"1234567-1"},
          "licence":"CC0-1.0","provenance":{"source":"test"}})");
  put(R"({"id":"test:grant","type":"decision","title":{"fi":"Avustus"},"funder":"test:funder","recipients":[{"actor":"test:actor-1"}],
          "granted_eur":48000,"decided_on":"2026-03-01","result":"awarded","licence":"CC0-1.0","provenance":{"source":"test"}})");
  put(R"({"id":"test:partial","type":"decision","title":{"fi":"Summa puuttuu"},"funder":"test:funder","recipients":[{"actor":"test:actor-1"}],
          "decided_on":"2026-03-01","licence":"CC0-1.0","provenance":{"source":"test"}})");
  put(R"({"id":"test:hidden","type":"decision","title":{"fi":"Saaja salattu"},"funder":"test:funder","recipients":[{"actor":"test:actor-1"}],
          "granted_eur":1,"decided_on":"2026-03-01","privacy":{"hide_applicant":true},"licence":"CC0-1.0","provenance":{"source":"test"}})");
  const auto grants = json("/export/360giving.json");
  ASSERT_EQ(at(grants, "/grants").Size(), 1U);
  EXPECT_EQ(text_at(grants, "/grants/0/id"), "test:grant");
  EXPECT_EQ(at(grants, "/grants/0/amountAwarded").GetDouble(), 48000);
  EXPECT_EQ(text_at(grants, "/grants/0/fundingOrganization/0/id"), "FI-PRO-1234567-1");
}

TEST_F(Bulk, RefusesToFillInEnglishTexts) {
  const HttpReply refused = service.get("/export/sim.csv");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("test:inn-2 (title, problem, core_idea)"));
  put(R"({"id":"test:english","type":"innovation","title":{"en":"Village ride"},"problem":{"en":"No bus"},"core_idea":{"en":"Shared rides"},
          "regions":[{"scheme":"mk","code":"12","role":"origin"}],"licence":"CC0-1.0","provenance":{"source":"test"}})");
  const std::string table = get("/export/sim.csv?complete=true");
  EXPECT_THAT(table, HasSubstr("\r\nVillage ride,No bus,Shared rides,,FI,regional,"));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2);
}

TEST_F(Bulk, PutsActorsOnAMap) {
  put(R"({"id":"test:actor-2","type":"actor","title":{"fi":"Kunta"},"regions":[{"scheme":"country","code":"FI","role":"seat"},{"scheme":"kunta","code":"091","role":"operates"}],
          "licence":"CC0-1.0","provenance":{"source":"test"}})");
  const auto map = json("/export/actors.geojson");
  EXPECT_EQ(text_at(map, "/type"), "FeatureCollection");
  EXPECT_EQ(text_at(map, "/features/1/id"), "test:actor-2");
  EXPECT_EQ(at(map, "/features/1/geometry/coordinates/1").GetDouble(), 60.3);
}

TEST_F(Bulk, PutsThoseOnTheMapWhomASearchFinds) {
  put_and_wait(
      "test:actor-2",
      R"({"id":"test:actor-2","type":"actor","title":{"fi":"Majakkasäätiö"},"regions":[{"scheme":"kunta","code":"765","role":"seat"}],
          "licence":"CC0-1.0","provenance":{"source":"test"}})");
  const auto map = json("/export/actors.geojson?region=mk:18");
  EXPECT_EQ(at(map, "/features").Size(), 1U);
  EXPECT_EQ(text_at(map, "/features/0/id"), "test:actor-2");
  EXPECT_EQ(text_at(map, "/features/0/properties/region"), "kunta:765");
  EXPECT_EQ(at(json("/export/actors.geojson?q=majakkas%C3%A4%C3%A4ti%C3%B6"), "/features").Size(), 1U);
  EXPECT_EQ(at(json("/export/actors.geojson?role=funder"), "/features").Size(), 0U);
  EXPECT_EQ(service.get("/export/actors.geojson?role=boss").status, 400);
}

TEST_F(Bulk, FindsThoseOfManyChosenWhoAreActors) {
  auto harvest = Harvest::open(service.app());
  ASSERT_TRUE(harvest);
  std::vector<corpora::RecordId> chosen{"test:actor-1"};
  for (int i = 0; i < 1000; ++i) chosen.push_back(fmt::format("test:gone-{}", i));
  std::string map;
  ASSERT_TRUE(write_actor_points(*harvest, chosen, Addresses(service.app(), {}),
                                 [&](std::string_view piece) -> config::Result<void> {
                                   map += piece;
                                   return {};
                                 }));
  const auto json = config::parse_json(map);
  ASSERT_EQ(at(*json, "/features").Size(), 1U);
  EXPECT_EQ(text_at(*json, "/features/0/id"), "test:actor-1");
}

TEST_F(Bulk, JoinsActorsByTheWorksTheyShare) {
  put_and_wait("test:actor-2",
               R"({"id":"test:actor-2","type":"actor","title":{"fi":"Kunta & kylät"},"roles":["developer"],
          "licence":"CC0-1.0","provenance":{"source":"test"}})");
  for (const std::string id : {"test:project-1", "test:project-2"})
    put_and_wait(id, R"({"id":")" + id + R"(","type":"project","title":{"fi":"Yhdessä"},"coordinator":"test:actor-1",
          "partners":[{"actor":"test:actor-2"},{"actor":"test:nobody"}],"licence":"CC0-1.0","provenance":{"source":"test"}})");
  pugi::xml_document graph;
  ASSERT_TRUE(graph.load_string(get("/export/actors.graphml").c_str()));
  const auto edges = graph.select_nodes("//edge");
  ASSERT_EQ(edges.size(), 1U);
  const pugi::xml_node edge = edges.first().node();
  EXPECT_STREQ(edge.attribute("source").value(), "test:actor-1");
  EXPECT_STREQ(edge.attribute("target").value(), "test:actor-2");
  EXPECT_STREQ(edge.find_child_by_attribute("key", "works").text().get(), "2");
  EXPECT_STREQ(edge.find_child_by_attribute("key", "examples").text().get(), "test:project-1 test:project-2");
  EXPECT_EQ(graph.select_nodes("//node[data='Kunta & kylät']").size(), 1U);
  ASSERT_TRUE(graph.load_string(get("/export/actors.graphml?role=developer").c_str()));
  EXPECT_TRUE(graph.select_nodes("//node").empty());
  EXPECT_EQ(service.get("/export/actors.graphml?role=boss").status, 400);
}

TEST_F(Bulk, MapsTheSiteForCrawlers) {
  EXPECT_THAT(get("/robots.txt"), HasSubstr("Sitemap: http://127.0.0.1:8080/sitemap.xml\n"));
  EXPECT_THAT(get("/sitemap.xml"), HasSubstr("<loc>http://127.0.0.1:8080/sitemaps/1</loc>"));
  EXPECT_THAT(get("/sitemaps/1"), HasSubstr("<loc>http://127.0.0.1:8080/sv/records/test:inn-1</loc>"));
  EXPECT_THAT(get("/sitemaps/1"), Not(HasSubstr("need-3")));
  for (const auto* missing : {"/sitemaps/2", "/sitemaps/0", "/sitemaps/x"})
    EXPECT_EQ(service.get(missing).status, 404) << missing;
}

TEST_F(Bulk, LeavesOutOfTheMapThePartsWhereNothingIsLeft) {
  constexpr int changes_a_part = 10'000;
  auto store = *corpora::Store::open(service.data_directory());
  std::vector<corpora::Record> passing;
  std::vector<corpora::RecordId> ids;
  for (int i = 0; i < changes_a_part; ++i) {
    ids.push_back(fmt::format("test:passing-{}", i));
    passing.push_back(
        corpora::read_record(
            fmt::format(
                R"({{"id":"{}","type":"signal","title":{{"fi":"Ohi"}},"licence":"CC0-1.0","provenance":{{"source":"test"}}}})",
                ids.back()))
            ->record);
  }
  ASSERT_TRUE(store.put(passing));
  ASSERT_TRUE(store.erase(ids));
  ASSERT_GT(*store.last_seq(), 2 * changes_a_part);
  put(R"({"id":"test:last","type":"signal","title":{"fi":"Jäi"},"licence":"CC0-1.0","provenance":{"source":"test"}})");
  const std::string map = get("/sitemap.xml");
  EXPECT_THAT(map, HasSubstr("/sitemaps/1</loc>"));
  EXPECT_THAT(map, Not(HasSubstr("/sitemaps/2</loc>")));
  EXPECT_THAT(map, HasSubstr("/sitemaps/3</loc>"));
  EXPECT_THAT(get("/sitemaps/3"), HasSubstr("/fi/records/test:last</loc>"));
}

TEST_F(Bulk, DescribesItselfToCataloguesAndBrowsers) {
  const auto catalogue = json("/dcat.jsonld");
  EXPECT_EQ(text_at(catalogue, "/@type"), "dcat:Dataset");
  for (const auto& one : at(catalogue, "/dcat:distribution").GetArray()) {
    const std::string address(config::string_of(one["dcat:accessURL"]["@id"]));
    const std::string path = address.substr(address.find('/', 8));
    EXPECT_NE(find_route(api_routes(), "GET", path).route, nullptr) << path;
  }
  EXPECT_THAT(get("/opensearch.xml?lang=sv"), HasSubstr("/sv/search?q={searchTerms}"));
  EXPECT_THAT(get("/vocabulary.ttl"), HasSubstr("skos:ConceptScheme"));
  EXPECT_THAT(get("/code-lists/stages"),
              HasSubstr("skos:prefLabel \"kokeilussa\"@fi, \"på försök\"@sv, \"being piloted\"@en ."));
  EXPECT_EQ(service.get("/code-lists/nothing").status, 404);
}

TEST_F(Bulk, TakesAddressesFromTheSettingsOrElseFromTheAsker) {
  EXPECT_THAT(service.send({.target = "/robots.txt", .headers = {{"host", "kohtaamo.example:81"}}}).body,
              HasSubstr("http://kohtaamo.example:81/sitemap.xml"));
  config::Settings settings;
  settings.server.public_url = "https://kohtaamo.example/";
  tests::Fixture named("server/records.jsonl", settings);
  EXPECT_THAT(named.get("/robots.txt").body, HasSubstr("Sitemap: https://kohtaamo.example/sitemap.xml\n"));
  EXPECT_THAT(named.get("/oai?verb=Identify").body, HasSubstr("postmaster@kohtaamo.example"));
}

TEST(RegionPoint, PlacesNobodyMoreCloselyThanARegion) {
  const auto point = [](const char* scheme, const char* code) { return point_of({.scheme = scheme, .code = code}); };
  EXPECT_EQ(point("kunta", "005")->latitude, point("mk", "14")->latitude);
  EXPECT_EQ(point("hva", "08")->latitude, point("mk", "06")->latitude);
  EXPECT_NE(point("hva", "01")->longitude, point("hva", "03")->longitude);
  EXPECT_TRUE(point("national", "FI"));
  EXPECT_FALSE(point("country", "SE"));
  EXPECT_FALSE(point("eu", "EU"));
}

struct Described {
  std::string members{}, type{}, has{};
};
void PrintTo(const Described& row, std::ostream* out) { *out << row.members; }

class JsonLd : public testing::TestWithParam<Described> {};

TEST_P(JsonLd, HasTheTypeOfSchemaOrg) {
  auto record =
      corpora::read_record(std::string(R"({"id":"test:1","title":{"fi":"Nimi"},"provenance":{"source":"test"},)") +
                           (GetParam().members.find("licence") == std::string::npos ? R"("licence":"CC0-1.0",)" : "") +
                           GetParam().members + "}");
  ASSERT_TRUE(record) << record.error().message;
  record->record.title.fi = "Nimi </script>";  // reading would take the markup out
  const std::string text =
      to_json_ld(record->record, {.page = "https://kohtaamo.example/fi/records/test:1",
                                  .language = stemming::Language::fi,
                                  .name_of = [](const corpora::RecordId& id) { return "name of " + id; }});
  EXPECT_THAT(text, Not(HasSubstr("<")));
  const auto json = config::parse_json(text);
  ASSERT_TRUE(json) << text;
  EXPECT_EQ(config::string_of((*json)["@type"]), GetParam().type);
  EXPECT_EQ(config::string_of((*json)["name"]), "Nimi </script>");
  EXPECT_THAT(text, HasSubstr(GetParam().has));
}

INSTANTIATE_TEST_SUITE_P(
    All, JsonLd,
    testing::Values(
        Described{R"("type":"innovation","developers":["a:1"])", "CreativeWork",
                  R"("author":[{"@type":"Organization","name":"name of a:1"}])"},
        Described{R"("type":"need","looking_for":["funding"])", "Demand",
                  R"("itemOffered":[{"@type":"Service","name":)"},
        Described{R"("type":"resource","price":{"free":true})", "Offer", R"("price":0)"},
        Described{R"("type":"call","amount":{"max_grant":60000,"currency":"EUR"},"deadlines":[{"date":"2026-12-01"}])",
                  "MonetaryGrant", R"("validThrough":"2026-12-01")"},
        Described{R"("type":"decision","granted_eur":5)", "MonetaryGrant",
                  R"("amount":{"@type":"MonetaryAmount","value":5)"},
        Described{R"("type":"project","acronym":"KYLÄ")", "ResearchProject", R"("alternateName":"KYLÄ")"},
        Described{R"("type":"paper","doi":"10.1/x")", "ScholarlyArticle", R"("sameAs":"https://doi.org/10.1/x")"},
        Described{R"("type":"paper","pub_type":"G2")", "Thesis", ""},
        Described{R"("type":"actor","actor_type":"municipality")", "GovernmentOrganization", ""},
        Described{R"("type":"actor","actor_type":"association")", "NGO", ""},
        Described{R"("type":"actor","roles":["funder"])", "FundingAgency", ""},
        Described{R"("type":"actor","regions":[{"scheme":"country","code":"SE","role":"seat"}])", "Organization",
                  R"("location":[{"@type":"AdministrativeArea","name":"Ruotsi"}]})"},
        Described{R"("type":"actor","regions":[{"scheme":"mk","code":"11","role":"operates"}])", "Organization",
                  R"("areaServed":[{"@type":"AdministrativeArea","name":"Pohjois-Savo"}]})"},
        Described{R"("type":"signal","licence":"CC0-1.0 AND CC-BY-4.0")", "CreativeWork",
                  R"("license":["https://spdx.org/licenses/CC0-1.0","https://spdx.org/licenses/CC-BY-4.0"])"},
        Described{R"("type":"actor")", "Organization", ""},
        Described{R"("type":"theme")", "DefinedTerm", "inDefinedTermSet"},
        Described{R"("type":"adoption","innovation":"a:1")", "CreativeWork", "exampleOfWork"},
        Described{R"("type":"signal")", "CreativeWork", "record/1.0/signal"},
        Described{R"("type":"event","start":"2026-12-01")", "Event", R"("startDate":"2026-12-01")"},
        Described{R"("type":"indicator","value":3)", "Observation", R"("value":3)"}));

}  // namespace
}  // namespace kohtaamo::server::exchange
