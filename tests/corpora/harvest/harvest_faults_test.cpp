// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are cut and go on, and sources that mean harm or are broken. The attacks I01 and I02 of RELIABILITY.md
// section 7 stand here.
#include "corpora/harvest/harvest_run.h"

#include <gmock/gmock.h>

#include "tests/corpora/harvest/harvest_fixture.h"

namespace kohtaamo::corpora::harvest {
namespace {

// --- going on ----------------------------------------------------------------------------------

TEST_F(HarvestTest, GoesOnFromTheNextPageAfterAStop) {
  const std::map<std::string, std::string> pages{
      {"", oai_page(oai_record("1"), "b")}, {"b", oai_page(oai_record("2"), "c")}, {"c", oai_page(oai_record("3"))}};
  stops_after_requests = 3;  // the identity and two pages
  const auto stopped = run_oai(pages);
  ASSERT_TRUE(stopped) << to_text(stopped.error());
  EXPECT_TRUE(stopped->is_stopped);
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_EQ(state().unfinished->next, "c");
  stops_after_requests = 0;
  const auto report = run_oai(pages);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_TRUE(report->is_resumed);
  EXPECT_THAT(asked, ElementsAre(HasSubstr("resumptionToken=c")));
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2", "t:3"));
}

TEST_F(HarvestTest, GoesOnAfterTheNetworkFailed) {
  limits.retries = 1;
  bool is_down = true;
  const std::map<std::string, std::string> pages{{"", oai_page(oai_record("1"), "b")},
                                                 {"b", oai_page(oai_record("2"))}};
  const auto answer = [&](const HttpAsk& ask) -> Answered {
    if (is_down && ask.url.ends_with("=b"))
      return tl::unexpected<FetchFailure>(
          FetchFailure{.error = {ErrorCode::source_unavailable, "no route", ask.url}, .may_pass = true});
    return oai_answer(ask, pages);
  };
  const auto failed = run(oai, answer);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::source_unavailable);
  EXPECT_EQ(state().failures, 1);
  is_down = false;
  const auto report = run(oai, answer);
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_THAT(asked, SizeIs(1));
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2"));
}

TEST_F(HarvestTest, WaitsWhenTheSourceIsBusyAndRemembersWhenItAsksForMore) {
  int busy = 2;
  const auto answer = [&](const HttpAsk& ask) -> Answered {
    if (busy-- > 0) return HttpAnswer{.status = 503, .headers = {{"retry-after", "20"}}};
    return oai_answer(ask, {{"", oai_page(oai_record("1"))}});
  };
  ASSERT_TRUE(run(oai, answer));
  EXPECT_THAT(time.waits, ::testing::Contains(20s));
  const auto long_busy = run(oai, [](const HttpAsk&) -> Answered {
    return HttpAnswer{.status = 503, .headers = {{"retry-after", "7200"}}};
  });
  ASSERT_FALSE(long_busy);
  EXPECT_GT(state().not_before, state().last_ended_at);
  EXPECT_THAT(ids(), ElementsAre("t:1"));
}

TEST_F(HarvestTest, NoSourceIsLeftAloneForLongerThanAWeek) {
  ASSERT_FALSE(run(oai, [](const HttpAsk&) -> Answered {
    return HttpAnswer{.status = 429, .headers = {{"retry-after", "Fri, 31 Dec 2027 23:59:59 GMT"}}};
  }));
  EXPECT_EQ(state().last_ended_at, "2026-11-27T18:00:00Z");
  EXPECT_EQ(state().not_before, "2026-12-04T18:00:00Z");
}

TEST_F(HarvestTest, BeginsAgainWhenATokenHasRunOut) {
  stops_after_requests = 2;
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"), "old")}}));
  stops_after_requests = 0;
  const auto report = run_oai({{"", oai_page(oai_record("1"), "new")}, {"new", oai_page(oai_record("2"))}});
  ASSERT_TRUE(report) << to_text(report.error());
  EXPECT_THAT(report->remarks, ElementsAre(HasSubstr("begun again")));
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2"));
}

TEST_F(HarvestTest, BeginsAgainOnceAndNotForEver) {
  const auto report = run_oai({{"", oai_page(oai_record("1"), "gone")}});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("also after beginning again"));
  EXPECT_THAT(asked, SizeIs(5));
}

TEST_F(HarvestTest, AnOldHalfIsNotGoneOnWith) {
  stops_after_requests = 2;
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("1"), "b")}}));
  stops_after_requests = 0;
  time.now += 24h * 4;
  ASSERT_TRUE(run_oai({{"", oai_page(oai_record("5"))}}));
  EXPECT_THAT(ids(), ElementsAre("t:5"));
}

TEST_F(HarvestTest, IsLeftWhenItsTimeIsUpAndGoesOn) {
  limits.max_run_minutes = 1;
  const std::map<std::string, std::string> pages{{"", oai_page(oai_record("1"), "b")},
                                                 {"b", oai_page(oai_record("2"))}};
  const auto slowly = [&](const HttpAsk& ask) {
    time.now += 40s;
    return oai_answer(ask, pages);
  };
  const auto cut = run(oai, slowly);
  ASSERT_TRUE(cut);
  EXPECT_TRUE(cut->is_stopped);
  ASSERT_TRUE(run(oai, slowly));
  EXPECT_THAT(ids(), ElementsAre("t:1", "t:2"));
}

