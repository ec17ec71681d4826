// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/journey_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/pages/journeys/packed_text.h"
#include "server/pages/journeys/personal_data.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

corpora::Date day(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

// What the address of a request says when it is read again.
JourneyForm read_again(const JourneyRequest& asked, Language language = Language::fi) {
  const auto target = parse_target("/fi/" + journey_address(asked));
  EXPECT_TRUE(target);
  return read_journey(asked.journey, target->query, language);
}

JourneyForm read(const std::vector<NameValue>& fields, Language language = Language::fi) {
  return read_journey(Journey::need, fields, language);
}

// --- personal data ------------------------------------------------------------------------------

TEST(PersonalData, IsFoundWhereItTellsWhoSomebodyIs) {
  struct Case {
    std::string text{};
    std::string kind{}, words{};
  };
  const Case cases[] = {
      {.text = "Asiakas 131052-308T tarvitsee", .kind = "identity_code", .words = "131052-308T"},
      {.text = "(010594Y9032)", .kind = "identity_code", .words = "010594Y9032"},
      {.text = "Kirjoita matti.meikalainen@esimerkki.fi.", .kind = "email", .words = "matti.meikalainen@esimerkki.fi"},
      {.text = "soita 040 123 4567", .kind = "phone", .words = "040 123 4567"},
      {.text = "puh. (09) 123 4567, illalla", .kind = "phone", .words = "09) 123 4567"},
      {.text = "+358 40 1234567", .kind = "phone", .words = "+358 40 1234567"},
      {.text = "0401234567", .kind = "phone", .words = "0401234567"},
  };
  for (const Case& one : cases) {
    const auto found = find_personal_data(one.text);
    ASSERT_EQ(found.size(), 1U) << one.text;
    EXPECT_EQ(to_text(found.front().kind), one.kind) << one.text;
    EXPECT_EQ(found.front().words, one.words) << one.text;
  }
}

TEST(PersonalData, IsNotSeenInSumsDaysAndOtherNumbers) {
  for (const std::string_view text :
       {"Tarvitsemme 40 000 euroa 1.3.2027 mennessä.", "05.06.2027 ja 2027-03-01", "Y-tunnus 0123456-7",
        "00100 Helsinki, 00200 Helsinki", "0-6-vuotiaat ja 07-16", "klo 09-17", "a@b", "@yhdistys", "331352-308T",
        "haku 020304", "12 000 000 euroa", "0,75 miljoonaa", ""})
    EXPECT_THAT(find_personal_data(text), IsEmpty()) << text;
}

TEST(PersonalData, IsAllFoundInTheOrderOfTheText) {
  const auto found = find_personal_data("a@b.fi, 131052-308T, 040 123 4567");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].kind, PersonalKind::email);
  EXPECT_EQ(found[1].kind, PersonalKind::identity_code);
  EXPECT_EQ(found[2].kind, PersonalKind::phone);
}

// --- packed texts -------------------------------------------------------------------------------

TEST(PackedText, ComesBackAsItWas) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("Äiti ja lapsi\nkylässä"), std::string(20'000, 'x')})
    EXPECT_EQ(unpack_text(pack_text(text)).value_or("?"), text);
}

TEST(PackedText, HasNothingInItThatAnAddressWouldEncode) {
  const std::string packed = pack_text("Ikääntyneet ihmiset jäävät yksin kylillä, joilta bussit on lopetettu.");
  EXPECT_EQ(percent_encode(packed), packed);
}

TEST(PackedText, IsRefusedWhenItIsCutGarbledOrTooLong) {
  const std::string packed = pack_text("Ikääntyneet ihmiset jäävät yksin kylillä.");
  for (const std::string& wrong : {packed.substr(0, packed.size() / 2), std::string("abc"), std::string("ä"),
                                   pack_text(std::string(longest_packed_text + 1, 'x')), pack_text("\xFF\xFE"),
                                   pack_text(std::string("a\0b", 3))}) {
    const auto text = unpack_text(wrong);
    EXPECT_FALSE(text);
  }
}

