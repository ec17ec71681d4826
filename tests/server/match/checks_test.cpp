// SPDX-License-Identifier: GPL-3.0-or-later
// Each hard condition by itself, and what holds for all of them.
#include "server/match/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

const EligibilityReader& reader() {
  static const EligibilityReader one(tests::analyzer());
  return one;
}

corpora::Record call(const std::string& members) {
  return record("test:call", R"("type":"call","title":{"fi":"Avustus"},"lang":["fi"],)" + members);
}
corpora::Record call_that_says(const std::string& sentences) {
  return call(R"("eligibility":{"text":{"fi":")" + sentences + R"("}})");
}

std::optional<Check> check_of(const Asker& asker, const corpora::Record& record, std::string_view name) {
  const std::vector<Check> checks = check_all(asker, record, reader(), today);
  const auto found = std::ranges::find(checks, name, &Check::name);
  return found == checks.end() ? std::nullopt : std::optional(*found);
}

struct ApplicantRow {
  std::string type{}, says{};
  Verdict verdict{};
};

TEST(ApplicantCheck, GoesByTheProseWhereTheFieldsAreSilent) {
  const std::vector<ApplicantRow> rows{
      {"municipality", "Avustusta voivat hakea kunnat.", Verdict::pass},
      {"municipality", "Avustusta ei myönnetä kunnille.", Verdict::fail},
      {"municipality", "Avustusta voivat hakea vain yhdistykset.", Verdict::fail},
      {"municipality", "Avustusta voivat hakea yhdistykset.", Verdict::unknown},
      {"municipality", "Hakijana voi olla oikeuskelpoinen yhteisö.", Verdict::unknown},
      {"municipality", "Kunta ei voi yksin hakea.", Verdict::unknown},
      {"municipality", "Hanke tehdään yhteistyössä kunnan kanssa.", Verdict::unknown},
      {"municipality", "", Verdict::unknown},
      {"sme", "Tukea voivat hakea yritykset.", Verdict::pass},
      {"sme", "Yrityksille tukea ei myönnetä.", Verdict::fail},
      {"company", "Tukea voivat hakea pienet yritykset.", Verdict::unknown},
      {"social_enterprise", "Yritykset eivät voi hakea, lukuun ottamatta yhteiskunnallisia yrityksiä.",
       Verdict::unknown},
  };
  for (const ApplicantRow& row : rows)
    EXPECT_EQ(check_of({.applicant_type = row.type}, call_that_says(row.says), "applicant_type")->verdict, row.verdict)
        << row.type << ": " << row.says;
}

TEST(ApplicantCheck, ReadsTheBodyWhereNothingElseIsSaidAndOnlyWhereItSpeaksOfFunding) {
  const auto verdict = [](const std::string& body) {
    return check_of({.applicant_type = "municipality"}, call(R"("body":{"fi":")" + body + R"("})"), "applicant_type")
        ->verdict;
  };
  EXPECT_EQ(verdict("Avustusta voivat hakea kunnat."), Verdict::pass);
  EXPECT_EQ(verdict("Avustusta ei myönnetä kunnille."), Verdict::fail);
  EXPECT_EQ(verdict("Kunta hakee uusia kumppaneita."), Verdict::unknown);
  EXPECT_EQ(verdict("Messut ovat avoinna kunnille."), Verdict::unknown);
}

TEST(ApplicantCheck, QuotesTheSentenceThatDenies) {
  const auto check = check_of({.applicant_type = "municipality"},
                              call_that_says("Tervetuloa. Avustusta ei myönnetä kunnille."), "applicant_type");
  EXPECT_EQ(check->quote, "Avustusta ei myönnetä kunnille.");
}

TEST(ApplicantCheck, IsUnsureWhereFieldsAndProseDoNotAgree) {
  const corpora::Record record =
      call(R"("eligibility":{"applicant_types":["municipality"],"text":{"fi":"Avustusta ei myönnetä kunnille."}})");
  EXPECT_EQ(check_of({.applicant_type = "municipality"}, record, "applicant_type")->verdict, Verdict::unknown);
}

