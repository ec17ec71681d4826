// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the page of a record beside its facts: evidence, lineage, funding history, ways to report.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpora/record_json.h"
#include "server/pages/pages.h"
#include "server/pages/record_page.h"
#include "server/pages/report_page.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using corpora::Record;
using stemming::Language;
using testing::HasSubstr;
using testing::Not;

constexpr Reader finnish_reader{.language = Language::fi, .today = tests::today};

Record innovation(std::optional<std::int64_t> level = {}) {
  Record record{.id = "test:i", .title = {.fi = "Kylätupa"}, .details = corpora::Innovation{}};
  std::get<corpora::Innovation>(record.details).evidence.level = level;
  return record;
}

std::string page_of(const RecordView& view) { return render_record_page(view); }

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Evidence, IsALadderReachedAsFarAsItGoes) {
  const Record record = innovation(2);
  const std::string page = page_of({.record = record, .reader = finnish_reader});
  EXPECT_EQ(times(page, "class=\"step reached\""), 3U);
  EXPECT_EQ(times(page, "class=\"step\""), 3U);
  EXPECT_THAT(page, HasSubstr("<p class=\"level\">Taso 2: myönteinen muutos mitattu</p>"));
}

TEST(Evidence, ThatNobodyHasToldIsNotTheLowest) {
  const Record untold = innovation(), lowest = innovation(0);
  const std::string page = page_of({.record = untold, .reader = finnish_reader});
  EXPECT_EQ(times(page, "class=\"step reached\""), 0U);
  EXPECT_THAT(page, HasSubstr("Näytön tasoa ei ole kerrottu."));
  EXPECT_EQ(times(page_of({.record = lowest, .reader = finnish_reader}), "class=\"step reached\""), 1U);
}

TEST(Evidence, ShowsWhatWasMeasuredAndSaysWhatIsNotKnown) {
  Record record = innovation(2);
  std::get<corpora::Innovation>(record.details).evidence.claims = {
      {.outcome = {.fi = "kävijöitä <viikossa>"}, .direction = "better", .unit = "henkilöä", .value = 1234.5}};
  const std::string page = page_of({.record = record, .reader = finnish_reader});
  for (const std::string_view wanted : {"kävijöitä &lt;viikossa&gt;", "parempi kuin ennen",
                                        "<td class=\"number\">1\u00A0234,5\u00A0henkilöä</td><td class=\"number\">ei "
                                        "tiedossa</td>"})
    EXPECT_THAT(page, HasSubstr(wanted));
}

AdoptionStep step(const std::string& id, const std::string& after, std::size_t depth) {
  Record record{.id = id, .title = {.fi = "Käyttöönotto " + id}, .details = corpora::Adoption{.innovation = "test:i"}};
  return {.record = record, .after = after, .depth = depth};
}

TEST(LineageView, DrawsEachAdoptionAfterTheOneItBuildsOn) {
  const Record record = innovation();
  Lineage lineage{.innovation = record,
                  .adoptions = {step("a", "", 1), step("b", "a", 2), step("c", "a", 2), step("d", "", 1)}};
  const std::string page = page_of({.record = record, .reader = finnish_reader, .lineage = lineage});
  EXPECT_THAT(page, HasSubstr("aria-label=\"Piirros: 4 käyttöönottoa ja mistä kukin on lähtenyt\""));
  // The first goes on in the row of what it builds on; a further one begins a row below.
  for (const std::string_view path : {"M34 20H66", "M94 20H126", "M80 34V52q0 8 8 8H126", "M20 34V92q0 8 8 8H66"})
    EXPECT_THAT(page, HasSubstr("<path class=\"thread\" d=\"" + std::string(path) + "\"/>"));
  EXPECT_EQ(times(page, "Lähti käyttöönotosta 1"), 2U);
}

TEST(LineageView, IsLeftOutWhereThereIsNone) {
  const Record record = innovation();
  EXPECT_THAT(page_of({.record = record, .reader = finnish_reader}), Not(HasSubstr("id=\"lineage\"")));
  EXPECT_THAT(page_of({.record = record, .reader = finnish_reader, .lineage = Lineage{.innovation = record}}),
              Not(HasSubstr("id=\"lineage\"")));
}

TEST(FundingHistory, IsNewestFirstAndSaysWhatIsNotKnown) {
  const Record record = innovation();
  Record old{.id = "test:old", .title = {.fi = "Vanha"}, .details = corpora::Decision{}};
  std::get<corpora::Decision>(old.details).decided_on = corpora::Date{std::chrono::year{2020} / 1 / 2};
  Record fresh{.id = "test:new", .title = {.fi = "Uusi"}, .details = corpora::Decision{.granted_eur = 7600}};
  std::get<corpora::Decision>(fresh.details).decided_on = corpora::Date{std::chrono::year{2026} / 3 / 4};
  const std::string page = page_of({.record = record, .reader = finnish_reader, .referring = {old, fresh}});
  EXPECT_LT(page.find("Uusi</a>"), page.find("Vanha</a>"));
  EXPECT_THAT(page, HasSubstr("7\u00A0600\u00A0€"));
  EXPECT_THAT(page, HasSubstr("<td>2.1.2020</td>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"number\">ei tiedossa</td>"));
}

TEST(ReportPage, NamesTheSourceAndTheOperatorOrSaysThatThereIsNone) {
  Record record = innovation();
  record.provenance = {.source = "stea", .url = "https://lahde.invalid/1"};
  const std::string with = render_report_page({.reader = finnish_reader,
                                               .record = &record,
                                               .address = "postmaster@kohtaamo.example",
                                               .permalink = "https://kohtaamo.example/records/test%3Ai"});
  EXPECT_THAT(with, HasSubstr("mailto:postmaster@kohtaamo.example?subject=Virhe%20tiedossa%20test%3Ai&amp;body="));
  EXPECT_THAT(with, HasSubstr("https://lahde.invalid/1"));
  const std::string without = render_report_page({.reader = finnish_reader});
  EXPECT_THAT(without, Not(HasSubstr("mailto:")));
  EXPECT_THAT(without, HasSubstr("ei ole annettu yhteysosoitetta"));
}

class RecordAddresses : public testing::Test {
 protected:
  HttpReply get(std::string_view target) {
    static tests::Fixture fixture("server/records.jsonl", {}, pages_face());
    return fixture.send({.target = std::string(target), .headers = {{"accept-language", "sv"}}});
  }
};

TEST_F(RecordAddresses, LastAndLeadToTheLanguageOfTheAsker) {
  const HttpReply reply = get("/records/test%3Ainn-1");
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(tests::header_of(reply, "Location"), "/sv/records/test:inn-1");
}

TEST_F(RecordAddresses, GiveTheRecordToMachines) {
  const HttpReply json_ld = get("/records/test:inn-1/json-ld"), csv = get("/records/test:inn-1/table.csv");
  EXPECT_EQ(json_ld.content_type, "application/ld+json");
  EXPECT_THAT(json_ld.body, HasSubstr("\"@context\":\"https://schema.org\""));
  EXPECT_THAT(csv.body, HasSubstr("test:inn-1"));
  EXPECT_EQ(get("/records/test:inn-1/calendar.ics").status, 404) << "only calls have deadlines";
  EXPECT_EQ(get("/records/test:none/json-ld").status, 404);
}

}  // namespace
}  // namespace kohtaamo::server
