// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/messages.h"
#include "server/match/checks.h"
#include "server/match/signals.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using corpora::RecordType;
using testing::Contains;
using testing::ElementsAre;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

std::string call(const std::string& members) {
  return R"("type":"call","title":{"fi":"Avustus ikäihmisten yhteisiin kyyteihin"},"body":{"fi":"Kyydit, ikäihmiset ja yksinäisyys kylissä."},)"
         R"("opens":"2026-11-01","deadlines":[{"date":"2026-12-24"}],"deadline_model":"single",)" +
         members;
}

std::vector<corpora::Record> small_corpus() {
  return {
      record("test:municipality", R"("type":"actor","title":{"fi":"Esimerkkikunta"},"actor_type":"municipality")"),
      record(
          "test:need",
          R"("type":"need","title":{"fi":"Ikäihmisten yksinäisyys kylissä"},"problem":{"fi":"Kyydit puuttuvat, ikäihmiset jäävät yksin."},
        "owner":"test:municipality","target_groups":["older"],"regions":[{"scheme":"mk","code":"11","role":"beneficiary"}],"stage":"need",
        "constraints":{"budget_max_eur":40000})"),
      record(
          "test:ride",
          R"("type":"innovation","title":{"fi":"Kylätupakyyti"},"core_idea":{"fi":"Vapaaehtoiset kyyditsevät yksinäisiä ikäihmisiä kylätuvalle."},
        "stage":"spreading","target_groups":["older"],"regions":[{"scheme":"mk","code":"12","role":"origin"}],
        "cost":{"setup_eur":6000,"yearly_eur":14000},"evidence":{"level":2},"dates":{"modified":"2026-10-01"})"),
      record(
          "test:costly",
          R"("type":"innovation","title":{"fi":"Kyytirobotti"},"core_idea":{"fi":"Robotti kyyditsee ikäihmisiä kylissä."},
        "stage":"idea","target_groups":["students"],"cost":{"setup_eur":400000})"),
      record(
          "test:fits",
          call(
              R"("amount":{"max_grant":60000,"currency":"EUR"},"eligibility":{"applicant_types":["association","municipality"],"applicant_regions":["mk:11"]})")),
      record(
          "test:not-for-municipalities",
          call(
              R"("amount":{"max_grant":60000,"currency":"EUR"},"eligibility":{"applicant_types":["association"],"applicant_regions":["mk:11"]})")),
      record(
          "test:elsewhere",
          call(
              R"("amount":{"max_grant":60000,"currency":"EUR"},"eligibility":{"applicant_types":["municipality"],"applicant_regions":["mk:01"]})")),
      record(
          "test:small",
          call(
              R"("amount":{"max_grant":5000,"currency":"EUR"},"eligibility":{"applicant_types":["municipality"],"applicant_regions":["mk:11"]})")),
      record("test:silent", call(R"("eligibility":{"text":{"fi":"Katso ohje."}})")),
      record("test:generic", call(R"("eligibility":{"applicant_types":["public_body"]})")),
      record(
          "test:closed",
          R"("type":"call","title":{"fi":"Avustus ikäihmisten kyyteihin"},"opens":"2025-01-01","deadlines":[{"date":"2025-02-01"}])"),
      record(
          "test:hidden",
          R"("type":"need","title":{"fi":"Yksinäiset ikäihmiset kylissä"},"owner":"test:municipality","visibility":"confidential")"),
  };
}

class Matching : public testing::Test {
 protected:
  Matching()
      : corpus_(small_corpus()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()),
        matcher_(engine_) {}

