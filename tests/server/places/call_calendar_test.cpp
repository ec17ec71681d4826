// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/call_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/code_lists.h"
#include "server/places/call_list.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

corpora::Record call(const std::string& id, const std::string& members) {
  return record(id, R"("type":"call","title":{"fi":")" + id + "\"}" + (members.empty() ? "" : "," + members));
}

std::vector<corpora::Record> calls() {
  return {
      call("test:open", R"("deadlines":[{"date":"2027-01-15"}],"record_kind":"call",
           "regions":[{"scheme":"mk","code":"11"}])"),
      call("test:soon", R"("deadlines":[{"date":"2026-12-01"}],"eligibility":{"applicant_types":["association"]},
           "regions":[{"scheme":"national","code":"FI"}])"),
      call("test:two-stages", R"("deadline_model":"two_stage",
           "deadlines":[{"date":"2027-01-20","stage":1},{"date":"2027-01-31","stage":2}])"),
      call("test:new-year", R"("deadlines":[{"date":"2026-12-31"},{"date":"2027-01-01"}])"),
      call("test:rolling", R"("deadline_model":"rolling","regions":[{"scheme":"eu","code":"EU"}])"),
      call("test:later", R"("opens":"2027-02-01","deadlines":[{"date":"2027-03-01"}],
           "regions":[{"scheme":"mk","code":"01"}])"),
      call("test:unknown", ""),
      call("test:past", R"("deadlines":[{"date":"2026-10-01"}])"),
      call("test:draft", R"("deadlines":[{"date":"2026-12-02"}],"status":"draft")"),
      record("test:need", R"("type":"need","title":{"fi":"Tarve"})"),
  };
}

class CallLists : public testing::Test {
 protected:
  CallLists()
      : corpus_(calls()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()) {}