TEST(ApplicantCheck, NamesTheTypesThatCouldApply) {
  const auto check = check_of(
      {.applicant_type = "company"},
      call_that_says("Avustusta voivat hakea yhdistykset ja säätiöt. Yrityksille sitä ei myönnetä."), "applicant_type");
  ASSERT_TRUE(check->change);
  EXPECT_THAT(sentence(*check->change, "fi"), HasSubstr("rekisteröity yhdistys, säätiö"));
}

struct RegionRow {
  std::string members{};
  std::vector<std::string> regions{};
  Verdict verdict{};
};

TEST(RegionCheck, KnowsWhatLiesWhere) {
  const std::string savo = R"("eligibility":{"applicant_regions":["mk:11"]})";
  const std::vector<RegionRow> rows{
      {savo, {"mk:11"}, Verdict::pass},
      {savo, {"kunta:297"}, Verdict::pass},  // Kuopio
      {savo, {"hva:13"}, Verdict::pass},
      {savo, {"mk:12"}, Verdict::fail},
      {savo, {"kunta:091"}, Verdict::fail},
      {savo, {"national:FI"}, Verdict::unknown},
      {savo, {}, Verdict::unknown},
      {savo, {"mk:01", "mk:11"}, Verdict::pass},
      {R"("opens":"2026-11-01")", {"mk:11"}, Verdict::unknown},
      {R"("eligibility":{"countries":["SE"]})", {"mk:11"}, Verdict::fail},
      {R"("eligibility":{"countries":["FI","SE"]})", {"kunta:297"}, Verdict::pass},
      {R"("eligibility":{"text":{"fi":"Haku on avoin Kainuussa toimiville yhdistyksille."}})",
       {"mk:18"},
       Verdict::pass},
      {R"("eligibility":{"text":{"fi":"Haku on avoin Kainuussa toimiville yhdistyksille."}})",
       {"mk:01"},
       Verdict::fail},
  };
  for (const RegionRow& row : rows)
    EXPECT_EQ(check_of({.regions = row.regions}, call(row.members), "region")->verdict, row.verdict)
        << row.members << testing::PrintToString(row.regions);
}

TEST(RegionCheck, SaysWhatIsNear) {
  const auto check =
      check_of({.regions = {"mk:12"}}, call(R"("eligibility":{"applicant_regions":["mk:01","mk:11"]})"), "region");
  EXPECT_EQ(check->reason.key, "check_region_fail_near");
  EXPECT_THAT(sentence(check->reason, "fi"), HasSubstr("Pohjois-Savo"));
}

struct TimeRow {
  std::string members{};
  Asker asker{};
  std::string key{};
};

TEST(TimeCheck, GoesByTheDay) {
  const std::vector<TimeRow> rows{
      {R"("deadlines":[{"date":"2026-11-23"}])", {}, "check_time_window_pass"},  // the closing day is included
      {R"("deadlines":[{"date":"2026-11-22"}])", {}, "check_time_window_fail"},
      {R"("deadlines":[{"date":"2026-10-01"},{"date":"2027-01-15"}],"deadline_model":"multiple_cutoff")",
       {},
       "check_time_window_pass"},
      {R"("deadlines":[{"date":"2026-10-01","stage":1},{"date":"2027-01-15","stage":2}],"deadline_model":"two_stage")",
       {},
       "check_time_window_fail"},
      {R"("deadline_model":"rolling")", {}, "check_time_window_pass_rolling"},
      {R"("opens":"2027-02-01","deadlines":[{"date":"2027-03-01"}])", {}, "check_time_window_pass_forthcoming"},
      {R"("opens":"2027-02-01","deadlines":[{"date":"2027-03-01"}])",
       {.start_by = std::chrono::year(2027) / 1 / 15},
       "check_time_window_fail_late"},
      {R"("record_kind":"call")", {}, "check_time_window_unknown"},
  };
  for (const TimeRow& row : rows)
    EXPECT_EQ(check_of(row.asker, call(row.members), "time_window")->reason.key, row.key) << row.members;
}

