// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/profile.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "corpora/import/record_shape.h"
#include "corpora/record_json.h"
#include "tests/corpora/import_fixture.h"
#include "tests/support/source_files.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string head =
    "name = 'p'\nsource = 's'\ntype = 'project'\nlicence = 'CC0-1.0'\nid = 'id'\nlanguage = 'fi'\n";

// The JSON that a rule makes of a row, without what every record has.
std::string made_by(const std::string& rule, const std::string& row) {
  const auto profile = parse_profile(head + rule, "p.toml");
  if (!profile) return to_text(profile.error());
  const std::string json = mapped(*config::parse_json(row), *profile).record;
  const std::string envelope =
      R"({"type":"project","lang":["fi"],"licence":"CC0-1.0","provenance":{"source":"s","importer":"p"})";
  return json.starts_with(envelope) ? json.substr(envelope.size()) : json;
}

struct RuleCase {
  std::string name{}, rule{}, row{}, json{};
};
void PrintTo(const RuleCase& rule, std::ostream* out) { *out << rule.name; }

class RuleTest : public ::testing::TestWithParam<RuleCase> {};

TEST_P(RuleTest, MakesOfARowWhatItSays) {
  EXPECT_EQ(made_by("[[rule]]\n" + GetParam().rule, GetParam().row), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(
    Profile, RuleTest,
    ::testing::Values(
        RuleCase{"column", "to='acronym'\nfrom='a'", R"({"a":"KYLÄ"})", R"(,"acronym":"KYLÄ"})"},
        RuleCase{"inner column", "to='acronym'\nfrom='a.b'", R"({"a":{"b":"X"}})", R"(,"acronym":"X"})"},
        RuleCase{"column with a dot", "to='acronym'\nfrom='a.b'", R"({"a.b":"X"})", R"(,"acronym":"X"})"},
        RuleCase{"nothing there", "to='acronym'\nfrom='b'", R"({"a":"X","b":null})", "}"},
        RuleCase{"constant", "to='acronym'\nvalue='X'", "{}", R"(,"acronym":"X"})"},
        RuleCase{"language", "to='title.{lang}'\nfrom='a'", R"({"a":"X"})", R"(,"title":{"fi":"X"}})"},
        RuleCase{"number", "to='granted_eur'\nfrom='a'", R"({"a":5.5})", R"(,"granted_eur":5.5})"},
        RuleCase{"number with comma", "to='granted_eur'\nfrom='a'\nnumber='comma'", R"({"a":"1 200.000,5"})",
                 R"(,"granted_eur":1200000.5})"},
        RuleCase{"amount as people write it", "to='granted_eur'\nfrom='a'\nnumber='comma'",
                 R"({"a":"1\u00a0234,50 €"})", R"(,"granted_eur":1234.50})"},
        RuleCase{"amount with the euro before it", "to='granted_eur'\nfrom='a'\nnumber='comma'",
                 R"({"a":"EUR 1\u202f234\u2009567"})", R"(,"granted_eur":1234567})"},
        RuleCase{"dots between thousands alone", "to='granted_eur'\nfrom='a'\nnumber='comma'",
                 R"({"a":"1.234.567 euroa"})", R"(,"granted_eur":1234567})"},
        RuleCase{"a number of the English form is none", "to='granted_eur'\nfrom='a'\nnumber='comma'",
                 R"({"a":"1,234.50"})", R"(,"granted_eur":"1,234.50"})"},
        RuleCase{"number that is none", "to='granted_eur'\nfrom='a'", R"({"a":"much"})", R"(,"granted_eur":"much"})"},
        RuleCase{"list", "to='keywords.fi'\nfrom='a'", R"({"a":["x","y","x"]})", R"(,"keywords":{"fi":["x","y"]}})"},
        RuleCase{"split", "to='keywords.fi'\nfrom='a'\nsplit=','", R"({"a":"x, y,,z"})",
                 R"(,"keywords":{"fi":["x","y","z"]}})"},
        RuleCase{"join", "to='acronym'\nfrom=['a','b']\njoin=' – '", R"({"a":"x","b":"y"})", R"(,"acronym":"x – y"})"},
        RuleCase{"years in their order, refused and open ones passed over",
                 "to='granted_eur'\nfrom='years.*.1'\nskip='0'\npick='last'",
                 R"({"years":{"2026":[9,null],"2025":[8,0],"2023":[7,7],"2024":[6,6]}})", R"(,"granted_eur":6})"},
        RuleCase{"keys", "to='end'\nfrom='years.@'\npick='last'\ndate='year_ends'",
                 R"({"years":{"2019":1,"2021":2,"2020":3}})", R"(,"end":"2021-12-31"})"},
        RuleCase{"day first", "to='start'\nfrom='a'\ndate='d.m.y'", R"({"a":"1.9.2021"})", R"(,"start":"2021-09-01"})"},
        RuleCase{"day with a time", "to='start'\nfrom='a'\ndate='d.m.y'", R"({"a":"1.9.2021 klo 16.15"})",
                 R"(,"start":"2021-09-01"})"},
        RuleCase{"day with nothing of a time", "to='start'\nfrom='a'\ndate='y-m-d'", R"({"a":"2021-9-1T00:00:00"})",
                 R"(,"start":"2021-09-01"})"},
        RuleCase{"no day", "to='start'\nfrom='a'\ndate='d.m.y'", R"({"a":"syksy 1.9.2021"})",
                 R"(,"start":"syksy 1.9.2021"})"},
        RuleCase{"after the last", "to='acronym'\nfrom='a'\nafter_last='/'", R"({"a":"/x/y/z"})", R"(,"acronym":"z"})"},
        RuleCase{"around", "to='acronym'\nfrom='a'\nprefix='<'\nsuffix='>'", R"({"a":"x"})", R"(,"acronym":"<x>"})"},
        RuleCase{"table", "to='status'\nfrom='a'\ntable='t'\n[table.t]\nOPEN='active'", R"({"a":"OPEN"})",
                 R"(,"status":"active"})"},
        RuleCase{"table with a word for all others",
                 "to='status'\nfrom='a'\ntable='t'\n[table.t]\nOPEN='active'\n'*'=''", R"({"a":["MAYBE","OPEN"]})",
                 R"(,"status":"active"})"},
        RuleCase{
            "language of the text itself", "to='title.{detected}'\nfrom='a'",
            R"({"a":["Kylät järjestävät kyytejä ikäihmisille joka viikko.","The villages arrange rides for older people."]})",
            R"(,"title":{"fi":"Kylät järjestävät kyytejä ikäihmisille joka viikko.","en":"The villages arrange rides for older people."}})"},
        RuleCase{"chosen of a list and not there", "to='acronym'\nfrom='a.[kind=z].v'",
                 R"({"a":[{"kind":"y","v":"no"},{"kind":"x","v":"no"}]})", "}"},
        RuleCase{"chosen of a list of objects", "to='acronym'\nfrom='a.[kind=x].v'",
                 R"({"a":[{"kind":"y","v":"no"},{"kind":"x","v":"yes"}]})", R"(,"acronym":"yes"})"},
        RuleCase{"only when", "to='granted_eur'\nfrom='a'\nwhen='c=EUR'", R"({"a":5,"c":"GBP"})", "}"},
        RuleCase{"when it is so", "to='granted_eur'\nfrom='a'\nwhen='c=EUR'", R"({"a":5,"c":"EUR"})",
                 R"(,"granted_eur":5})"},
        RuleCase{"read as", "to='grant_doi'\nfrom='a'\nas='doi'", R"({"a":"https://doi.org/10.3030/ABC"})",
                 R"(,"grant_doi":"10.3030/abc"})"},
        RuleCase{"read as and dropped", "to='grant_doi'\nfrom='a'\nas='doi'", R"({"a":"none"})", "}"},
        RuleCase{"parts of a day", "to='start'\nfrom='a.*'\njoin='-'\ndate='y-m-d'", R"({"a":[2024,5,6]})",
                 R"(,"start":"2024-05-06"})"},
        RuleCase{"codes by label, others dropped", "to='target_groups'\nfrom='a'\ncodes='target_groups'",
                 R"({"a":["Nuoret","older","ei kukaan"]})", R"(,"target_groups":["youth","older"]})"},
        RuleCase{"objects of objects",
                 "to='partners'\nfrom='o'\n[[rule.member]]\nto='name'\nfrom='n'\n[[rule.member]]\nto='role'\nvalue='"
                 "coordinator'",
                 R"({"o":[{"n":"A"},{"n":"B"}]})",
                 R"(,"partners":[{"name":"A","role":"coordinator"},{"name":"B","role":"coordinator"}]})"},
        RuleCase{"objects of texts",
                 "to='regions'\nfrom='a'\nsplit=','\ncodes='regions'\n[[rule.member]]\nto='scheme'\nfrom='.'\nbefore=':"
                 "'\n[[rule.member]]\nto='code'\nfrom='.'\nafter=':'",
                 R"({"a":["Etelä-Savon hyvinvointialue, Helsinki","Kuu"]})",
                 R"(,"regions":[{"scheme":"hva","code":"12"},{"scheme":"kunta","code":"091"}]})"},
        RuleCase{"objects of two rules",
                 "to='partners'\nfrom='a'\n[[rule.member]]\nto='name'\nfrom='.'\n"
                 "[[rule]]\nto='partners'\nfrom='b'\n[[rule.member]]\nto='name'\nfrom='.'",
                 R"({"a":["A","B"],"b":["C"]})", R"(,"partners":[{"name":"A"},{"name":"B"},{"name":"C"}]})"},
        RuleCase{"address", "to='acronym'\nfrom='a'\nurl='first'", R"({"a":["see http://a.fi/b, c","none"]})",
                 R"(,"acronym":"http://a.fi/b"})"},
        RuleCase{"first sentence", "to='acronym'\nfrom='a'\nsentence=60",
                 R"({"a":"\"Kylä kokoontuu tuvassa joka viikko. Muuta ei ole."})",
                 R"(,"acronym":"Kylä kokoontuu tuvassa joka viikko"})"},
        RuleCase{"so many letters", "to='acronym'\nfrom='a'\nsentence=20",
                 R"({"a":"Työttömien nuorten tukemiseen kylillä"})", R"(,"acronym":"Työttömien nuorten…"})"}));

struct FaultCase {
  std::string toml{}, where{}, words{};
};

TEST(Profile, SaysWhatIsWrongWithItAndWhere) {
  for (const auto& [toml, where, words] :
       {FaultCase{"type = 'project'", "p.toml:1", "needs 'name'"},
        FaultCase{head + "[[rule]]\nto = 'a'\nfrm = 'b'", "p.toml:9", "did you mean 'from'"},
        FaultCase{head + "[[rule]]\nfrom = 'b'", "p.toml:7", "needs 'to'"},
        FaultCase{head + "[[rule]]\nto = 'b'", "p.toml:7", "either 'from' or 'value'"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\npick = 'lst'", "p.toml:7", "did you mean 'last'"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\ntable = 't'", "p.toml:1", "there is no [table.t]"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\ncodes = 'stage'", "p.toml:7", "did you mean 'stages'"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\nas = 'dooi'", "p.toml:7", "did you mean 'doi'"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\nsplit = [',', '']", "p.toml:7", "not at nothing"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\nmakes = 'x'", "p.toml:1", "there is no [[actor.x]]"},
        FaultCase{head + "[[rule]]\nto = 'b'\nfrom = 'b'\nwhen = 'c'", "p.toml:7", "column=value"},
        FaultCase{head + "x = ", "p.toml:7", ""}}) {
    const auto profile = parse_profile(toml, "p.toml");
    ASSERT_FALSE(profile) << toml;
    EXPECT_EQ(profile.error().code, ErrorCode::bad_config);
    EXPECT_THAT(profile.error().where, HasSubstr(where));
    EXPECT_THAT(profile.error().message, HasSubstr(words));
  }
}

TEST(Profile, IsFoundByNameOrByPath) {
  EXPECT_EQ(load_profile("steaa").error().code, ErrorCode::usage);
  EXPECT_THAT(load_profile("steaa").error().message, HasSubstr("did you mean 'stea'"));
  EXPECT_EQ(load_profile("missing.toml").error().code, ErrorCode::file_missing);
}

// Every member that a profile of ours fills is one that records have.
void expect_known_members(const std::vector<ProfileRule>& rules, RecordType type, const std::string& inside) {
  for (const ProfileRule& rule : rules) {
    std::string to = inside + rule.to;
    for (const std::string place : {"{lang}", "{detected}"})
      if (const auto at = to.find(place); at != std::string::npos) to.replace(at, place.size(), "fi");
    EXPECT_TRUE(rule.to.empty() || shape_of(type, to) != Shape::unknown) << to;
    expect_known_members(rule.members, type, to + ".0.");
  }
}

TEST(Profile, OfOursFillsOnlyMembersOfRecords) {
  for (const std::string& name : profile_names()) {
    SCOPED_TRACE(name);
    const auto profile = load_profile(name);
    ASSERT_TRUE(profile) << to_text(profile.error());
    EXPECT_EQ(profile->name, name);
    expect_known_members(profile->rules, *parse_record_type(profile->type), {});
    for (const auto& [actor, rules] : profile->actors) expect_known_members(rules, RecordType::actor, {});
  }
}

TEST(RecordShape, TellsNumbersAndListsApart) {
  EXPECT_EQ(shape_of(RecordType::project, "title.fi"), Shape::text);
  EXPECT_EQ(shape_of(RecordType::project, "title"), Shape::unknown);
  EXPECT_EQ(shape_of(RecordType::project, "keywords.sv"), Shape::texts);
  EXPECT_EQ(shape_of(RecordType::project, "target_groups"), Shape::texts);
  EXPECT_EQ(shape_of(RecordType::project, "regions"), Shape::objects);
  EXPECT_EQ(shape_of(RecordType::project, "regions.3.code"), Shape::text);
  EXPECT_EQ(shape_of(RecordType::project, "partners.0.eur"), Shape::number);
  EXPECT_EQ(shape_of(RecordType::project, "start"), Shape::text);
  EXPECT_EQ(shape_of(RecordType::adoption, "may_contact"), Shape::boolean);
  EXPECT_EQ(shape_of(RecordType::need, "granted_eur"), Shape::unknown);
}

// --- on real data, where it is there ----------------------------------------------------------

std::string data_folder() {
  const char* set = std::getenv("KOHTAAMO_DATA");
  return set ? set : tests::source_path("../shared/data");
}

struct DataCase {
  std::string name{}, file{}, format{}, profile{};
  int max_rejected = 0;  // of papers: ids that come twice
};
void PrintTo(const DataCase& data, std::ostream* out) { *out << data.name; }

class RealDataTest : public ImportTest, public ::testing::WithParamInterface<DataCase> {
 protected:
  // The bytes of the file; of JSON Lines only so many rows.
  static std::string beginning_of(const std::string& path, int rows) {
    auto bytes = open_bytes(path);
    std::string text(rows > 0 ? 4 << 20 : 64 << 20, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
      const auto came = bytes->read(std::span(text).subspan(size));
      if (!came || *came == 0) break;
      size += *came;
    }
    text.resize(size);
    std::size_t end = 0;
    for (int row = 0; row < rows && end < text.size(); ++row) end = text.find('\n', end) + 1;
    return rows > 0 ? text.substr(0, end) : text;
  }
};

TEST_P(RealDataTest, GoesInWholeAndTheSecondTimeChangesNothing) {
  const auto& [name, file, format, profile, max_rejected] = GetParam();
  const std::string path = data_folder() + "/" + file;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: there is no " << path;
  ImportRequest request = request_of(beginning_of(path, format == "jsonl" ? 300 : 0), format, file);
  request.importer.profile = profile;
  const ImportReport first = run_well(request);
  for (const config::Error& error : first.first_rejected) std::cout << to_text(error) << "\n";
  EXPECT_GE(first.total.rows, format == "jsonl" || format == "cordis-xml" ? 250 : 1);
  EXPECT_LE(first.total.rejected, max_rejected);
  EXPECT_EQ(first.total.rows, first.total.added + first.total.unchanged + *store.quarantine_count(""));
  // Rows of a table of actors are what is said of them, and no records.
  const std::int64_t records = *store.count() - *store.count_of_source("actors");
  EXPECT_EQ(records, format == "stea-organisations" ? 0 : first.total.added);
  const ImportReport second = run_well(request);
  EXPECT_EQ(second.total.added + second.total.changed, 0);
  EXPECT_EQ(second.total.unchanged, first.total.added + first.total.unchanged);  // two rows may be of one actor
  EXPECT_EQ(second.actors.added + second.actors.changed + second.actors.deleted, 0);
  const auto all = *store.records_after("", {}, 1'000);
  for (const StoredRecord& stored : all) {
    const auto read = read_record(stored.json);
    ASSERT_TRUE(read) << stored.id << " " << to_text(read.error());
    const Record& record = read->record;
    EXPECT_FALSE(record.title.is_empty()) << stored.id;
    EXPECT_THAT(record.extra_json, IsEmpty()) << stored.id;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Profile, RealDataTest,
    ::testing::Values(DataCase{"cordis", "cordis/projects.jsonl.gz", "jsonl", "cordis-projects"},
                      DataCase{"cordis_xml", "cordis/xml-sample.tar.gz", "cordis-xml", ""},
                      DataCase{"stea", "stea/projects.jsonl.gz", "jsonl", "stea"},
                      DataCase{"stea_organisations", "stea/organisations.tsv.gz", "stea-organisations", ""},
                      DataCase{"finna_fi", "finna/abstracts_fi.jsonl.gz", "jsonl", "finna"},
                      DataCase{"finna_sv", "finna/abstracts_sv.jsonl.gz", "jsonl", "finna"},
                      DataCase{"finna_en", "finna/abstracts_en.jsonl.gz", "jsonl", "finna"},
                      DataCase{"cordis_calls", "cordis/calls.jsonl.gz", "jsonl", "cordis-calls"},
                      DataCase{"ptv", "ptv/services_fi.jsonl.gz", "jsonl", "ptv-services"},
                      DataCase{"eura", "eura/projects_fi.jsonl.gz", "jsonl", "eura"},
                      DataCase{"swecris", "swecris/projects_sv_en.jsonl.gz", "jsonl", "swecris"},
                      DataCase{"susy", "social-innovations/susy_initiatives.jsonl.gz", "jsonl", "susy"},
                      DataCase{"ipsx", "social-innovations/ipsx_cases.jsonl.gz", "jsonl", "ipsx"},
                      DataCase{"papers", "papers/papers.jsonl.gz", "jsonl", "papers", 5},
                      DataCase{"makupalat", "makupalat/descriptions.jsonl.gz", "jsonl", "makupalat"},
                      DataCase{"ptv_channel", "ptv/openapi_sample_otava_service_channel.json", "ptv-channels", ""},
                      // A file of several indexes: three of its rows are infrastructures.
                      DataCase{"research_fi_infrastructures", "funding/research_fi_es_autosuggest-response.jsonl",
                               "research-fi-infrastructures", "", 21},
                      DataCase{"ptv_map", "ptv/openapi_sample_services.json", "ptv", ""},
                      DataCase{"ptv_service", "ptv/openapi_sample_etalukio_service.json", "ptv", ""},
                      DataCase{"research_fi_calls", "funding/funding_calls_sample_fi.jsonl", "research-fi-calls", ""},
                      DataCase{"research_fi_publications", "funding/research_fi_es_searchresponse-publications.jsonl",
                               "research-fi-publications", ""}),
    [](const auto& data) { return data.param.name; });

}  // namespace
}  // namespace kohtaamo::corpora
