// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/record_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "config/code_lists.h"
#include "corpora/import/relative_dates.h"
#include "corpora/record_fields.h"
#include "tests/corpora/any_record.h"
#include "tests/support/source_files.h"

namespace kohtaamo::corpora {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The smallest record that is accepted.
constexpr std::string_view smallest =
    R"({"id":"src:1","type":"paper","title":{"fi":"Otsikko"},"body":{"fi":"Teksti"},"lang":["fi"],)"
    R"("licence":"unknown","provenance":{"source":"src","source_id":"1"}})";

// A record of a type with nothing but what is required, and then the members given.
std::string record_with(std::string_view type, std::string_view members) {
  std::string json = R"({"id":"src:1","type":")" + std::string(type) +
                     R"(","title":{"fi":"Otsikko"},"lang":["fi"],"licence":"unknown","provenance":{"source":"src"})";
  if (!members.empty()) json += "," + std::string(members);
  return json + "}";
}

Record read(std::string_view json) {
  auto result = read_record(json);
  EXPECT_TRUE(result) << to_text(result.error()) << " in " << json;
  return result ? std::move(result->record) : Record{};
}

TEST(RecordJson, AcceptsTheSmallestRecord) {
  const Record record = read(smallest);
  EXPECT_EQ(record.type(), RecordType::paper);
  EXPECT_EQ(record.body.fi, "Teksti");
  EXPECT_EQ(to_json(record), smallest);
}

TEST(RecordJson, ReadsWhatTheSchemaSpells) {
  const Record call = read(record_with(
      "call",
      R"("funder":"actor:a","opens":"2026-09-01","deadlines":[{"date":"2026-10-15","time":"16:15","stage":1}],)"
      R"("amount":{"total_budget":900000,"max_grant":60000.5,"rate_max":null},"documents":["https://a.fi/x",{"url":"https://a.fi/y","title":"Y"}],)"
      R"("regions":[{"scheme":"maakunta","code":"11","role":"eligible"},{"scheme":"country","code":"UK"}],"keywords":{"fi":["a","b"]})"));
  const auto& details = std::get<Call>(call.details);
  EXPECT_THAT(details.funder, ElementsAre("actor:a"));
  EXPECT_EQ(details.deadlines.at(0).date, Date(std::chrono::year(2026) / 10 / 15));
  EXPECT_EQ(details.amount.max_grant, 60000.5);
  EXPECT_EQ(details.amount.rate_max, std::nullopt);
  EXPECT_EQ(details.documents.at(1).title, "Y");
  EXPECT_EQ(call.regions.at(0).key(), "mk:11");
  EXPECT_EQ(call.regions.at(1).key(), "country:GB");
  EXPECT_THAT(to_json(call), HasSubstr(R"("amount":{"total_budget":900000,"max_grant":60000.5})"));
  EXPECT_THAT(to_json(call), HasSubstr(R"("funder":["actor:a"])"));
}

TEST(RecordJson, TellsTheTwoStatusesOfAnAdoptionApart) {
  const Record in_use = read(record_with("adoption", R"("status":"in_use")"));
  EXPECT_EQ(std::get<Adoption>(in_use.details).adoption_status, "in_use");
  EXPECT_EQ(in_use.status, "");
  const Record withdrawn = read(record_with("adoption", R"("status":"withdrawn")"));
  EXPECT_EQ(std::get<Adoption>(withdrawn.details).adoption_status, "");
  EXPECT_EQ(withdrawn.status, "withdrawn");
  const Record both = read(record_with("adoption", R"("record_status":"archived","status":"stopped")"));
  EXPECT_EQ(both.status, "archived");
  EXPECT_EQ(read(to_json(both)), both);
}

TEST(RecordJson, ReadsAConcernByTheTypeOfItsTarget) {
  const Record paper = read(record_with(
      "paper", R"("concerns":[{"innovation":"src:2","relation":"supports"},{"need":"src:3"},{"target":"src:4"}])"));
  const auto& concerns = std::get<Paper>(paper.details).concerns;
  EXPECT_EQ(concerns.at(0).target, "src:2");
  EXPECT_EQ(concerns.at(0).relation, "supports");
  EXPECT_EQ(concerns.at(1).target, "src:3");
  EXPECT_EQ(concerns.at(2).target, "src:4");
}

TEST(RecordJson, KeepsUnknownMembersAtTheTopInOrder) {
  const auto result = read_record(record_with("need", R"("zeta":{"b":1,"a":[2,null]},"stagge":"idea")"));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->record.extra_json, R"({"stagge":"idea","zeta":{"a":[2,null],"b":1}})");
  EXPECT_EQ(result->warnings.at(0).where, "/stagge");
  EXPECT_THAT(result->warnings.at(0).message, HasSubstr("did you mean 'stage'?"));
  EXPECT_EQ(read(to_json(result->record)), result->record);
}

