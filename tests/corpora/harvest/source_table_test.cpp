// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/source_table.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "corpora/harvest/paging.h"
#include "tests/support/source_files.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora::harvest {
namespace {

using namespace std::chrono_literals;
using config::ErrorCode;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string small = R"(
[source.ours]
url = "https://ours.invalid/all.jsonl"
format = "jsonl"
licence = "CC0-1.0"
)";

config::Result<Declarations> parse(const std::string& toml) {
  return parse_sources({{.toml = toml, .name = "ours.toml"}});
}

std::string complaint(const std::string& toml) {
  const auto sources = parse(toml);
  if (sources) return "none";
  EXPECT_EQ(sources.error().code, ErrorCode::bad_config);
  return to_text(sources.error());
}

TEST(SourceTable, ReadsEverythingThatASourceCanSay) {
  const auto sources = parse(R"(
[source.ours]
about = "Ours"
enabled = true
url = "https://ours.invalid/search?size=50"
protocol = "json"
format = "jsonl"
encoding = "utf-8"
source = "mine"
licence = "CC-BY-4.0"
rows = "results"
total = "meta.count"
page_parameter = "page"
first_page = 0
total_slack = 0.01
daily_at = "03:30"
may_write = ["mine", "actors"]
min_rows = 20
required = ["title", "url"]
required_share = 0.8
max_shrink = 0.5
complete = false
pause_ms = 250
max_pages = 7
[[source.ours.part]]
name = "query"
type = "application/json"
content = '{"a":1}'
)");
  ASSERT_TRUE(sources) << to_text(sources.error());
  const Source& ours = sources->sources.at(0);
  EXPECT_EQ(ours.name, "ours");
  EXPECT_TRUE(ours.is_enabled);
  EXPECT_EQ(ours.protocol, Protocol::json);
  EXPECT_EQ(ours.total, "meta.count");
  EXPECT_EQ(ours.first_page, 0);
  EXPECT_EQ(ours.daily_at, 210min);
  EXPECT_EQ(ours.required, (std::vector<std::string>{"title", "url"}));
  EXPECT_EQ(ours.may_write, (std::vector<std::string>{"mine", "actors"}));
  EXPECT_EQ(ours.max_shrink, 0.5);
  EXPECT_FALSE(ours.is_complete());
  EXPECT_EQ(ours.pause_ms, 250);
  ASSERT_EQ(ours.parts.size(), 1U);
  EXPECT_EQ(ours.parts[0].content, R"({"a":1})");
}

TEST(SourceTable, ARepositoryIsNotCompleteAndOthersAreUnlessTheySay) {
  EXPECT_TRUE(parse(small)->sources.at(0).is_complete());
  EXPECT_FALSE(parse(small + "protocol = \"oai-pmh\"")->sources.at(0).is_complete());
  EXPECT_TRUE(parse(small + "protocol = \"oai-pmh\"\ncomplete = true")->sources.at(0).is_complete());
}