// --- addresses ----------------------------------------------------------------------------------

TEST(JourneyRequest, ReadsBackFromItsAddress) {
  JourneyRequest asked{.journey = Journey::develop, .text = "Äidit & isät: 40 000 € + aikaa?"};
  asked.corrections.regions = {{"mk:11", "hva:13"}};
  asked.corrections.target_groups.emplace();
  asked.corrections.stage = "pilot";
  asked.corrections.applicant_type = "";
  asked.corrections.amount_eur = 40000.5;
  asked.corrections.own_funding_eur.emplace();
  asked.corrections.start_by = day(2027, 3, 1);
  asked.corrections.partners = 3;
  const JourneyForm again = read_again(asked);
  EXPECT_THAT(again.problems, IsEmpty());
  EXPECT_EQ(again.asked.text, asked.text);
  EXPECT_EQ(again.asked.corrections.regions, asked.corrections.regions);
  EXPECT_EQ(again.asked.corrections.target_groups, asked.corrections.target_groups);
  EXPECT_EQ(again.asked.corrections.stage, "pilot");
  EXPECT_EQ(again.asked.corrections.applicant_type, "");
  EXPECT_EQ(again.asked.corrections.amount_eur, asked.corrections.amount_eur);
  EXPECT_EQ(again.asked.corrections.own_funding_eur, asked.corrections.own_funding_eur);
  EXPECT_EQ(again.asked.corrections.start_by, asked.corrections.start_by);
  EXPECT_EQ(again.asked.corrections.partners, asked.corrections.partners);
  EXPECT_FALSE(again.asked.corrections.countries);
  EXPECT_EQ(journey_address(again.asked), journey_address(asked));
}

TEST(JourneyRequest, KeepsAShortTextReadableAndPacksALongOne) {
  EXPECT_EQ(journey_address({.text = "yksin kotona"}), "need?text=yksin+kotona");
  std::string text;
  for (int i = 0; i < 200; ++i) text += "Kylän vanhukset jäävät yksin. ";
  const JourneyRequest asked{.journey = Journey::fund, .text = text.substr(0, text.size() - 1)};
  EXPECT_THAT(journey_address(asked), StartsWith("fund?packed="));
  EXPECT_LT(journey_address(asked).size(), 500U);
  EXPECT_EQ(read_again(asked).asked.text, asked.text);
}

TEST(JourneyRequest, RefusesATextThatNoLinkCanHold) {
  std::string text;
  for (unsigned i = 0, state = 1; i < 20'000; ++i) {
    state = state * 1'103'515'245U + 12'345U;
    text += static_cast<char>('a' + (state >> 16U) % 26U);
  }
  const JourneyForm form = read({{"text", text}});
  ASSERT_EQ(form.problems.size(), 1U);
  EXPECT_EQ(form.problems.front().message, "problem_text_too_long");
  EXPECT_EQ(form.asked.text, text);
}

TEST(JourneyRequest, TakesARecordBeforeAText) {
  const JourneyForm form = read({{"text", "jotain"}, {"id", "test:need-1"}});
  EXPECT_EQ(form.asked.id, "test:need-1");
  EXPECT_EQ(journey_address(form.asked), "need?id=test:need-1");
}

// --- fields -------------------------------------------------------------------------------------

