// SPDX-License-Identifier: GPL-3.0-or-later
// Every format of a source, on rows written after its description: what comes in is either a record
// or lies in the quarantine, the second time changes nothing, and what matters is where it belongs.
#include <gmock/gmock.h>

#include <algorithm>

#include "corpora/actor_identity.h"
#include "corpora/coverage.h"
#include "corpora/record_json.h"
#include "tests/corpora/archives.h"
#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct SourceCase {
  std::string name{}, format{}, file{};
  int added = 0, rejected = 0, actors = 0, again = 0;  // again: rows that say the same of an actor
  std::string id{};                                    // of the first record
  std::vector<std::string> parts{};                    // of its JSON
  std::vector<std::string> actor_ids{};
};
void PrintTo(const SourceCase& source, std::ostream* out) { *out << source.name; }

class SourceImportTest : public ImportTest, public ::testing::WithParamInterface<SourceCase> {
 protected:
  std::string json_of(const RecordId& id) {
    const auto found = store.find(id);
    return found && *found ? (*found)->json : "";
  }
  // What lies anywhere in the store, tombstones and quarantine too.
  std::string everything() {
    std::string all;
    const auto records = *store.records_after("", {}, 1'000);
    for (const StoredRecord& stored : records) all += stored.json + "\n";
    const auto rejected = *store.quarantined("", 1'000);
    for (const RejectedRow& one : rejected) all += one.raw + one.reason + "\n";
    return all;
  }
};

TEST_P(SourceImportTest, AccountsForEveryRowAndTheSecondTimeChangesNothing) {
  const SourceCase& source = GetParam();
  ImportRequest request = request_of(read_case(source.file), source.format, source.file);
  request.importer.retrieved_at = "2026-11-20T10:00:00Z";
  const ImportReport report = run_well(request);
  for (const config::Error& error : report.first_rejected) std::cout << to_text(error) << "\n";
  EXPECT_EQ(report.total.added, source.added);
  EXPECT_EQ(report.total.rejected, source.rejected);
  EXPECT_EQ(report.total.unchanged, source.again);
  EXPECT_EQ(report.total.rows, source.added + source.again + source.rejected);
  EXPECT_EQ(report.actors.added, source.actors);
  EXPECT_EQ(*store.quarantine_count(""), source.rejected);
  const std::string json = json_of(source.id);
  for (const std::string& part : source.parts) EXPECT_THAT(json, HasSubstr(part));
  if (!source.id.empty()) {
    EXPECT_THAT(json, HasSubstr(R"("retrieved_at":"2026-11-20T10:00:00Z")"));
    EXPECT_THAT(json, HasSubstr(R"("raw_sha256":")"));
  }
  for (const RecordId& actor : source.actor_ids) EXPECT_THAT(json_of(actor), HasSubstr(R"("type":"actor")")) << actor;

  const Seq seq = *store.last_seq();
  const ImportReport again = run_well(request);
  EXPECT_EQ(again.total.unchanged, source.added + source.again);
  EXPECT_EQ(again.actors.added + again.actors.changed + again.actors.deleted, 0);
  EXPECT_EQ(*store.last_seq(), seq);
}

const std::vector<SourceCase>& source_cases() {
  static const std::vector<SourceCase> cases{
      SourceCase{
          .name = "haeavustuksia",
          .format = "haeavustuksia",
          .file = "haeavustuksia.json",
          .added = 2,
          .rejected = 1,
          .actors = 1,
          .id = "haeavustuksia:va-esim-2026-7",
          .parts = {R"("opens":"2026-09-01")", R"("date":"2026-10-15","time":"16:15")", R"("deadline_model":"single")",
                    R"("fi":"Yhdistykset voivat hakea.")", R"("sv":"Understöd för byverksamhet")",
                    R"("funder":["haeavustuksia:org-)", "https://www.haeavustuksia.fi/fi/haku/va-esim-2026-7"}},
      SourceCase{.name = "research_fi_calls",
                 .format = "research-fi-calls",
                 .file = "research_fi_calls.json",
                 .added = 2,
                 .rejected = 1,
                 .actors = 2},
      SourceCase{.name = "research_fi_calls_index",
                 .format = "research-fi-calls",
                 .file = "research_fi_calls_index.json",
                 .added = 1,
                 .actors = 1,
                 .actor_ids = {"ytunnus:1234567-1"}},
      SourceCase{.name = "research_fi_decisions",
                 .format = "research-fi-decisions",
                 .file = "research_fi_decisions.json",
                 .added = 1,
                 .actors = 2,
                 .actor_ids = {"ytunnus:1234567-1", "ror:040af2s02"}},
      SourceCase{.name = "research_fi_publications",
                 .format = "research-fi-publications",
                 .file = "research_fi_publications.json",
                 .added = 1},
      SourceCase{.name = "research_fi_organisations",
                 .format = "research-fi-organisations",
                 .file = "research_fi_organisations.json",
                 .added = 2,
                 .actors = 2,
                 .actor_ids = {"ytunnus:1234571-9"}},
      SourceCase{.name = "research_fi_infrastructures",
                 .format = "research-fi-infrastructures",
                 .file = "research_fi_infrastructures.json",
                 .added = 2,
                 .rejected = 1,
                 .actors = 2,
                 .id = "research-fi-infrastructures:7",
                 .parts = {R"("fi":"Esimerkin testilaboratorio","en":"Example test laboratory")",
                           R"("kind":"equipment")", R"(Kokeiluasunto\nKaksi huonetta ja keittiö.)",
                           R"("valid_from":"2018-01-01")", R"({"scheme":"kunta","code":"765","role":"operates"})"},
                 .actor_ids = {"ytunnus:1234567-1"}},
      SourceCase{.name = "eura_page",
                 .format = "eura-page",
                 .file = "eura_page.html",
                 .added = 2,
                 .rejected = 1,
                 .id = "eura-calls:0b6d1c1e-0000-4000-8000-000000000001",
                 .parts = {R"("programme":"ESF+")", R"("opens":"2026-09-01")", R"("date":"2026-11-30","time":"16:15")",
                           R"("code":"18")", R"("total_budget":1200000)", "Osallisuutta & työtä kylille.",
                           R"("social_innovation_flag":{"value":true,"basis":"ESF+ priority 5, Sosiaalisten inn)"}},
      SourceCase{.name = "eura_csv",
                 .format = "eura-csv",
                 .file = "eura.csv",
                 .added = 2,
                 .rejected = 1,
                 .actors = 2,
                 .id = "eura-projects:S30001",
                 .parts = {R"("granted_eur":250000.5)", R"("start":"2025-02-01")", R"("actor":"ytunnus:1234567-1")",
                           R"({"scheme":"mk","code":"18","role":"operates"})", R"("scheme":"kunta","code":"765")"},
                 .actor_ids = {"ytunnus:1234567-1"}},
      SourceCase{.name = "sedia",
                 .format = "sedia",
                 .file = "sedia.json",
                 .added = 1,
                 .rejected = 1,
                 .id = "eu-funding:ESF-SI-2026-EXAMPLE-01",
                 .parts = {R"("en":"Community-led inclusion pilots")", R"("source_status":"open")",
                           R"("date":"2026-06-10","time":"18:00")", R"("date":"2026-11-05","time":"00:30")",
                           R"("deadline_model":"multiple_cutoff")",
                           R"("social_innovation_flag":{"value":true,"basis":"crossCuttingPriorities=SocInnov"})"}},
      SourceCase{.name = "openalex",
                 .format = "openalex",
                 .file = "openalex.json",
                 .added = 1,
                 .rejected = 1,
                 .actors = 2,
                 .id = "openalex:https://openalex.org/W1000000001",
                 .parts = {R"("abstract":{"en":"Rides that neighbours share with neighbours"})",
                           R"("doi":"10.99999/oa.1")", R"("orcid":"0000-0002-1825-0097","affiliation_ror":"040af2s02")",
                           R"("is_retracted":false)", R"("rel":"funded_by")"},
                 .actor_ids = {"ror:040af2s02"}},
      SourceCase{.name = "crossref",
                 .format = "crossref",
                 .file = "crossref.json",
                 .added = 2,
                 .actors = 1,
                 .id = "crossref:10.99999/CR.1",
                 .parts = {R"("abstract":{"en":"Villages that care & share their rides with older neighbours."})",
                           R"("licence":"CC-BY-4.0")", R"("published":"2024-05-06")", R"("name":"Esimerkki, Eeva")",
                           R"("target":"crossref-funder:10.13039/501100000000")"},
                 .actor_ids = {"crossref-funder:10.13039/501100000000"}},
      SourceCase{.name = "giving",
                 .format = "360giving",
                 .file = "360giving.json",
                 .added = 2,
                 .rejected = 1,
                 .actors = 4,
                 .id = "360giving:360G-esim-1",
                 .parts = {R"("granted_eur":12000)", R"("decided_on":"2025-05-01")",
                           R"("recipients":[{"actor":"ytunnus:1234567-1"}])", R"("funder":"ytunnus:1234571-9")",
                           R"("scheme":"mk","code":"18")"},
                 .actor_ids = {"ytunnus:1234567-1", "ytunnus:1234571-9"}},
      SourceCase{.name = "stea",
                 .format = "stea-csv",
                 .file = "stea.csv",
                 .added = 3,
                 .rejected = 1,
                 .actors = 3,
                 .actor_ids = {"ytunnus:1234567-1"}},
      SourceCase{.name = "stea_organisations",
                 .format = "stea-organisations",
                 .file = "stea_organisations.tsv",
                 .added = 3,
                 .rejected = 1,
                 .actors = 3,
                 .actor_ids = {"ytunnus:1234567-1", id_by_name("stea", "Kolmas ry, Tredje rf"),
                               id_by_name("stea", "Neljäs ry")}},
      SourceCase{.name = "ptv",
                 .format = "ptv",
                 .file = "ptv.json",
                 .added = 1,
                 .rejected = 1,
                 .actors = 1,
                 .id = "ptv:11111111-0000-4000-8000-000000000001",
                 .parts = {R"("sv":"Byns skjutsar")", R"("target_groups":["older"])",
                           R"("scheme":"kunta","code":"765")", R"("price":{"free":true})",
                           R"("offered_by":"ptv:22222222-0000-4000-8000-000000000001")", R"("modified":"2025-05-06")"},
                 .actor_ids = {"ptv:22222222-0000-4000-8000-000000000001"}},
      SourceCase{.name = "ptv_channels",
                 .format = "ptv-channels",
                 .file = "ptv_channels.json",
                 .added = 1,
                 .rejected = 1,
                 .id = "ptv-channels:33333333-0000-4000-8000-000000000001",
                 .parts = {R"("fi":"Kylätupa","sv":"Bystugan")", R"("kind":"space")",
                           R"("regions":[{"scheme":"kunta","code":"765","role":"operates"}])",
                           R"("url":"https://kylatupa.invalid/")", R"("modified":"2025-05-06")"}},
      SourceCase{.name = "sim", .format = "sim", .file = "sim.csv", .added = 1, .rejected = 1, .actors = 4},
      SourceCase{.name = "cordis_topics",
                 .format = "cordis-topics",
                 .file = "cordis_topics.csv",
                 .added = 1,
                 .rejected = 1,
                 .id = "cordis-calls:ERC-2021-ADG",
                 .parts = {R"("en":"ERC ADVANCED GRANTS")"}},
      SourceCase{.name = "cordis_organisations",
                 .format = "cordis-organisations",
                 .file = "cordis_organisations.csv",
                 .added = 2,
                 .actors = 2,
                 .again = 1,
                 .actor_ids = {"ytunnus:1234567-1", "pic:999000002"}}};
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Sources, SourceImportTest, ::testing::ValuesIn(source_cases()),
                         [](const auto& source) { return source.param.name; });

TEST(SourceImport, HasACaseForEveryFormatOfASource) {
  const std::vector<std::string_view> elsewhere{"cordis-xml", "cordis-csv", "cordis-tables", "oai-dc",
                                                "hallinnoiavustuksia"};
  for (const ImportFormat& format : import_formats()) {
    const bool has_case = std::ranges::find(source_cases(), format.name, &SourceCase::format) != source_cases().end();
    const bool is_elsewhere = std::ranges::find(elsewhere, format.name) != elsewhere.end();
    EXPECT_TRUE(format.profile.empty() || has_case || is_elsewhere) << format.name;
  }
}

// --- what must not be known -------------------------------------------------------------------

TEST_F(SourceImportTest, KeepsNothingOfPersonsAndHonoursTheFlagsOfStateGrants) {
  run_well(request_of(row("VN/4/2025", "Ennen poistoa", "hallinnoiavustuksia")));
  const ImportReport report =
      run_well(request_of(read_case("hallinnoiavustuksia.csv"), "hallinnoiavustuksia", "va.csv"));
  EXPECT_EQ(report.total.added, 3);
  EXPECT_EQ(report.total.rejected, 2);
  EXPECT_EQ(report.total.deleted, 1);
  EXPECT_TRUE(store.find("hallinnoiavustuksia:VN/4/2025")->value().deleted);
  const std::string all = everything();
  EXPECT_THAT(all, HasSubstr("Kylätupatoiminta"));
  for (const char* secret : {"131052-308T", "Salainen", "Piilotettu ry", "1234571-9", "Poistettu ry", "Poistuva"})
    EXPECT_THAT(all, Not(HasSubstr(secret))) << secret;
  EXPECT_THAT(json_of("hallinnoiavustuksia:VN/1/2025"), HasSubstr(R"("recipients":[{"actor":"ytunnus:1234567-1"}])"));
  EXPECT_THAT(json_of("hallinnoiavustuksia:VN/2/2025"), HasSubstr(R"("result":"rejected")"));
  EXPECT_THAT(json_of("hallinnoiavustuksia:VN/3/2025"), HasSubstr(R"("hide_purpose":true,"hide_applicant":true)"));
}

TEST_F(SourceImportTest, KeepsNobodyWhoIsToBeCalledAboutAnInfrastructureOrAChannel) {
  run_well(request_of(read_case("research_fi_infrastructures.json"), "research-fi-infrastructures", "infra.json"));
  run_well(request_of(read_case("ptv_channels.json"), "ptv-channels", "channels.json"));
  EXPECT_EQ(store.count().value(), 5);
  EXPECT_THAT(everything(), Not(HasSubstr("Eeva")));
  EXPECT_THAT(everything(), Not(HasSubstr("eeva@")));
}

// --- what the sources fill --------------------------------------------------------------------

TEST_F(SourceImportTest, ReadsProjectsOfTheOpenAireGraphInBothTheirSpellings) {
  ImportRequest request = request_of(read_case("openaire.json"), "json", "openaire.json");
  request.importer.profile = "openaire";
  const ImportReport report = run_well(request);
  EXPECT_EQ(report.total.added, 2);
  EXPECT_EQ(report.total.rejected, 1);  // it ends before it begins
  EXPECT_EQ(run_well(request).total.unchanged, 2);
  const std::string json = json_of("openaire:aka_________::0000");
  EXPECT_THAT(json, HasSubstr(R"("title":{"en":"Villages that care"})"));
  EXPECT_THAT(json, HasSubstr(R"("granted_eur":400000)"));
  EXPECT_THAT(json, HasSubstr(R"("total_cost_eur":450000.5)"));
  EXPECT_THAT(json, HasSubstr(R"("programme":"AKA::EXAMPLE")"));
  EXPECT_THAT(json, HasSubstr(R"("calls":["cordis-calls:EXAMPLE-2026-1"])"));
  EXPECT_THAT(json, HasSubstr(R"("en":["loneliness","villages","social sciences"])"));
  const std::string dumped = json_of("openaire:corda__h2020::0001");
  EXPECT_THAT(dumped, HasSubstr(R"("start":"2020-01-01","end":"2022-12-31")"));
  EXPECT_THAT(dumped, HasSubstr(R"("programme":"EC::H2020::RIA")"));
  EXPECT_THAT(dumped, Not(HasSubstr("_eur")));  // other crowns
}

// Only ESF+ has this priority, and only what names it is of it.
TEST_F(SourceImportTest, FlagsTheCallsOfTheSocialInnovationsPriority) {
  run_well(request_of(read_case("eura_page.html"), "eura-page", "eura.html"));
  EXPECT_THAT(json_of("eura-calls:0b6d1c1e-0000-4000-8000-000000000003"), Not(HasSubstr("social_innovation_flag")));
  const std::string row = R"({"id":"%","otsikko":"Haku","kuvaus":"TL5: kokeilut","rahasto":"@","tila":"avoin"})";
  const auto page = [&](const std::string& id, const std::string& fund) {
    std::string text = row;
    text.replace(text.find('%'), 1, id);
    text.replace(text.find('@'), 1, fund);
    return text;
  };
  run_well(request_of("[" + page("7", "ESR+") + "," + page("8", "EAKR") + "]", "eura-page", "eura.json"));
  EXPECT_THAT(json_of("eura-calls:7"), HasSubstr(R"("social_innovation_flag":{"value":true)"));
  EXPECT_THAT(json_of("eura-calls:8"), Not(HasSubstr("social_innovation_flag")));
}

TEST_F(SourceImportTest, TellsWhichMembersTheRecordsOfASourceHave) {
  run_well(request_of(read_case("360giving.json"), "360giving", "360giving.json"));
  const auto rows = *read_coverage(store);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].source, "360giving");
  EXPECT_EQ(rows[0].type, "decision");
  EXPECT_EQ(rows[0].records, 2);
  EXPECT_EQ(rows[0].members.at("funder"), 2);
  EXPECT_EQ(rows[0].members.at("granted_eur"), 1);    // the other is in pounds
  EXPECT_FALSE(rows[0].members.contains("licence"));  // "unknown" tells none
  EXPECT_EQ(rows[1].source, "actors");
  EXPECT_EQ(rows[1].members.at("identifiers.y_tunnus"), 2);
}

// --- rows that are odd ------------------------------------------------------------------------

// The index behind the portal gives what is called the same in one reply.
TEST_F(SourceImportTest, TakesNoRowOfAnotherKindFromAReplyThatMixesThem) {
  const std::string reply =
      R"({"index":"funding","id":"f","source":{"projectId":"1","projectNameFi":"Kylähanke","amount_in_EUR":9}}
         {"index":"call","id":"c","source":{"id":"2","nameFi":"Haku kylille","callProgrammeDueDate":"2026-09-30"}}
         {"index":"infrastructure","id":"3","source":{"nameFi":"Kylälaboratorio","serviceCount":1}}
         {"index":"publication","id":"4","source":{"publicationId":"4","publicationName":"Kylien kyydit"}})";
  for (const auto& [kind, id] : {std::pair{"decisions", "1"}, std::pair{"calls", "2"},
                                 std::pair{"infrastructures", "3"}, std::pair{"publications", "4"}}) {
    const std::string format = std::string("research-fi-") + kind;
    const ImportReport report = run_well(request_of(reply, format, "reply.json"));
    EXPECT_EQ(report.total.added, 1) << format;
    EXPECT_EQ(report.total.rejected, 3) << format;
    EXPECT_NE(json_of(format + ":" + id), "");
    EXPECT_THAT(report.first_rejected.front().message, HasSubstr("the row is of another kind")) << format;
    EXPECT_THAT(report.first_rejected.front().where, HasSubstr("reply.json:")) << format;
  }
}

TEST_F(SourceImportTest, KeepsAnIdThatHasWhiteSpaceAndWhatRefersToIt) {
  ImportRequest topics = request_of(R"({"code":" RISK  FINANCE ","title":"Access to risk finance"})", "jsonl", "t");
  topics.importer.profile = "cordis-calls";
  EXPECT_EQ(run_well(topics).total.added, 1);
  EXPECT_THAT(json_of("cordis-calls:RISK_FINANCE"), HasSubstr(R"("source_id":"RISK  FINANCE")"));
  EXPECT_EQ(run_well(topics).total.unchanged, 1);
  ImportRequest projects =
      request_of(R"({"id":"1","title":"Villages that care","topics":["RISK FINANCE"]})", "jsonl", "p");
  projects.importer.profile = "cordis-projects";
  EXPECT_EQ(run_well(projects).total.added, 1);
  EXPECT_THAT(json_of("cordis:1"), HasSubstr(R"("calls":["cordis-calls:RISK_FINANCE"])"));
}

// --- tables that belong together --------------------------------------------------------------

TEST_F(SourceImportTest, JoinsTheTablesOfCordisInWhateverOrderTheyCome) {
  const std::string projects =
      "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;objective;topics;rcn\n"
      "\"101999999\";\"KYLÄT\";\"SIGNED\";\"Villages that "
      "care\";\"2026-01-01\";\"2028-12-31\";\"1200000,5\";\"\";\"Rides.\";\"T-1\";\"1\"\n"
      "\"101999998\";\"TALOT\";\"CLOSED\";\"Houses that "
      "care\";\"2026-01-01\";\"2025-12-31\";\"\";\"\";\"\";\"\";\"2\"\n";
  const std::string fields =
      "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle\n"
      "\"101999999\";\"/29\";\"/social sciences/sociology\";\"sociology\"\n";
  const std::string archive =
      archived({{.name = "csv/euroSciVoc.csv", .bytes = fields},
                {.name = "csv/project.csv", .bytes = projects},
                {.name = "csv/organization.csv", .bytes = read_case("cordis_organisations.csv")},
                {.name = "csv/readme.txt", .bytes = "not a table"}},
               true);
  const ImportReport report = run_well(request_of(archive, "cordis-tables", "cordis.zip"));
  EXPECT_EQ(report.total.added, 1);
  EXPECT_EQ(report.total.rejected, 1);  // it ends before it begins
  EXPECT_EQ(report.actors.added, 2);
  const std::string json = json_of("cordis-tables:101999999");
  EXPECT_THAT(json, HasSubstr(R"("coordinator":"ytunnus:1234567-1")"));
  EXPECT_THAT(json, HasSubstr(R"("actor":"pic:999000002","name":"EXAMPLE UNIVERSITY")"));
  EXPECT_THAT(json, HasSubstr(R"("keywords":{"en":["sociology"]})"));
  EXPECT_THAT(json, HasSubstr(R"("calls":["cordis-calls:T-1"])"));
  EXPECT_THAT(json, HasSubstr(R"("code":"GR")"));
  EXPECT_THAT(json_of("ytunnus:1234567-1"), HasSubstr(R"({"scheme":"country","code":"FI","role":"seat"})"));
  EXPECT_THAT(json_of("ytunnus:1234567-1"), HasSubstr(R"({"scheme":"kunta","code":"091","role":"seat"})"));
}

TEST_F(SourceImportTest, OrganisationsOfSteaAreThoseThatItsProjectsName) {
  const std::string projects =
      R"({"id":"1","org":"Esimerkkiyhdistys ry","business_id":"1234567-1","purpose":"Kylätupien toimintaan"})"
      "\n"
      R"({"id":"2","org":"Kolmas ry, Tredje rf","business_id":"","purpose":"Nuorten asumisen tukemiseen"})"
      "\n";
  ImportRequest request = request_of(projects, "jsonl", "projects.jsonl");
  request.importer.profile = "stea";
  EXPECT_EQ(run_well(request).actors.added, 2);
  const ImportReport table =
      run_well(request_of(read_case("stea_organisations.tsv"), "stea-organisations", "organisations.tsv"));
  EXPECT_EQ(table.total.added, 3);
  EXPECT_EQ(table.actors.added, 1);    // whom no project names
  EXPECT_EQ(table.actors.changed, 2);  // of whom the table tells more
  const std::string by_number = json_of("ytunnus:1234567-1");
  EXPECT_THAT(by_number, HasSubstr(R"("id":"stea-organisations:ytunnus:1234567-1","method":"y_tunnus")"));
  EXPECT_THAT(by_number, HasSubstr(R"("scheme":"kunta","code":"765","role":"operates")"));
  EXPECT_THAT(by_number, HasSubstr(R"("target_groups":["older"])"));
  const RecordId named = id_by_name("stea", "Kolmas ry, Tredje rf");
  EXPECT_THAT(json_of(named), HasSubstr(R"("id":"stea-organisations:)" + named + R"(","method":"name")"));
  EXPECT_THAT(json_of(named), HasSubstr("needs_review"));
  EXPECT_THAT(json_of(id_by_name("stea", "Neljäs ry")), Not(HasSubstr("1234567-2")));  // a wrong check digit
}

TEST_F(SourceImportTest, AnOrganisationOfSteaStandsWhereItWorksAndInTheCountry) {
  ImportRequest request = request_of(
      R"({"id":"1","org":"Yksi ry","business_id":"1234567-1","purpose":"Kylätupa","areas":"Kuopio","years":{"2025":[2,1]}})",
      "jsonl", "projects.jsonl");
  request.importer.profile = "stea";
  run_well(request);
  const std::string json = json_of("ytunnus:1234567-1");
  EXPECT_THAT(json, HasSubstr(R"({"scheme":"country","code":"FI","role":"seat"})"));
  EXPECT_THAT(json, HasSubstr(R"({"scheme":"kunta","code":"297","role":"operates"})"));
}

TEST_F(SourceImportTest, TheTablesOfCordisHaveABoundAllTogether) {
  const std::string row = "\"101999999\";\"" + std::string(400, 'x') + "\"\n";
  const std::string archive = archived({{.name = "project.csv", .bytes = "id;title\n" + row},
                                        {.name = "topics.csv", .bytes = "projectID;title\n" + row}},
                                       true);
  ImportRequest request = request_of(archive, "cordis-tables", "cordis.zip");
  request.importer.read.max_joined_bytes = 800;
  const auto report = run_import(store, request, settings);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, config::ErrorCode::payload_too_large);
  EXPECT_EQ(report.error().where, "topics.csv");
  EXPECT_EQ(store.count().value(), 0);
}

}  // namespace
}  // namespace kohtaamo::corpora