TEST_F(HarvestTest, TwoProgramsDoNotHarvestOneSourceAtATime) {
  const auto held = HarvestFolder::open(folder.path(), "there");
  ASSERT_TRUE(held);
  const auto report = run_oai({{"", oai_page(oai_record("1"))}});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::locked);
}

// --- lists that turn in circles, and worse -----------------------------------------------------

TEST_F(HarvestTest, SeesATokenThatComesAgain) {
  const auto report = run_oai({{"", oai_page(oai_record("1"), "b")}, {"b", oai_page(oai_record("2"), "b")}});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::source_broken);
  EXPECT_THAT(report.error().message, HasSubstr("turns in a circle"));
  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_FALSE(state().unfinished);
}

TEST_F(HarvestTest, SeesThatAPageHasOnlyWhatCameBefore) {
  int number = 0;
  const auto report = run(oai, [&](const HttpAsk& ask) -> Answered {
    if (ask.url.find("Identify") != std::string::npos) return xml(identity);
    return xml(oai_page(oai_record("1"), fmt::format("t{}", ++number)));
  });
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("only rows that came before"));
  EXPECT_EQ(number, 2);
}

TEST_F(HarvestTest, SeesAnEmptyPageWithATokenForMore) {
  const auto report = run_oai({{"", oai_page(oai_record("1"), "b")}, {"b", oai_page("", "c")}});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("no rows, and a token for more"));
}

TEST_F(HarvestTest, CutsAListAtItsCapAndGoesOnWhenThatIsRaised) {
  limits.max_pages = 2;
  const auto answer = [&](const HttpAsk& ask) -> Answered {
    if (ask.url.find("Identify") != std::string::npos) return xml(identity);
    const std::size_t at = ask.url.find("resumptionToken=");
    const int page = at == std::string::npos ? 0 : ask.url.back() - '0';
    return xml(oai_page(oai_record(std::to_string(page)), page == 4 ? "" : std::to_string(page + 1)));
  };
  const auto report = run(oai, answer);
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("more than 2 pages"));
  limits.max_pages = 10;
  ASSERT_TRUE(run(oai, answer));
  EXPECT_THAT(asked, SizeIs(3));
  EXPECT_THAT(ids(), SizeIs(5));
  limits.max_run_bytes = 1'024;
  const auto large = run(oai, answer, {.from_start = true});
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error().message, HasSubstr("max_run_bytes"));
  EXPECT_THAT(ids(), SizeIs(5));
}

TEST_F(HarvestTest, RefusesXmlThatMeansHarm) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  const std::string laughs =
      R"(<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>)"
      "<OAI-PMH><ListRecords>&b;</ListRecords></OAI-PMH>";
  const std::string outside = R"(<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>)"
                              "<OAI-PMH><ListRecords>&x;</ListRecords></OAI-PMH>";
  const std::string sixteen("\xff\xfe<\0O\0A\0I\0", 10);
  const std::string declared = R"(<?xml version="1.0" encoding="ISO-8859-1"?><OAI-PMH><a>)"
                               "\xe4"
                               "</a></OAI-PMH>";
  for (const std::string& body : {deep, laughs, outside, sixteen, declared, std::string("<html>"), std::string()}) {
    const auto report = run(oai, [&](const HttpAsk& ask) -> Answered {
      return ask.url.find("Identify") != std::string::npos ? xml(identity) : xml(body);
    });
    ASSERT_FALSE(report) << body.substr(0, 80);
    EXPECT_EQ(report.error().code, ErrorCode::source_broken) << body.substr(0, 80);
  }
  EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(HarvestTest, TakesNoPageForPeopleAsData) {
  const HttpAnswer page{.status = 200, .headers = {{"content-type", "text/html"}}, .body = "<html>Huolto</html>"};
  for (const Source* source : {&cursor, &file}) {
    const auto report = run(*source, [&](const HttpAsk&) -> Answered { return page; });
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().message, HasSubstr("text/html"));
  }
}

TEST_F(HarvestTest, TakesAPageForPeopleWhereTheSourceIsOne) {
  const HttpAnswer page{.status = 200, .headers = {{"content-type", "text/html; charset=utf-8"}}, .body = row("1")};
  file.content_type = "html";
  EXPECT_TRUE(run(file, [&](const HttpAsk&) -> Answered { return page; }));
  file.content_type = "csv";
  EXPECT_FALSE(run(file, [&](const HttpAsk&) -> Answered { return page; }));
}

TEST_F(HarvestTest, SaysWhenTheSourceRefuses) {
  const auto report = run(cursor, [](const HttpAsk&) -> Answered { return status(403); });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::source_refused);
  EXPECT_THAT(asked, SizeIs(1));
}

TEST_F(HarvestTest, SaysWhatTheRepositoryComplainsOf) {
  const auto report = run_oai({{"", oai_error("cannotDisseminateFormat")}});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("cannotDisseminateFormat"));
}

TEST_F(HarvestTest, SendsTheTokenOfItsFile) {
  cursor.token_file = folder.file("token", "secret\n");
  std::string token;
  ASSERT_TRUE(run(cursor, [&](const HttpAsk& ask) -> Answered {
    token = ask.token;
    return json("[" + row("1") + "]");
  }));
  EXPECT_EQ(token, "secret");
  cursor.token_file = folder / "none";
  EXPECT_EQ(run(cursor, [](const HttpAsk&) -> Answered { return status(200); }).error().code, ErrorCode::file_missing);
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