TEST(MoneyChecks, KnowTheLimitsAndTheShare) {
  const corpora::Record grant = call_that_says(
      "Avustus on vähintään 5 000 euroa ja enintään 30 000 euroa. Omarahoitusosuus on vähintään 20 prosenttia.");
  EXPECT_EQ(check_of({.amount_eur = 10000}, grant, "amount")->verdict, Verdict::pass);
  EXPECT_EQ(check_of({.amount_eur = 40000}, grant, "amount")->verdict, Verdict::fail);
  EXPECT_EQ(check_of({.amount_eur = 1000}, grant, "amount")->reason.key, "check_amount_fail_minimum");
  EXPECT_EQ(check_of({}, grant, "amount")->verdict, Verdict::unknown);
  EXPECT_EQ(check_of({.amount_eur = 10000}, grant, "own_funding")->verdict, Verdict::unknown);
  EXPECT_EQ(check_of({.amount_eur = 10000, .own_funding_eur = 2000}, grant, "own_funding")->verdict, Verdict::pass);
  EXPECT_EQ(check_of({.amount_eur = 10000, .own_funding_eur = 1999}, grant, "own_funding")->verdict, Verdict::fail);
  EXPECT_EQ(check_of({}, call(R"("amount":{"rate_max":100})"), "own_funding")->verdict, Verdict::pass);
  EXPECT_FALSE(check_of({}, call(R"("record_kind":"call")"), "own_funding"));
}

TEST(ConsortiumCheck, CountsPartnersCountriesAndTypes) {
  const corpora::Record consortium =
      call(R"("eligibility":{"consortium":{"min_partners":3,"min_countries":2,"required_types":["association"]}})");
  const auto verdict = [&](const Asker& asker) { return check_of(asker, consortium, "consortium")->reason.key; };
  EXPECT_EQ(verdict({}), "check_consortium_unknown_asker");
  EXPECT_EQ(verdict({.applicant_type = "association", .partners = 2, .countries = 2}), "check_consortium_fail");
  EXPECT_EQ(verdict({.applicant_type = "association", .partners = 3, .countries = 1}),
            "check_consortium_fail_countries");
  EXPECT_EQ(verdict({.applicant_type = "municipality", .partners = 3, .countries = 2, .partner_types = {"company"}}),
            "check_consortium_fail_types");
  EXPECT_EQ(verdict({.applicant_type = "association", .partners = 3, .countries = 2}), "check_consortium_pass");
  const corpora::Record prose = call_that_says("Hankkeessa on oltava vähintään kolme osapuolta.");
  EXPECT_EQ(check_of({.partners = 2}, prose, "consortium")->verdict, Verdict::fail);
}

TEST(LanguageCheck, AsksForALanguageInCommon) {
  const corpora::Record offer =
      record("test:offer", R"("type":"resource","title":{"sv":"Handledning"},"languages":["sv","en"])");
  using stemming::Language;
  EXPECT_EQ(check_of({.languages = {Language::sv}}, offer, "language")->verdict, Verdict::pass);
  const auto fail = check_of({.languages = {Language::fi}}, offer, "language");
  EXPECT_EQ(fail->verdict, Verdict::fail);
  EXPECT_TRUE(fail->change);
  EXPECT_EQ(check_of({.languages = {Language::fi, Language::sv}}, offer, "language")->verdict, Verdict::unknown);
}

TEST(ExcludedGroupCheck, LeavesOutTheGroupsThatACallExcludes) {
  const corpora::Record record = call(R"("excluded":{"fi":"Haussa ei tueta opiskelijoille suunnattua toimintaa."})");
  EXPECT_EQ(check_of({.target_groups = {"students", "older"}}, record, "excluded_group")->verdict, Verdict::fail);
  EXPECT_EQ(check_of({.target_groups = {"older"}}, record, "excluded_group")->verdict, Verdict::pass);
  EXPECT_EQ(check_of({}, record, "excluded_group")->verdict, Verdict::unknown);
}