  MatchResult match(MatchRequest request) {
    request.today = today;
    auto result = matcher_.match(request);
    EXPECT_TRUE(result) << config::to_text(result.error());
    return result ? std::move(*result) : MatchResult{};
  }
  static std::vector<std::string> ids(const std::vector<Match>& matches) {
    std::vector<std::string> all;
    for (const Match& one : matches) all.push_back(one.record.id);
    return all;
  }
  static const Check& check_of(const std::vector<Match>& matches, const std::string& id, const std::string& name) {
    const auto match = std::ranges::find_if(matches, [&](const Match& one) { return one.record.id == id; });
    if (match == matches.end()) throw std::runtime_error(id + " is not there");
    return *std::ranges::find(match->checks, name, &Check::name);
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
  Matcher matcher_;
};

TEST_F(Matching, PrefersTheSolutionThatFitsInMoreThanWords) {
  const MatchResult result = match({.id = "test:need", .types = {RecordType::innovation}});
  EXPECT_THAT(ids(result.matches), ElementsAre("test:ride", "test:costly"));
}

TEST_F(Matching, SetsCallsThatOneMayNotApplyForApartWithTheReason) {
  const MatchResult result = match({.id = "test:need", .types = {RecordType::call}});
  EXPECT_THAT(ids(result.matches), testing::UnorderedElementsAre("test:fits", "test:silent", "test:generic"));
  EXPECT_THAT(ids(result.near_misses), testing::UnorderedElementsAre("test:not-for-municipalities", "test:elsewhere",
                                                                     "test:small", "test:closed"));
  EXPECT_EQ(check_of(result.near_misses, "test:not-for-municipalities", "applicant_type").verdict, Verdict::fail);
  EXPECT_EQ(check_of(result.near_misses, "test:elsewhere", "region").verdict, Verdict::fail);
  EXPECT_EQ(check_of(result.near_misses, "test:small", "amount").verdict, Verdict::fail);
  EXPECT_EQ(check_of(result.near_misses, "test:closed", "time_window").verdict, Verdict::fail);
  EXPECT_TRUE(check_of(result.near_misses, "test:small", "amount").change);
}

TEST_F(Matching, LeavesTheUnknownIn) {
  const MatchResult result = match({.id = "test:need", .types = {RecordType::call}});
  EXPECT_EQ(check_of(result.matches, "test:silent", "applicant_type").verdict, Verdict::unknown);
  EXPECT_EQ(check_of(result.matches, "test:silent", "amount").verdict, Verdict::unknown);
  EXPECT_EQ(check_of(result.matches, "test:generic", "applicant_type").verdict, Verdict::unknown);
}

TEST_F(Matching, ScoresAddUp) {
  const MatchResult result = match({.id = "test:need"});
  ASSERT_FALSE(result.matches.empty());
  for (const Match& one : result.matches) {
    double sum = 0, weights = 0;
    for (const Signal& signal : one.signals) {
      EXPECT_GE(signal.value, 0) << signal.name;
      EXPECT_LE(signal.value, 1) << signal.name;
      sum += signal.value * signal.weight;
      weights += signal.weight;
    }
    EXPECT_NEAR(one.score, sum / weights, 1e-12);
  }
}

TEST_F(Matching, UnderstandsATextInOnesOwnWords) {
  const MatchResult result =
      match({.text = "Kainuussa ikääntyneet jäävät yksin, kun kyydit puuttuvat. Meillä on 40 000 euroa.",
             .types = {RecordType::innovation}});
  EXPECT_THAT(result.understood.target_groups, Contains("older"));
  EXPECT_THAT(result.understood.regions, Contains("mk:18"));
  EXPECT_EQ(result.understood.amount_eur, 40000);
  ASSERT_FALSE(result.matches.empty());
  EXPECT_EQ(result.matches.front().record.id, "test:ride");
}

std::vector<std::string> marked(const Snippet& passage) {
  std::vector<std::string> words;
  for (const Segment& segment : passage.segments)
    if (segment.is_hit) words.push_back(segment.text);
  return words;
}

// However many there are: a passage is no better for it.
TEST_F(Matching, MarksNoNumberThatBothTextsHappenToHave) {
  corpus_.put(
      {record("test:twelve", R"("type":"innovation","title":{"fi":"Piiri"},"core_idea":{"fi":"Kaksitoista naapuria )"
                             R"(soittaa toisilleen 24 viikon ajan, ja yksinäisyys hellittää."})")});
  corpus_.follow();
  reader_ = std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()));
  const SearchEngine engine(*reader_, tests::analyzer(), nullptr, corpus_.settings());
  const auto result =
      Matcher(engine).match({.text = "Kaksitoista ihmistä 24 talosta kärsii: yksinäisyys ja hiljaisuus.",
                             .types = {RecordType::innovation},
                             .today = today});
  ASSERT_TRUE(result);
  const auto match =
      std::ranges::find_if(result->matches, [](const Match& one) { return one.record.id == "test:twelve"; });
  ASSERT_NE(match, result->matches.end());
  EXPECT_THAT(marked(match->passage), ElementsAre("yksinäisyys"));
}

TEST_F(Matching, DoesNotMatchARecordWithItself) {
  EXPECT_THAT(ids(match({.id = "test:need", .types = {RecordType::need}}).matches), ElementsAre("test:hidden"));
}

TEST_F(Matching, LetsConfidentialNeedsTakePartWithoutTheirOwner) {
  const MatchResult result = match({.id = "test:ride", .types = {RecordType::need}});
  const auto hidden =
      std::ranges::find_if(result.matches, [](const Match& one) { return one.record.id == "test:hidden"; });
  ASSERT_NE(hidden, result.matches.end());
  EXPECT_EQ(std::get<corpora::Need>(hidden->record.details).owner, "");
}

TEST_F(Matching, RefusesNothingAndTooMuch) {
  EXPECT_EQ(matcher_.match({.text = " \n"}).error().where, "text");
  EXPECT_EQ(matcher_.match({.text = std::string(300'000, 'a')}).error().where, "text");
  EXPECT_EQ(matcher_.match({.id = "test:none"}).error().code, config::ErrorCode::not_found);
}

TEST(Amounts, AreReadAsPeopleWriteThem) {
  struct Row {
    std::string text;
    std::optional<double> amount;
  };
  for (const Row& row :
       {Row{"40 000 euroa", 40000}, Row{"40\u00a0000 €", 40000}, Row{"€40,000", 40000},
        Row{"enintään 1,5 miljoonaa euroa", 1.5e6}, Row{"20 tusen euro", 20000},
        Row{"vuonna 2026 noin 60.000 euroa", 60000}, Row{"61 vastaajaa", std::nullopt}, Row{"EUR 150 000", 150000},
        Row{"2026–2028", std::nullopt}, Row{"5000e", std::nullopt}, Row{"", std::nullopt}})
    EXPECT_EQ(find_amount_eur(row.text), row.amount) << row.text;
}

// The tables and the sentences may not drift apart.
TEST(Messages, HaveASentenceForEverySignalAndCheck) {
  for (const std::string_view name : signal_names())
    EXPECT_TRUE(config::has_message("reason_" + std::string(name))) << name;
  for (const std::string_view name : check_names())
    for (const char* suffix : {"", "_pass", "_fail", "_unknown", "_change"})
      EXPECT_TRUE(config::has_message("check_" + std::string(name) + suffix)) << name << suffix;
}

TEST_F(Matching, SpeaksOfEveryReasonInThreeLanguages) {
  const MatchResult result = match({.id = "test:need"});
  for (const std::string_view language : {"fi", "sv", "en"}) {
    for (const auto& list : {result.matches, result.near_misses}) {
      for (const Match& one : list) {
        for (const Signal& signal : one.signals)
          EXPECT_TRUE(signal.reason.key.empty() || !sentence(signal.reason, language).empty());
        for (const Check& check : one.checks) EXPECT_EQ(sentence(check.reason, language).find('{'), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace kohtaamo::server
