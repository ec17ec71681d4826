// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace kohtaamo::corpora {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

// A record that nothing can be said against, not even a warning.
Record flawless(RecordType type) {
  Record record;
  record.id = "src:1";
  record.details = details_of(type);
  record.title = {.fi = "Otsikko", .en = "A title"};
  record.summary = {.fi = "Tiivistelmä"};
  record.stage = "pilot";
  record.regions = {{.scheme = "mk", .code = "11", .role = "origin"}};
  record.licence = "CC0-1.0";
  record.provenance.source = "src";
  return record;
}

auto warns(const std::string& where, const std::string& message) {
  return Contains(AllOf(Field(&Warning::where, where), Field(&Warning::message, HasSubstr(message))));
}

std::vector<Warning> warnings_of(const Record& record, std::optional<Date> today = std::nullopt) {
  const auto warnings = validate(record, today);
  EXPECT_TRUE(warnings) << to_text(warnings.error());
  return warnings.value_or(std::vector<Warning>{});
}

TEST(Validate, HasNothingToSayAboutAFlawlessRecord) {
  for (std::size_t i = 0; i < record_type_names.size(); ++i)
    EXPECT_THAT(warnings_of(flawless(static_cast<RecordType>(i))), IsEmpty()) << record_type_names[i];
}

TEST(Validate, WarnsOfWhatIsMissing) {
  Record record = flawless(RecordType::need);
  record.title.en = "";
  record.summary = {};
  record.stage = "";
  record.regions = {};
  const std::vector<Warning> warnings = warnings_of(record);
  EXPECT_THAT(warnings, warns("/title", "only one language"));
  EXPECT_THAT(warnings, warns("/summary", "no summary"));
  EXPECT_THAT(warnings, warns("/stage", "no stage"));
  EXPECT_THAT(warnings, warns("/regions", "no region"));
}

TEST(Validate, AsksForStageAndRegionOnlyWhereTheyBelong) {
  Record record = flawless(RecordType::paper);
  record.stage = "";
  record.regions = {};
  EXPECT_THAT(warnings_of(record), IsEmpty());
}

TEST(Validate, WarnsOfASummaryThatRepeatsTheTitle) {
  Record record = flawless(RecordType::need);
  record.summary.en = record.title.en;
  EXPECT_THAT(warnings_of(record), warns("/summary/en", "repeats the title"));
}

TEST(Validate, WarnsOfAPassedDeadlineOnlyWhenToldTheDay) {
  const Date deadline = std::chrono::year(2026) / 10 / 15;
  Record record = flawless(RecordType::call);
  record.details = Call{.source_status = "open", .deadlines = {{.date = deadline}}};
  EXPECT_THAT(warnings_of(record), IsEmpty());
  EXPECT_THAT(warnings_of(record, deadline), IsEmpty()) << "the closing day is included";
  EXPECT_THAT(warnings_of(record, deadline + std::chrono::days(1)), warns("/deadlines/0/date", "2026-10-15"));
}

TEST(Validate, RefusesWhatOnlyAProgramCouldPutIn) {
  Record record = flawless(RecordType::call);
  record.details = Call{.amount = {.max_grant = std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_EQ(validate(record).error().where, "/amount/max_grant");
  record = flawless(RecordType::need);
  record.title.sv = "\xc3\x28";
  EXPECT_EQ(validate(record).error().where, "/title/sv");
  record = flawless(RecordType::need);
  record.extra_json = "[1]";
  EXPECT_THAT(validate(record).error().message, HasSubstr("not a JSON object"));
}

TEST(Validate, RefusesTextsThatNobodyCouldShow) {
  Record record = flawless(RecordType::need);
  record.title.sv = std::string(4'001, 'a');
  EXPECT_EQ(validate(record).error().where, "/title/sv");
  EXPECT_THAT(validate(record).error().message, HasSubstr("at most 4000 bytes, this one has 4001"));
  record = flawless(RecordType::need);
  record.body.fi = std::string(1 << 20, 'a');
  EXPECT_TRUE(validate(record));
  record.body.fi += 'a';
  EXPECT_EQ(validate(record).error().where, "/body/fi");
}

TEST(CleanRecord, PutsEveryMemberIntoItsForm) {
  Record record = flawless(RecordType::call);
  record.id = " src:1\n";
  record.title.fi = " <b>Otsikko</b> &amp; muuta ";
  record.keywords.fi = {"", " a ", "<br>"};
  record.regions = {{.scheme = "hyvinvointialue", .code = " 08 "}};
  record.details = Call{.eligibility = {.applicant_regions = {"maakunta:06"}, .countries = {"UK", "EL"}}};
  clean_record(record);
  EXPECT_EQ(record.id, "src:1");
  EXPECT_EQ(record.title.fi, "Otsikko & muuta");
  EXPECT_THAT(record.keywords.fi, testing::ElementsAre("a"));
  EXPECT_EQ(record.regions.at(0).key(), "hva:08");
  const auto& eligibility = std::get<Call>(record.details).eligibility;
  EXPECT_THAT(eligibility.applicant_regions, testing::ElementsAre("mk:06"));
  EXPECT_THAT(eligibility.countries, testing::ElementsAre("GB", "GR"));
}

}  // namespace
}  // namespace kohtaamo::corpora