TEST(JourneyForm, ReadsSumsAndDaysAsPeopleWriteThem) {
  struct Case {
    std::string field{}, typed{};
    Language language = Language::fi;
    std::string wanted{};
  };
  const Case cases[] = {
      {.field = "amount", .typed = "40 000 €", .wanted = "amount=40000"},
      {.field = "amount", .typed = "40\u00A0000", .wanted = "amount=40000"},
      {.field = "amount", .typed = "1234,5", .wanted = "amount=1234.5"},
      {.field = "amount", .typed = "40,000", .language = Language::en, .wanted = "amount=40000"},
      {.field = "own", .typed = "5000 EUR", .wanted = "own=5000"},
      {.field = "start", .typed = "2027-03-01", .wanted = "start=2027-03-01"},
      {.field = "start", .typed = "1.3.2027", .wanted = "start=2027-03-01"},
      {.field = "partners", .typed = "3", .wanted = "partners=3"},
  };
  for (const Case& one : cases) {
    const JourneyForm form = read({{"text", "a"}, {one.field, one.typed}}, one.language);
    EXPECT_THAT(form.problems, IsEmpty()) << one.typed;
    EXPECT_EQ(journey_address(form.asked), "need?text=a&" + one.wanted) << one.typed;
  }
}

TEST(JourneyForm, SaysWhichFieldIsWrongAndKeepsWhatWasTyped) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"amount", "paljon"},   {"amount", "-5"},           {"own", "1e99"},      {"start", "32.1.2027"},
      {"start", "huomenna"},  {"partners", "0"},          {"countries", "2.5"}, {"stage", "pilotti"},
      {"applicant", "kunta"}, {"region", "Pohjois-Savo"}, {"group", "nuoret"}};
  for (const auto& [field, typed] : wrong) {
    const JourneyForm form = read({{"text", "a"}, {field, typed}});
    ASSERT_EQ(form.problems.size(), 1U) << field << " " << typed;
    EXPECT_EQ(form.problems.front().field, field);
    EXPECT_EQ(form.typed.at(field), typed);
    EXPECT_EQ(form.asked.text, "a");
  }
}

TEST(JourneyForm, ReadsEmptyFieldsAsNoneOfThese) {
  const JourneyForm form = read({{"text", "a"}, {"group", ""}, {"amount", " "}, {"stage", ""}});
  EXPECT_THAT(form.problems, IsEmpty());
  EXPECT_EQ(journey_address(form.asked), "need?text=a&group=&stage=&amount=");
}

TEST(JourneyForm, KeepsOneOfWhatIsGivenTwice) {
  const JourneyForm form = read({{"text", "a"}, {"group", "youth"}, {"group", "youth"}, {"group", "older"}});
  EXPECT_THAT(*form.asked.corrections.target_groups, ElementsAre("youth", "older"));
}

// --- corrections --------------------------------------------------------------------------------

TEST(Corrections, AreNeededOnlyWhereTheyDifferFromWhatWasRead) {
  const Asker read{.target_groups = {"youth", "lonely"}, .regions = {"mk:11"}, .amount_eur = 40000};
  Corrections given;
  given.target_groups = {{"lonely", "youth"}};
  given.regions = {{"mk:11", "mk:12"}};
  given.amount_eur = 40000.0;
  given.stage = "";
  given.start_by.emplace();
  given.own_funding_eur = 5000.0;
  const Corrections needed = needed_corrections(given, read);
  EXPECT_FALSE(needed.target_groups);
  EXPECT_TRUE(needed.regions);
  EXPECT_FALSE(needed.amount_eur);
  EXPECT_FALSE(needed.stage);
  EXPECT_FALSE(needed.start_by);
  EXPECT_TRUE(needed.own_funding_eur);
}

TEST(Corrections, TakeAwayOneValueAndLeaveTheOthers) {
  const Asker understood{.target_groups = {"youth", "lonely"}, .regions = {"mk:11"}, .amount_eur = 40000};
  const JourneyRequest asked{.text = "a"};
  const auto without = [&](std::string_view parameter, std::string_view value) {
    for (const Correctable& member : correctables())
      if (member.parameter == parameter) return journey_address(without_value(asked, understood, member, value));
    return std::string();
  };
  EXPECT_EQ(without("group", "youth"), "need?text=a&group=lonely");
  EXPECT_EQ(without("region", "mk:11"), "need?text=a&region=");
  EXPECT_EQ(without("amount", "40000"), "need?text=a&amount=");
}

}  // namespace
}  // namespace kohtaamo::server