TEST(SourceTable, ALaterFileChangesWhatAnEarlierOneSays) {
  const auto sources = parse_sources({{.toml = small, .name = "a.toml"},
                                      {.toml = "[source.ours]\nenabled = true\nevery = \"6h\"\n", .name = "b.toml"}});
  ASSERT_TRUE(sources) << to_text(sources.error());
  EXPECT_TRUE(sources->sources.at(0).is_enabled);
  EXPECT_EQ(sources->sources.at(0).every, 6h);
  EXPECT_EQ(sources->sources.at(0).format, "jsonl");
  const auto wrong = parse_sources(
      {{.toml = small, .name = "a.toml"},
       {.toml = "[source.ours]\n\nformat = \"jsnl\"\nenabled = true\nevery = \"1d\"\n", .name = "b.toml"}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().where, "b.toml:1");
}

TEST(SourceTable, WhereAProfileNamesTheSourceThereIsNothingToAllow) {
  EXPECT_THAT(complaint(small + "profile = \"stea\"\nmay_write = [\"t\"]"),
              HasSubstr("'may_write' is of formats whose rows tell their sources"));
}

// Another neighbour, whose rows tell their sources as those of `small` do.
std::string neighbour(const std::string& name, const std::string& more) {
  return "[source." + name + "]\nurl = \"https://" + name +
         ".invalid/oai\"\nprotocol = \"oai-pmh\"\nformat = \"oai-kohtaamo\"\nlicence = \"unknown\"\n" + more;
}

TEST(SourceTable, ASourceHasOneNeighbourThatWritesIt) {
  const std::string both = complaint(neighbour("east", "may_write = [\"east\", \"stories\"]\n") +
                                     neighbour("west", "may_write = [\"stories\", \"west\"]\n"));
  EXPECT_THAT(both, HasSubstr("ours.toml:7: 'east' and 'west' would both write the source 'stories'"));
  EXPECT_THAT(complaint(neighbour("east", "") + neighbour("west", "may_write = [\"east\"]\n")),
              HasSubstr("'east' and 'west' would both write the source 'east'"));
  EXPECT_EQ(complaint(neighbour("east", "may_write = [\"east\", \"actors\"]\n") +
                      neighbour("west", "may_write = [\"west\", \"actors\"]\n")),
            "none");
}

TEST(SourceTable, ANeighbourDoesNotWriteWhatIsHarvestedHere) {
  const std::string stea = small + "profile = \"stea\"\n", on = "enabled = true\nevery = \"6h\"\n";
  const std::string east = neighbour("east", "may_write = [\"stea\"]\n" + on);
  EXPECT_THAT(complaint(stea + on + east), HasSubstr("'ours' and 'east' would both write the source 'stea'"));
  EXPECT_EQ(complaint(stea + east), "none");  // while it is off here, the neighbour's are the only ones
}

TEST(SourceTable, SaysWhereAWordIsWrongAndWhichIsNearest) {
  EXPECT_THAT(complaint(small + "shedule = 1"), HasSubstr("ours.toml:6: 'shedule' is no word of sources"));
  EXPECT_THAT(complaint(small + "min_row = 1"), HasSubstr("did you mean 'min_rows'"));
  EXPECT_THAT(complaint(small + "protocol = \"oai\""), AllOf(HasSubstr("ours.toml:6"), HasSubstr("known are oai-pmh")));
  EXPECT_THAT(complaint("[sources.ours]\n"), HasSubstr("ours.toml:1: 'sources' is no word here"));
  EXPECT_THAT(complaint("[source.Ours]\n"), HasSubstr("no name"));
  EXPECT_THAT(complaint("[source.\"../x\"]\n"), HasSubstr("no name"));
  EXPECT_THAT(complaint("source = 1\n"), HasSubstr("[source.name]"));
  EXPECT_THAT(complaint("[source.ours\n"), HasSubstr("ours.toml:1:"));
}

TEST(SourceTable, SaysWhichValueIsWrong) {
  EXPECT_THAT(complaint(small + "enabled = 1"), HasSubstr("'enabled' wants true or false"));
  EXPECT_THAT(complaint(small + "about = 1"), HasSubstr("'about' wants a text"));
  EXPECT_THAT(complaint(small + "min_rows = 1.5"), HasSubstr("'min_rows' wants a whole number"));
  EXPECT_THAT(complaint(small + "max_shrink = 2"), HasSubstr("between 0 and 1"));
  EXPECT_THAT(complaint(small + "required = \"title\""), HasSubstr("list of texts"));
  for (const char* every : {"6", "h", "6x", "-6h", "0h", "1.5h"})
    EXPECT_THAT(complaint(small + "every = \"" + every + "\""), HasSubstr("'every' wants")) << every;
  for (const char* time : {"3:30", "24:00", "03:60", "0330", "03-30"})
    EXPECT_THAT(complaint(small + "daily_at = \"" + time + "\""), HasSubstr("'daily_at' wants")) << time;
  EXPECT_THAT(complaint(small + "[[source.ours.part]]\nnam = \"a\""), HasSubstr("did you mean 'name'"));
}

TEST(SourceTable, SaysWhatASourceLacks) {
  const auto without = [](const std::string& key) {
    std::string toml = small;
    const std::size_t at = toml.find(key + " =");
    return complaint(toml.erase(at, toml.find('\n', at) - at));
  };
  EXPECT_THAT(without("url"), HasSubstr("it needs 'url'"));
  EXPECT_THAT(without("format"), HasSubstr("it needs 'format'"));
  EXPECT_THAT(without("licence"), HasSubstr("it needs 'licence'"));
  EXPECT_THAT(complaint(small + "enabled = true"), HasSubstr("'every' or 'daily_at'"));
  EXPECT_THAT(complaint(small + "protocol=\"json\"\ncursor_parameter=\"c\""), HasSubstr("'next' or 'next_header'"));
  EXPECT_THAT(complaint(small + "protocol=\"json\"\ncursor_parameter=\"c\"\nnext=\"n\"\npage_parameter=\"p\""),
              HasSubstr("either"));
  EXPECT_THAT(complaint(small + "page_parameter=\"p\""), HasSubstr("only the protocol json"));
}

TEST(SourceTable, TakesOnlyAddressesOfTheWeb) {
  for (const char* url : {"file:///etc/passwd", "ftp://a.invalid/", "a.invalid", "https://u:p@a.invalid/"})
    EXPECT_THAT(
        complaint(std::string("[source.ours]\nformat = \"jsonl\"\nlicence = \"CC0-1.0\"\nurl = \"") + url + "\""),
        HasSubstr("no address with http or https"))
        << url;
}

TEST(SourceTable, TheShippedSourcesAreOffAndRight) {
  const auto sources = load_sources("");
  ASSERT_TRUE(sources) << to_text(sources.error());
  for (const Source& source : sources->sources) {
    EXPECT_FALSE(source.is_enabled) << source.name;
    EXPECT_FALSE(source.about.empty()) << source.name;
    EXPECT_TRUE(source.daily_at || source.every > 0min) << source.name << " cannot be enabled with a word";
  }
  for (const char* name : {"julkari", "theseus", "valto", "kohtaamo", "haeavustuksia", "eura-calls", "sedia",
                           "research-fi-calls", "openalex", "crossref", "cordis-horizon"})
    EXPECT_TRUE(find_source(sources->sources, name)) << name;
  const auto wrong = find_source(sources->sources, "julkar");
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("did you mean 'julkari'"));
}