  CallList list(CallListRequest request) {
    request.search.today = today;
    request.search.facets = {"status", "open_to"};
    auto result = list_calls(engine_, request);
    EXPECT_TRUE(result) << config::to_text(result.error());
    return result ? std::move(*result) : CallList{};
  }
  static std::vector<std::string> ids(const CallList& list) {
    std::vector<std::string> found;
    for (const ListedCall& call : list.calls) found.push_back(call.record->id);
    return found;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
};

TEST_F(CallLists, PutFirstWhatClosesFirstAndLeaveOutWhatHasEnded) {
  EXPECT_THAT(ids(list({})), ElementsAre("test:soon", "test:new-year", "test:open", "test:two-stages", "test:rolling",
                                         "test:later", "test:unknown"));
}

TEST_F(CallLists, ShowWhatHasEndedWhenAsked) {
  EXPECT_THAT(ids(list({.search = {.filters = {{.field = "status", .codes = {"closed"}}}}})), ElementsAre("test:past"));
}

TEST_F(CallLists, CountTheStatusesThatAreNotShown) {
  const CallList found = list({});
  ASSERT_EQ(found.facets.size(), 2U);
  std::map<std::string, std::uint32_t> counts;
  for (const FacetCount& count : found.facets.front().counts) counts[count.code] = count.count;
  EXPECT_EQ(counts["closed"], 1U);
  EXPECT_EQ(counts["open"], 3U);
  EXPECT_EQ(counts["unknown"], 1U);
}

TEST_F(CallLists, GoInPages) {
  EXPECT_THAT(ids(list({.begin = 5, .count = 3})), ElementsAre("test:later", "test:unknown"));
  EXPECT_EQ(list({.begin = 5, .count = 3}).total, 7U);
  EXPECT_TRUE(ids(list({.begin = 100})).empty());
}

TEST_F(CallLists, FilterByWhoMayApplyAndByKind) {
  EXPECT_THAT(ids(list({.search = {.filters = {{.field = "applicant", .codes = {"association"}}}}})),
              ElementsAre("test:soon"));
  EXPECT_THAT(ids(list({.search = {.filters = {{.field = "call_kind", .codes = {"call"}}}}})),
              ElementsAre("test:open"));
}

// Who looks for calls in Pohjois-Savo may apply to those of the whole country as well.
TEST_F(CallLists, OfARegionAreThoseThatReachIt) {
  const CallList found = list({.search = {.filters = {{.field = "region", .codes = {"mk:11"}}}}});
  EXPECT_THAT(ids(found), ElementsAre("test:soon", "test:open", "test:rolling"));
  EXPECT_THAT(ids(list({.search = {.filters = {{.field = "region", .codes = {"kunta:297"}}}}})),
              ElementsAre("test:soon", "test:open", "test:rolling"));  // Kuopio, a part of it
  EXPECT_THAT(ids(list({.search = {.filters = {{.field = "region", .codes = {"national:FI"}}}}})),
              ElementsAre("test:soon", "test:open", "test:rolling", "test:later"));
}

// A feed, a calendar or a program that takes the search along gets what the page shows, no more.
TEST_F(CallLists, AreThoseOfTheSearchThatFeedsAsk) {
  for (const std::string_view region : {"", "mk:11", "mk:01", "mk:19", "kunta:297", "hva:13", "national:FI", "eu:EU"}) {
    SearchRequest chosen{.today = today};
    if (!region.empty()) chosen.filters = {{.field = "region", .codes = {std::string(region)}}};
    const auto found = engine_.search(search_of_calls(chosen));
    ASSERT_TRUE(found) << config::to_text(found.error());
    std::vector<std::string> of_search;
    for (const Hit& hit : found->hits) of_search.push_back(hit.record->id);
    EXPECT_THAT(of_search, testing::UnorderedElementsAreArray(ids(list({.search = chosen})))) << region;
    EXPECT_EQ(found->total, of_search.size()) << region;
  }
}

TEST_F(CallLists, FollowACallThatMoves) {
  const CallListRequest in_uusimaa{.search = {.filters = {{.field = "region", .codes = {"mk:01"}}}}};
  EXPECT_THAT(ids(list(in_uusimaa)), ElementsAre("test:soon", "test:rolling", "test:later"));
  corpus_.put({call("test:open", R"("deadlines":[{"date":"2027-01-15"}],"regions":[{"scheme":"mk","code":"01"}])")});
  corpus_.erase("test:soon");
  corpus_.follow();
  EXPECT_THAT(ids(list(in_uusimaa)), ElementsAre("test:open", "test:rolling", "test:later"));
}

TEST_F(CallLists, AreCountedInEachRegionThatTheyReach) {
  for (const std::vector<FacetFilter>& filters :
       {std::vector<FacetFilter>{}, std::vector<FacetFilter>{{.field = "region", .codes = {"mk:11"}}}}) {
    const CallList found = list({.search = {.filters = filters}});
    std::map<std::string, std::uint32_t> counts;
    for (const FacetCount& count : found.facets.back().counts) counts[count.code] = count.count;
    EXPECT_EQ(counts["mk:11"], 3U);
    EXPECT_EQ(counts["mk:01"], 3U);
    EXPECT_EQ(counts["mk:19"], 2U);
  }
}

TEST_F(CallLists, HaveEveryDeadlineOfAMonthWithItsNumber) {
  const CallList january = list({.month = *parse_month("2027-01")});
  std::vector<std::string> found;
  for (const MonthDeadline& one : january.deadlines)
    found.push_back(corpora::to_text(one.day) + " " + one.record->id + " " + std::to_string(one.number) + "/" +
                    std::to_string(one.of));
  EXPECT_THAT(
      found, ElementsAre("2027-01-01 test:new-year 2/2", "2027-01-15 test:open 1/1", "2027-01-20 test:two-stages 1/1"));
  EXPECT_EQ(january.before, *parse_month("2026-12"));
  EXPECT_EQ(january.after, *parse_month("2027-03"));
  EXPECT_EQ(january.undated, 1U);
}

TEST_F(CallLists, HaveAnEmptyMonthBetweenFullOnes) {
  const CallList february = list({.month = *parse_month("2027-02")});
  EXPECT_TRUE(february.deadlines.empty());
  EXPECT_EQ(february.before, *parse_month("2027-01"));
  EXPECT_EQ(february.after, *parse_month("2027-03"));
}

TEST(CallCalendar, LeadsToNoMonthThatItRefuses) {
  using std::chrono::year;
  const std::vector<CallEntry> calls{{.dates = {.deadlines = {year(1850) / 1 / 1}}},
                                     {.dates = {.deadlines = {year(2200) / 12 / 31}}},
                                     {.dates = {.deadlines = {year(2999) / 12 / 31}}}};
  EXPECT_EQ(month_before(calls, *parse_month("2026-12")), std::nullopt);
  EXPECT_EQ(month_after(calls, *parse_month("2026-12")), *parse_month("2200-12"));
  EXPECT_EQ(month_after(calls, *parse_month("2200-12")), std::nullopt);
}

TEST(CallCalendar, KnowsEveryStatus) {
  std::vector<std::string_view> wanted;
  for (const config::Code& code : config::code_list("effective_statuses").codes()) wanted.push_back(code.code);
  EXPECT_THAT(status_order(), testing::UnorderedElementsAreArray(wanted));
  EXPECT_THAT(current_statuses(), UnorderedElementsAre("closing_soon", "open", "rolling", "forthcoming", "unknown"));
}

}  // namespace
}  // namespace kohtaamo::server