// What is named as a change has been tried: made, it passes.
TEST(Checks, NameOnlyChangesThatWork) {
  const corpora::Record record = call(
      R"("eligibility":{"applicant_types":["association"],"applicant_regions":["mk:11"],"own_funding_required":20,)"
      R"("consortium":{"min_partners":2}},"amount":{"min_grant":1000,"max_grant":5000,"currency":"EUR"},)"
      R"("opens":"2027-02-01","deadlines":[{"date":"2027-03-01"}])");
  const Asker asker{.regions = {"mk:01"},
                    .applicant_type = "company",
                    .amount_eur = 40000,
                    .own_funding_eur = 100,
                    .start_by = std::chrono::year(2026) / 12 / 1,
                    .partners = 1};
  const RecordTerms terms(record, reader());
  std::size_t tried = 0;
  for (const auto& [name, outcome] : {std::pair{"applicant_type", check_applicant_type(asker, terms, today)},
                                      std::pair{"region", check_region(asker, terms, today)},
                                      std::pair{"time_window", check_time_window(asker, terms, today)},
                                      std::pair{"amount", check_amount(asker, terms, today)},
                                      std::pair{"own_funding", check_own_funding(asker, terms, today)},
                                      std::pair{"consortium", check_consortium(asker, terms, today)}}) {
    ASSERT_TRUE(outcome) << name;
    EXPECT_EQ(outcome->verdict, Verdict::fail) << name;
    for (const Change& change : outcome->changes) {
      EXPECT_TRUE(verify_change(name, change, terms, today)) << name;
      ++tried;
    }
    EXPECT_FALSE(verify_change(name, {.asker = asker}, terms, today)) << name;
  }
  EXPECT_EQ(tried, 6U);
}

// A higher sum would need 6,000 euros of one's own, where 300 do for the sum asked for.
TEST(Checks, NameNoChangeThatMakesAnotherFail) {
  const corpora::Record record = call(
      R"("eligibility":{"own_funding_required":20},"amount":{"min_grant":30000,"max_grant":50000,"currency":"EUR"})");
  const auto amount_of = [&](double own_funding_eur) {
    const auto checks = check_all({.amount_eur = 1000, .own_funding_eur = own_funding_eur}, record, reader(), today);
    const auto found = std::ranges::find(checks, "amount", &Check::name);
    EXPECT_NE(found, checks.end());
    EXPECT_EQ(found->verdict, Verdict::fail);
    return found->change;
  };
  EXPECT_FALSE(amount_of(300).has_value());
  EXPECT_TRUE(amount_of(6000).has_value());
}

TEST(Checks, AreSpokenInThreeLanguages) {
  const corpora::Record record = call(
      R"("eligibility":{"applicant_types":["association"],"applicant_regions":["mk:11"],"own_funding_required":20,)"
      R"("consortium":{"min_partners":2}},"amount":{"min_grant":1000,"max_grant":5000,"currency":"EUR"},)"
      R"("excluded":{"fi":"Opiskelijat eivät voi osallistua."},"documents":[{"url":"https://a.invalid","lang":"sv"}])");
  const std::vector<Asker> askers{
      {},
      {.languages = {stemming::Language::fi},
       .target_groups = {"students"},
       .regions = {"mk:01"},
       .applicant_type = "company",
       .amount_eur = 40000,
       .own_funding_eur = 100,
       .partners = 1},
      {.languages = {stemming::Language::sv},
       .target_groups = {"older"},
       .regions = {"mk:12"},
       .applicant_type = "association",
       .amount_eur = 2000,
       .own_funding_eur = 1000,
       .partners = 2},
      {.regions = {"national:FI"}, .amount_eur = 10},
  };
  for (const Asker& asker : askers)
    for (const Check& check : check_all(asker, record, reader(), today))
      for (const char* language : {"fi", "sv", "en"}) {
        EXPECT_EQ(sentence(check.reason, language).find('{'), std::string::npos) << check.reason.key;
        if (check.change) {
          EXPECT_EQ(sentence(*check.change, language).find('{'), std::string::npos) << check.change->key;
        }
      }
}

}  // namespace
}  // namespace kohtaamo::server