// The replies are those that the importers are tested with.
TEST(SourceTable, TheShippedSourcesFindRowsAndCountsInRepliesOfTheirSources) {
  struct Reply {
    const char* source;
    const char* file;
    std::int64_t rows, total;
  };
  const auto sources = load_sources("");
  ASSERT_TRUE(sources) << to_text(sources.error());
  for (const Reply& reply : {Reply{"haeavustuksia", "haeavustuksia.json", 3, 3}, Reply{"sedia", "sedia.json", 4, 4},
                             Reply{"openalex", "openalex.json", 2, 2}, Reply{"crossref", "crossref.json", 2, 1}}) {
    const std::string body = tests::read_case("import/" + std::string(reply.file));
    const auto source = find_source(sources->sources, reply.source);
    ASSERT_TRUE(source) << reply.source;
    const auto page = read_list_page(*source, {}, {.status = 200, .url = source->url, .body = body});
    ASSERT_TRUE(page) << reply.source << " " << to_text(page.error());
    EXPECT_EQ(page->rows, reply.rows) << reply.source;
    EXPECT_EQ(page->total, reply.total) << reply.source;
    EXPECT_EQ(page->next, "") << reply.source;
  }
}

TEST(SourceTable, AFileOfTheOperatorMustBeThere) {
  const tests::TemporaryFolder folder;
  EXPECT_EQ(load_sources(folder / "none.toml").error().code, ErrorCode::file_missing);
  const auto sources = load_sources(folder.file("ours.toml", "[source.julkari]\nenabled = true\n"));
  ASSERT_TRUE(sources) << to_text(sources.error());
  EXPECT_TRUE(find_source(sources->sources, "julkari")->is_enabled);
}

TEST(SourceTable, TheShippedFileNamesEverySettingAtItsDefault) {
  const auto declared = load_sources("");
  ASSERT_TRUE(declared) << to_text(declared.error());
  const HarvestSettings defaults;
  const HarvestSettings& shipped = declared->settings;
  EXPECT_EQ(shipped.contact, defaults.contact);
  EXPECT_EQ(shipped.private_hosts, defaults.private_hosts);
  EXPECT_EQ(shipped.pause_ms, defaults.pause_ms);
  EXPECT_EQ(shipped.request_timeout_ms, defaults.request_timeout_ms);
  EXPECT_EQ(shipped.retries, defaults.retries);
  EXPECT_EQ(shipped.max_retry_wait_s, defaults.max_retry_wait_s);
  EXPECT_EQ(shipped.max_reply_bytes, defaults.max_reply_bytes);
  EXPECT_EQ(shipped.max_run_bytes, defaults.max_run_bytes);
  EXPECT_EQ(shipped.max_pages, defaults.max_pages);
  EXPECT_EQ(shipped.max_run_minutes, defaults.max_run_minutes);
  EXPECT_EQ(shipped.keep_runs, defaults.keep_runs);
}

TEST(SourceTable, WhatHoldsForAllIsSaidInATableOfItsOwn) {
  const auto declared = parse("[harvest]\ncontact = \"https://ours.invalid\"\nretries = 2\n" + small);
  ASSERT_TRUE(declared) << to_text(declared.error());
  EXPECT_EQ(declared->settings.contact, "https://ours.invalid");
  EXPECT_EQ(declared->settings.retries, 2);
  EXPECT_THAT(complaint("[harvest]\nretry = 2\n"), HasSubstr("ours.toml:2: 'retry' is no word of [harvest]"));
  EXPECT_THAT(complaint("[harvest]\nkeep_run = 2\n"), HasSubstr("did you mean 'keep_runs'"));
  EXPECT_THAT(complaint("[harvest]\nkeep_runs = 0\n"), HasSubstr("between 1 and 1000"));
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