TEST(RecordJson, TakesNullForAbsent) {
  EXPECT_EQ(read(record_with("need", R"("owner":null,"problem":null,"summary":{"fi":null},"extra":null)")),
            read(record_with("need", "")));
}

TEST(RecordJson, FindsTheLanguageInTheTitle) {
  const std::string base =
      R"({"id":"src:1","type":"need","title":{"fi":"a","en":"b"},"licence":"unknown","provenance":{"source":"src"})";
  EXPECT_THAT(read(base + "}").lang, ElementsAre("fi", "en"));
  EXPECT_THAT(read(base + R"(,"translation":{"en":"human"}})").lang, ElementsAre("fi"));
}

TEST(RecordJson, WritesTheSameTextForTheSameRecord) {
  EXPECT_EQ(to_json(read(R"({"licence":"unknown","type":"need","provenance":{"source":"src"},"x":1,"a":2,)"
                         R"("title":{"sv":"b","fi":"a"},"lang":["fi"],"id":"src:1"})")),
            R"({"id":"src:1","type":"need","title":{"fi":"a","sv":"b"},"lang":["fi"],"licence":"unknown",)"
            R"("provenance":{"source":"src"},"a":2,"x":1})");
}

TEST(RecordJson, ComesBackAsTheSameRecord) {
  EXPECT_TRUE(rc::check("record -> JSON -> record", [] {
    const Record record = any_record();
    const std::string json = to_json(record);
    const auto again = read_record(json);
    if (!again) RC_FAIL(to_text(again.error()) + " in " + json);
    RC_ASSERT(again->record == record);
    RC_ASSERT(to_json(again->record) == json);
  }));
}

TEST(RecordJson, ReadsOrRefusesWhateverComes) {
  EXPECT_TRUE(rc::check("one byte of a good record replaced", [] {
    std::string json = to_json(any_record());
    const auto place = *rc::gen::inRange<std::size_t>(0, json.size());
    json[place] = *rc::gen::element('"', '{', '}', '[', ']', ',', ':', '0', '-', 'n', '\\', '\xff', ' ', 'e');
    if (const auto result = read_record(json); !result)
      RC_ASSERT(result.error().code == config::ErrorCode::bad_json ||
                result.error().code == config::ErrorCode::bad_record);
  }));
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

// One line a case: why, type, with (members over the smallest record; or text: the whole of it),
// code, pointer, and what the message says.
TEST(RecordJson, RefusesBadRecordsAndSaysWhere) {
  for (const std::string& line : lines_of(tests::source_path("tests/cases/records/bad.jsonl"))) {
    const auto row = config::parse_json(line);
    ASSERT_TRUE(row) << line;
    std::string json;
    if (row->HasMember("text")) {
      json = (*row)["text"].GetString();
    } else {
      std::string members = config::json_text((*row)["with"]);
      members = members.substr(1, members.size() - 2);
      std::string required;
      for (const auto& [name, value] :
           std::initializer_list<std::pair<const char*, const char*>>{{"id", R"("src:1")"},
                                                                      {"title", R"({"fi":"Otsikko"})"},
                                                                      {"licence", R"("unknown")"},
                                                                      {"provenance", R"({"source":"src"})"}})
        if (!(*row)["with"].HasMember(name)) required += std::string("\"") + name + "\":" + value + ",";
      json = "{" + required + R"("type":)" + config::json_text((*row)["type"]) + (members.empty() ? "" : ",") +
             members + "}";
    }
    const auto result = read_record(json);
    ASSERT_FALSE(result) << line;
    EXPECT_EQ(error_row(result.error().code).name, (*row)["code"].GetString()) << line;
    EXPECT_EQ(result.error().where, (*row)["pointer"].GetString()) << line << '\n' << result.error().message;
    EXPECT_THAT(result.error().message, HasSubstr((*row)["says"].GetString())) << line;
  }
}

TEST(RecordJson, ReadsEverySample) {
  const Date today = std::chrono::year(2026) / 11 / 23;
  std::set<std::string> ids;
  for (const auto& file : std::filesystem::directory_iterator(tests::source_path("corpora/samples"))) {
    if (file.path().extension() != ".jsonl") continue;
    for (const std::string& line : lines_of(file.path())) {
      const auto result = read_record(resolve_relative_dates(line, today));
      ASSERT_TRUE(result) << file.path() << ": " << to_text(result.error()) << " in " << line.substr(0, 60);
      EXPECT_THAT(result->record.extra_json, IsEmpty()) << result->record.id;
      EXPECT_EQ(read(to_json(result->record)), result->record);
      EXPECT_TRUE(ids.insert(result->record.id).second) << result->record.id << " stands twice";
    }
  }
  EXPECT_GT(ids.size(), 100U);
}

}  // namespace
}  // namespace kohtaamo::corpora
