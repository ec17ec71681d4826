// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/harvest_run.h"

#include <gmock/gmock.h>

#include "tests/corpora/harvest/harvest_fixture.h"

namespace kohtaamo::corpora::harvest {
namespace {

// --- lists, page by page -----------------------------------------------------------------------

TEST_F(HarvestTest, TakesAllPagesOfARepository) {
  const auto report = run_oai(
      {{"", oai_page(oai_record("1") + oai_record("2"), "b")}, {"b", oai_page(oai_record("3") + oai_gone("9"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->pages, 2);
  EXPECT_EQ(report->import.total.added, 3);
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2", "t:3"));
  EXPECT_THAT(asked, ElementsAre("http://there.invalid/oai?verb=Identify",
                                 "http://there.invalid/oai?verb=ListRecords&metadataPrefix=kohtaamo",
                                 "http://there.invalid/oai?verb=ListRecords&resumptionToken=b"));
  EXPECT_EQ(state().last_outcome, "ok");
  EXPECT_EQ(state().harvested_until, "2026-11-27T17:59:00Z");
  EXPECT_FALSE(state().unfinished);
}

TEST_F(HarvestTest, AsksTheNextTimeForWhatChangedSince) {
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1") + oai_record("2"))}}));
  time.now += 1h;
  const auto report = run_oai({{"", oai_page(oai_record("1", "Uusi") + oai_gone("2"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_TRUE(report->is_selective);
  EXPECT_EQ(asked.back(),
            "http://there.invalid/oai?verb=ListRecords&metadataPrefix=kohtaamo&from=2026-11-27T17%3A49%3A00Z");
  EXPECT_EQ(report->import.total.changed, 1);
  EXPECT_EQ(report->import.total.deleted, 1);
  EXPECT_THAT(ids(), ElementsAre("t:1"));
  EXPECT_EQ(title_of("t:1"), "Uusi");
  EXPECT_TRUE(store.find("t:2")->value().deleted);
}

TEST_F(HarvestTest, NothingNewIsASuccess) {
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  const auto report = run_oai({{"", oai_error("noRecordsMatch")}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_TRUE(report->is_unchanged);
  EXPECT_THAT(ids(), ElementsAre("t:1"));
}

TEST_F(HarvestTest, AsksByDayWhereTheRepositoryKnowsNoHours) {
  identity = oai_identity("YYYY-MM-DD");
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  EXPECT_THAT(asked.back(), HasSubstr("&from=2026-11-27"));
  EXPECT_THAT(asked.back(), Not(HasSubstr("17%3A")));
}

TEST_F(HarvestTest, ARunFromTheStartAsksForAllAgain) {
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}, {.from_start = true}));
  EXPECT_THAT(asked.back(), Not(HasSubstr("from=")));
}

TEST_F(HarvestTest, AnotherDeclarationAsksForAllAgain) {
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  oai.set = "type:call";
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  EXPECT_THAT(asked.back(), AllOf(HasSubstr("set=type%3Acall"), Not(HasSubstr("from="))));
}

TEST_F(HarvestTest, AStoreThatWasEmptiedIsFilledAgain) {
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  ASSERT_TRUE(store.erase("t:1"));
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"))}}));
  EXPECT_THAT(asked.back(), Not(HasSubstr("from=")));
  EXPECT_THAT(ids(), ElementsAre("t:1"));
}

TEST_F(HarvestTest, TheLastWordOfAListCounts) {
  const auto report = run_oai({{"", oai_page(oai_record("1") + oai_record("2"), "b")},
                               {"b", oai_page(oai_record("1", "Uudempi") + oai_gone("2") + oai_record("3"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->import.total.rejected, 0);
  EXPECT_EQ(title_of("t:1"), "Uudempi");
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:3"));
}

TEST_F(HarvestTest, SaysWhenARepositoryDoesNotTellWhatItDeletes) {
  identity = oai_identity("YYYY-MM-DD", "no");
  auto report = run_oai({{"", oai_page(oai_record("1"))}});
  ASSERT_TRUE(report);
  EXPECT_THAT(report->remarks, ElementsAre(HasSubstr("complete = true")));
  // Taken as complete, it is asked for all, and what it has no more goes.
  oai.complete = true;
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1") + oai_record("2"))}}));
  report = run_oai({{"", oai_page(oai_record("2"))}}, {.may_shrink = true});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_THAT(asked.back(), Not(HasSubstr("from=")));
  EXPECT_THAT(ids(), ElementsAre("t:2"));
}

TEST_F(HarvestTest, FollowsACursorInAHeader) {
  const auto report = run(cursor, [](const HttpAsk& ask) -> Answered {
    if (ask.url.find("nextPageToken=7%2F") != std::string::npos) return json("[" + row("3") + "]");
    return json("[" + row("1") + "," + row("2") + "]", {{"x-next-page-token", "7/"}});
  });
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2", "t:3"));
  EXPECT_THAT(asked,
              ElementsAre("http://there.invalid/calls?size=2", "http://there.invalid/calls?size=2&nextPageToken=7%2F"));
}

TEST_F(HarvestTest, ACursorThatLeadsToNothingIsTheEnd) {
  const auto report = run(cursor, [](const HttpAsk& ask) -> Answered {
    if (ask.url.find("nextPageToken=b") != std::string::npos) return json("[]", {{"x-next-page-token", "c"}});
    return json("[" + row("1") + "]", {{"x-next-page-token", "b"}});
  });
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->pages, 1);
  EXPECT_THAT(ids(), ElementsAre("t:1"));
}

TEST_F(HarvestTest, CountsPagesByNumber) {
  cursor.cursor_parameter.clear();
  cursor.next_header.clear();
  cursor.page_parameter = "page";
  const auto report = run(cursor, [](const HttpAsk& ask) -> Answered {
    const std::string number(1, ask.url.back());
    return json(number == "3" ? "[]" : "[" + row(number) + "]");
  });
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2"));
  EXPECT_THAT(asked, SizeIs(3));
}

// As haeavustuksia.fi pages its calls.
std::string call_page(std::initializer_list<int> numbers, int total) {
  std::string rows;
  for (const int number : numbers)
    rows +=
        fmt::format(R"({}{{"hakuasianAsianumero":"va-esim-2026-{}","nimi":{{"fi":"Avustus kylätoimintaan"}},)"
                    R"("kuvaus":{{"fi":"Yhdistykset voivat hakea."}},"hakuAlkaaDateTimeUtc":"2026-08-31T21:00:00Z",)"
                    R"("hakuPaattyyDateTimeUtc":"2026-12-15T13:15:00Z","hakuTyyppi":"Määräaikainen",)"
                    R"("julkaisuTyyppi":"Hakuilmoitus"}})",
                    rows.empty() ? "" : ",", number);
  return fmt::format(R"({{"totalCount":{},"pageCount":2,"hakuilmoitukset":[{}]}})", total, rows);
}

TEST_F(HarvestTest, TakesTheCallsOfAListByPageNumberAndCountsThem) {
  const Source calls{.name = "calls",
                     .url = "http://there.invalid/list-items?Pagination.PageSize=2",
                     .protocol = Protocol::json,
                     .format = "haeavustuksia",
                     .licence = "unknown",
                     .rows = "hakuilmoitukset",
                     .total = "totalCount",
                     .page_count = "pageCount",
                     .page_parameter = "Pagination.Page",
                     .required = {"title", "deadlines"}};
  const auto answer = [](int total) {
    return [total](const HttpAsk& ask) -> Answered {
      return json(ask.url.ends_with("=2") ? call_page({3}, total) : call_page({1, 2}, total));
    };
  };
  const auto short_of_one = run(calls, answer(4));
  ASSERT_FALSE(short_of_one);
  EXPECT_THAT(short_of_one.error().message, HasSubstr("counts 4 rows and gave 3"));
  EXPECT_EQ(store.count().value(), 0);
  const auto report = run(calls, answer(3));
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->pages, 2);
  EXPECT_EQ(report->import.total.rows, 3);
  EXPECT_EQ(report->import.total.rejected, 0) << to_text(report->import.first_rejected.front());
  EXPECT_EQ(store.count_of_source("haeavustuksia").value(), 3);
  const auto again = run(calls, answer(3));
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(again->import.total.unchanged, 3);
}

// --- what changes, and what does not -----------------------------------------------------------

TEST_F(HarvestTest, WhatACompleteSourceHasNoMoreIsErased) {
  const auto page = [](int count) {
    return [count](const HttpAsk&) -> Answered {
      std::string rows;
      for (int i = 0; i < count; ++i) rows += row(std::to_string(i)) + "\n";
      HttpAnswer answer{.status = 200, .body = rows};
      return answer;
    };
  };
  ASSERT_TRUE(run(file, page(10)));
  const auto report = run(file, page(9));
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_EQ(report->import.total.deleted, 1);
  EXPECT_EQ(report->import.total.unchanged, 9);
  // Half of it gone at once is more likely a fault.
  const auto shrunken = run(file, page(4));
  ASSERT_FALSE(shrunken);
  EXPECT_EQ(shrunken.error().code, ErrorCode::source_shrank);
  EXPECT_THAT(ids(), SizeIs(9));
  EXPECT_THAT(state().last_outcome, HasSubstr("failed"));
  EXPECT_EQ(state().failures, 1);
  file.max_shrink = 0.6;
  ASSERT_TRUE(run(file, page(4)));
  EXPECT_THAT(ids(), SizeIs(4));
  EXPECT_EQ(state().failures, 0);
}

TEST_F(HarvestTest, AListThatIsNotCompleteMayNotShrinkAtOnceEither) {
  const auto rows = [](int count) {
    return [count](const HttpAsk&) -> Answered {
      std::string text;
      for (int i = 0; i < count; ++i) text += row(std::to_string(i)) + "\n";
      return HttpAnswer{.status = 200, .body = text};
    };
  };
  file.complete = false;
  ASSERT_TRUE(run(file, rows(10)));
  const auto shrunken = run(file, rows(3));
  ASSERT_FALSE(shrunken);
  EXPECT_EQ(shrunken.error().code, ErrorCode::source_shrank);
  EXPECT_THAT(shrunken.error().message, HasSubstr("brought 3 records, and the last one 10"));
  ASSERT_TRUE(run(file, rows(3), {.may_shrink = true}));
  EXPECT_THAT(ids(), SizeIs(10));  // what does not come is not gone
}

class SlowLoss : public HarvestTest {
 protected:
  static std::function<Answered(const HttpAsk&)> rows_to(int count) {
    return [count](const HttpAsk&) -> Answered {
      std::string rows;
      for (int i = 0; i < count; ++i) rows += row(std::to_string(i)) + "\n";
      return HttpAnswer{.status = 200, .body = rows};
    };
  }

  // A tenth less each week is never much at once.
  void expect_refusal() {
    int count = 100;
    auto report = run(file, rows_to(count));
    std::vector<RecordId> before;
    while (report && count > 10) {
      before = ids();
      time.now += 7 * 24h;
      count = count * 9 / 10;
      report = run(file, rows_to(count));
    }
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::source_shrank);
    EXPECT_THAT(report.error().message, HasSubstr("brought 45 records, and that of 2026-11-27T18:00:00Z brought 100"));
    EXPECT_EQ(ids(), before);
  }
};

TEST_F(SlowLoss, IsRefusedWhenHalfOfACompleteSourceIsGone) { expect_refusal(); }

TEST_F(SlowLoss, IsRefusedWhenHalfOfAListIsGone) {
  file.complete = false;
  expect_refusal();
}

TEST_F(SlowLoss, IsMeasuredAnewWhenItIsMeantAndAfterASeason) {
  ASSERT_TRUE(run(file, rows_to(100)));
  time.now += 24h;
  ASSERT_TRUE(run(file, rows_to(45), {.may_shrink = true}));
  time.now += 24h;
  ASSERT_TRUE(run(file, rows_to(45)));
  file.max_shrink = 0.4;
  time.now += 91 * 24h;
  EXPECT_TRUE(run(file, rows_to(30)));
  time.now += 24h;
  EXPECT_TRUE(run(file, rows_to(20)));  // less than half of 45, and more than that of 30
  time.now += 24h;
  EXPECT_FALSE(run(file, rows_to(14)));
}

TEST_F(HarvestTest, AnEmptyReplyChangesNothing) {
  ASSERT_TRUE(run(file, [](const HttpAsk&) -> Answered { return HttpAnswer{.status = 200, .body = row("1")}; }));
  for (const std::string body : {"", "\n\n", "[]"}) {
    const auto report = run(file, [&](const HttpAsk&) -> Answered { return HttpAnswer{.status = 200, .body = body}; });
    ASSERT_FALSE(report) << body;
    EXPECT_THAT(report.error().message, HasSubstr("has no rows"));
  }
  EXPECT_THAT(ids(), ElementsAre("t:1"));
  const auto emptied = run_oai({{"", oai_error("noRecordsMatch")}});
  EXPECT_FALSE(emptied);
}

TEST_F(HarvestTest, FewerRecordsThanExpectedChangeNothing) {
  file.min_rows = 3;
  const auto report = run(file, [](const HttpAsk&) -> Answered {
    return HttpAnswer{.status = 200, .body = row("1") + "\n" + row("2") + "\n{\"id\":3}\n"};
  });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::source_shrank);
  EXPECT_THAT(report.error().message, AllOf(HasSubstr("2 records, and 3 are expected"), HasSubstr("page 1:3 /type")));
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(HarvestTest, AMemberThatIsMissingAtOnceChangesNothing) {
  file.required = {"title.fi", "provenance.source_id"};
  const auto answer = [](const HttpAsk&) -> Answered { return HttpAnswer{.status = 200, .body = row("1")}; };
  ASSERT_TRUE(run(file, answer));
  file.required = {"url"};
  const auto report = run(file, answer);
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("0 of 1 records have 'url'"));
  file.required_share = 0;
  EXPECT_TRUE(run(file, answer));
}

TEST_F(HarvestTest, AFileThatHasNotChangedIsNotReadAgain) {
  const auto answer = [](const HttpAsk& ask) -> Answered {
    if (std::ranges::find(ask.headers, "If-None-Match: \"7\"") != ask.headers.end()) return status(304);
    return HttpAnswer{.status = 200,
                      .headers = {{"etag", "\"7\""}, {"last-modified", "Fri, 27 Nov 2026 10:00:00 GMT"}},
                      .body = row("1")};
  };
  ASSERT_TRUE(run(file, answer));
  const auto report = run(file, answer);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_TRUE(report->is_unchanged);
  EXPECT_THAT(headers, ElementsAre("If-None-Match: \"7\"", "If-Modified-Since: Fri, 27 Nov 2026 10:00:00 GMT"));
  EXPECT_EQ(state().etag, "\"7\"");
  ASSERT_TRUE(run(file, answer, {.from_start = true}));
  EXPECT_THAT(headers, SizeIs(2));
}

TEST_F(HarvestTest, AServerThatSaysNotModifiedForEverIsNotBelievedForEver) {
  const auto stale = [](const HttpAsk& ask) -> Answered {
    if (!ask.headers.empty()) return status(304);
    return HttpAnswer{.status = 200, .headers = {{"etag", "\"7\""}}, .body = row("1")};
  };
  ASSERT_TRUE(run(file, stale));
  time.now += 24h * 29;
  EXPECT_TRUE(run(file, stale)->is_unchanged);
  time.now += 24h * 2;
  const auto whole = run(file, stale);
  ASSERT_TRUE(whole) << to_text(whole.error());
  EXPECT_FALSE(whole->is_unchanged);
  EXPECT_EQ(whole->import.total.unchanged, 1);
  EXPECT_TRUE(run(file, stale)->is_unchanged);  // and believed again
}

TEST_F(HarvestTest, NotModifiedIsNoAnswerToWhoHasNothing) {
  for (const HarvestRequest& request : {HarvestRequest{}, HarvestRequest{.from_start = true}}) {
    const auto report = run(
        file, [](const HttpAsk&) -> Answered { return status(304); }, request);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::source_broken);
    EXPECT_THAT(report.error().message, HasSubstr("304"));
  }
  EXPECT_EQ(state().failures, 2);
}

TEST_F(HarvestTest, WhatFailsToComeInDoesNotCountAsSeen) {
  file.min_rows = 2;
  const auto answer = [](const HttpAsk&) -> Answered {
    return HttpAnswer{.status = 200, .headers = {{"etag", "\"7\""}}, .body = row("1")};
  };
  ASSERT_FALSE(run(file, answer));
  EXPECT_EQ(state().etag, "");
}

TEST_F(HarvestTest, RejectedRowsLieInTheQuarantineOfTheLastRunAlone) {
  for (int i = 0; i < 3; ++i) {
    time.now += 1h;
    const auto report = run(file, [](const HttpAsk&) -> Answered {
      return HttpAnswer{.status = 200, .body = row("1") + "\n{\"id\":\"t:2\"}\n"};
    });
    ASSERT_TRUE(report) << to_text(report.error());
    EXPECT_EQ(report->import.total.rejected, 1);
  }
  EXPECT_EQ(store.quarantine_count("").value(), 1);
}

TEST_F(HarvestTest, KeepsTheLastRunAlsoWhenTheClockWasSetBack) {
  limits.keep_runs = 1;
  const auto answer = [](const HttpAsk&) -> Answered { return HttpAnswer{.status = 200, .body = row("1")}; };
  ASSERT_TRUE(run(file, answer));
  time.now -= 24h;
  ASSERT_TRUE(run(file, answer));
  const auto kept = HarvestFolder::open(folder.path(), "there");
  ASSERT_TRUE(kept);
  EXPECT_THAT(kept->runs(), ElementsAre("20261127T180001Z"));
}

TEST_F(HarvestTest, KeepsTheRepliesOfTheLastRuns) {
  limits.keep_runs = 2;
  for (int i = 0; i < 4; ++i) {
    time.now += 1h;
    ASSERT_TRUE(run(file, [](const HttpAsk&) -> Answered { return HttpAnswer{.status = 200, .body = row("1")}; }));
  }
  const auto kept = HarvestFolder::open(folder.path(), "there");
  ASSERT_TRUE(kept);
  EXPECT_THAT(kept->runs(), ElementsAre("20261127T210000Z", "20261127T220000Z"));
  EXPECT_THAT(kept->kept("20261127T220000Z"), ElementsAre(HasSubstr("/000001.gz")));
  EXPECT_THAT(harvest_history(folder.path(), "there", 10).value(), SizeIs(4));
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
