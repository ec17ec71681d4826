// SPDX-License-Identifier: GPL-3.0-or-later
// What must stay as it is, and what must change, on the calls of corpora/samples.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "corpora/effective_status.h"
#include "corpora/import/relative_dates.h"
#include "corpora/record_json.h"
#include "server/match/checks.h"
#include "tests/support/source_files.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

const EligibilityReader& reader() {
  static const EligibilityReader one(tests::analyzer());
  return one;
}

std::map<std::string, corpora::Record> samples(const std::string& file) {
  std::ifstream lines(tests::source_path("corpora/samples/" + file));
  std::map<std::string, corpora::Record> records;
  for (std::string line; std::getline(lines, line);) {
    auto read = corpora::read_record(corpora::resolve_relative_dates(line, today));
    if (!read) throw std::runtime_error(config::to_text(read.error()));
    records.emplace(read->record.id, std::move(read->record));
  }
  return records;
}

const std::map<std::string, corpora::Record>& calls() {
  static const auto all = samples("calls.jsonl");
  return all;
}

// The municipality of need-019, for which the traps were planted.
Asker koivuranta() {
  return understand_record(samples("needs.jsonl").at("sample:need-019"),
                           samples("actors.jsonl").at("sample:actor-koivuranta"));
}

std::vector<std::string> failing(const Asker& asker, const corpora::Record& record, corpora::Date day) {
  std::vector<std::string> names;
  for (const Check& check : check_all(asker, record, reader(), day))
    if (check.verdict == Verdict::fail) names.push_back(check.name);
  return names;
}

std::string& text_of(corpora::Record& record) {
  corpora::LocalText& text = std::get<corpora::Call>(record.details).eligibility.text;
  return !text.fi.empty() ? text.fi : !text.sv.empty() ? text.sv : text.en;
}

Verdict applicant_verdict(const std::string& type, const corpora::Record& record) {
  const RecordTerms terms(record, reader());
  return check_applicant_type({.applicant_type = type}, terms, today)->verdict;
}

TEST(PlantedCalls, FailForTheReasonTheyWerePlantedFor) {
  const Asker asker = koivuranta();
  EXPECT_THAT(failing(asker, calls().at("sample:call-19"), today), IsEmpty());
  EXPECT_THAT(failing(asker, calls().at("sample:call-20"), today), ElementsAre("applicant_type"));
  EXPECT_THAT(failing(asker, calls().at("sample:call-21"), today), ElementsAre("region"));
  EXPECT_THAT(failing(asker, calls().at("sample:call-22"), today), ElementsAre("time_window"));
  EXPECT_THAT(failing(asker, calls().at("sample:call-23"), today), ElementsAre("amount"));
  EXPECT_THAT(failing(asker, calls().at("sample:call-24"), today), IsEmpty());  // it opens in time
}

TEST(PlantedCalls, AreQuotedWhereTheirProseDenies) {
  const std::vector<Check> checks = check_all(koivuranta(), calls().at("sample:call-20"), reader(), today);
  const auto type = std::ranges::find(checks, "applicant_type", &Check::name);
  EXPECT_EQ(type->quote, "Understöd beviljas inte kommuner eller välfärdsområden.");
}

// Sentences that say nothing of who may apply, in the language of the call.
TEST(Metamorphic, AnIrrelevantSentenceMakesNobodyEligible) {
  const std::map<std::string, std::vector<std::string>> irrelevant{
      {"fi",
       {" Kunta on mukana hankkeen ohjausryhmässä.", " Yritykset ja yhdistykset ovat tärkeitä alueen elinvoimalle.",
        " Lisätietoja antaa säätiön asiamies.", " Hanke tehdään yhteistyössä kuntien ja seurakuntien kanssa."}},
      {"sv", {" Kommunen deltar i styrgruppen.", " Föreningar och företag är viktiga för regionen."}},
      {"en", {" The municipality sits on the steering group.", " Companies and associations matter to the region."}},
  };
  const std::vector<std::string> types{"municipality", "company", "association", "person", "university"};
  for (const auto& [id, call] : calls()) {
    const corpora::LocalText& text = std::get<corpora::Call>(call.details).eligibility.text;
    const std::string language = !text.fi.empty() ? "fi" : !text.sv.empty() ? "sv" : "en";
    for (const std::string& sentence : irrelevant.at(language)) {
      corpora::Record longer = call;
      text_of(longer) += sentence;
      for (const std::string& type : types)
        EXPECT_EQ(applicant_verdict(type, longer), applicant_verdict(type, call)) << id << sentence << type;
    }
  }
}

// The same said in other numbers and cases gives the same verdict.
TEST(Metamorphic, AnotherCaseEndingChangesNoVerdict) {
  const std::vector<std::vector<std::string>> same{
      {"Avustusta voivat hakea kunnat.", "Avustusta voi hakea kunta.", "Avustus voidaan myöntää kunnalle.",
       "Avustuksia myönnetään kunnille.", "Hakijana voi olla kunta.", "Hakijoina voivat olla kunnat."},
      {"Avustusta eivät voi hakea kunnat.", "Avustusta ei voi hakea kunta.", "Avustusta ei voida myöntää kunnalle.",
       "Avustuksia ei myönnetä kunnille.", "Hakijana ei voi olla kunta.", "Kunnat eivät voi hakea avustuksia."},
      {"Hanke tehdään kunnan kanssa.", "Hankkeet tehdään kuntien kanssa.", "Hankkeessa on kunnan edustaja."},
  };
  for (const auto& sentences : same) {
    std::vector<Verdict> verdicts;
    for (const std::string& sentence : sentences) {
      const corpora::Record call =
          tests::record("test:call", R"("type":"call","title":{"fi":"a"},"lang":["fi"],"eligibility":{"text":{"fi":")" +
                                         sentence + R"("}})");
      verdicts.push_back(applicant_verdict("municipality", call));
      EXPECT_EQ(verdicts.back(), verdicts.front()) << sentence;
    }
  }
}

TEST(Metamorphic, AClosedCallFitsNobody) {
  const corpora::Date end = today + std::chrono::days(3650);
  for (const auto& [id, call] : calls()) {
    const corpora::CallDates dates = corpora::dates_of(std::get<corpora::Call>(call.details));
    if (dates.is_rolling || dates.deadlines.empty()) continue;
    EXPECT_THAT(failing({}, call, end), testing::Contains("time_window")) << id;
  }
}

}  // namespace
}  // namespace kohtaamo::server
