// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/signals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "server/match/stage_fit.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;
const config::MatchWeights weights{};

const Signal* find(const std::vector<Signal>& signals, std::string_view name) {
  const auto found = std::ranges::find(signals, name, &Signal::name);
  return found == signals.end() ? nullptr : &*found;
}

std::vector<Signal> measured(const Asker& asker, const Candidate& candidate, Role role = Role::adopter) {
  return measure_all(asker, candidate, role, today, weights);
}

const corpora::Record open_call = record(
    "t:call",
    R"("type":"call","title":{"fi":"Avustus"},"opens":"2026-11-01","deadlines":[{"date":"2026-12-14"}],"deadline_model":"single",
       "amount":{"max_grant":60000,"currency":"EUR"})");
const corpora::Record solution = record(
    "t:solution",
    R"("type":"innovation","title":{"fi":"Kylätupakyyti"},"stage":"spreading","target_groups":["older"],"evidence":{"level":4},
       "cost":{"setup_eur":10000},"dates":{"modified":"2026-10-01"},"regions":[{"scheme":"mk","code":"11","role":"origin"}])");

RC_GTEST_PROP(Signals, AddUpToTheScoreForAnyAsker, ()) {
  const std::vector<std::string> groups{"older", "youth", "everyone"}, stages{"", "idea", "pilot", "spreading"};
  Asker asker{.target_groups = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(groups)),
              .regions = {"mk:11"},
              .stage = *rc::gen::elementOf(stages)};
  if (*rc::gen::arbitrary<bool>()) asker.amount_eur = *rc::gen::inRange(0, 1'000'000);
  const Candidate candidate{.record = *rc::gen::arbitrary<bool>() ? solution : open_call,
                            .text = *rc::gen::inRange(0, 101) / 100.0,
                            .adoptions = *rc::gen::inRange<std::size_t>(0, 50),
                            .earlier_awards = *rc::gen::inRange<std::size_t>(0, 50)};
  const auto role = *rc::gen::element(Role::adopter, Role::developer, Role::funder);
  const std::vector<Signal> signals = measured(asker, candidate, role);
  double sum = 0, whole = 0;
  for (const Signal& signal : signals) {
    RC_ASSERT(signal.value >= 0 && signal.value <= 1);
    RC_ASSERT(signal.weight > 0);
    sum += signal.value * signal.weight;
    whole += signal.weight;
  }
  RC_ASSERT(std::abs(score_of(signals) - sum / whole) < 1e-12);
}

// Explanation fidelity: what is named first carries the score.
RC_GTEST_PROP(Signals, LowerTheScoreWhenTheReasonNamedFirstIsTakenAway, ()) {
  const Asker asker{.target_groups = {"older"}, .regions = {"mk:11"}, .amount_eur = 40'000};
  std::vector<Signal> signals =
      measured(asker, {.record = solution, .text = *rc::gen::inRange(1, 101) / 100.0, .adoptions = 3});
  const double before = score_of(signals);
  signals.front().value = 0;
  RC_ASSERT(score_of(signals) < before);
}

TEST(Signals, SpeakOfCallsInTheirOwnTerms) {
  const Asker asker{.amount_eur = 40'000};
  const auto signals = measured(asker, {.record = open_call, .text = 0.5, .earlier_awards = 3});
  EXPECT_EQ(find(signals, "text"), nullptr);
  ASSERT_NE(find(signals, "topic"), nullptr);
  EXPECT_DOUBLE_EQ(find(signals, "topic")->value, 0.5);
  EXPECT_DOUBLE_EQ(find(signals, "amount")->value, 1);
  EXPECT_DOUBLE_EQ(find(signals, "time_left")->value, 21.0 / 42);
  EXPECT_DOUBLE_EQ(find(signals, "history")->value, 0.75);
}

TEST(Signals, MeasureTheAmountOfACallFromBothSides) {
  struct Row {
    double needed, value;
  };
  for (const Row& row : {Row{60'000, 1}, Row{15'000, 1}, Row{1'500, 0.1}, Row{120'000, 0.5}})
    EXPECT_DOUBLE_EQ(find(measured({.amount_eur = row.needed}, {.record = open_call}), "amount")->value, row.value)
        << row.needed;
}

TEST(Signals, CountAdoptionsLessTheMoreThereAre) {
  const auto value = [](std::size_t count) {
    return find(measured({}, {.record = solution, .adoptions = count}), "adoptions")->value;
  };
  EXPECT_EQ(find(measured({}, {.record = solution}), "adoptions"), nullptr);
  EXPECT_GT(value(2) - value(1), value(9) - value(8));
  EXPECT_DOUBLE_EQ(value(10), 1);
  EXPECT_DOUBLE_EQ(value(40), 1);
}

TEST(Signals, TrustConceptsAsMuchAsTheyTellRecordsApart) {
  corpora::Record tagged = solution;
  tagged.concepts = {{.uri = "c:common"}, {.uri = "c:rare"}};
  const std::map<std::string, double> rarities{{"c:common", 0.5}, {"c:rare", 5}, {"c:other", 7}};
  const auto of = [&](const std::vector<std::string>& wanted) {
    return *find(measured({.concepts = wanted}, {.record = tagged, .rarities = &rarities}), "concepts");
  };
  EXPECT_LT(of({"c:common"}).weight, of({"c:rare"}).weight);
  EXPECT_DOUBLE_EQ(of({"c:rare", "c:other"}).value, 5.0 / 12);
  EXPECT_LE(of({"c:rare", "c:other"}).weight, weights.concepts);
}

TEST(StageFit, DiffersByRole) {
  EXPECT_GT(stage_fit(Role::adopter, "spreading"), stage_fit(Role::adopter, "idea"));
  EXPECT_GT(stage_fit(Role::developer, "idea"), stage_fit(Role::developer, "spreading"));
  EXPECT_GT(stage_fit(Role::funder, "pilot"), stage_fit(Role::funder, "established"));
  EXPECT_EQ(stage_fit(Role::adopter, ""), 0);
}

}  // namespace
}  // namespace kohtaamo::server
