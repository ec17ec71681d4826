// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of the asker from a text in its own words.
#include "server/match/asker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "config/code_lists.h"
#include "tests/support/source_files.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Asker read(const std::string& text, Language language) {
  static const EligibilityReader words(tests::analyzer());
  return AskerReader(words).read(text, {language});
}

struct TypeRow {
  std::string text{};
  Language language{};
  std::string applicant_type{};
};

TEST(Asker, IsWhatItSaysToBe) {
  const std::vector<TypeRow> rows{
      {"Olemme pieni yhdistys Kainuusta.", Language::fi, "association"},
      {"Kuntamme hakee uutta toimintamallia.", Language::fi, "municipality"},
      {"Olemme rekisteröity yhdistys, joka tekee työtä kuntien kanssa.", Language::fi, "association"},
      {"Olemme tehneet yhteistyötä kuntien kanssa.", Language::fi, ""},
      {"Säätiöt rahoittavat meitä.", Language::fi, ""},
      {"Hyvinvointialueemme etsii ratkaisua.", Language::fi, "wellbeing_county"},
      {"Vi är en förening i Vasa.", Language::sv, "association"},
      {"Vår kommun söker en lösning.", Language::sv, "municipality"},
      {"Vi samarbetar med kommuner.", Language::sv, ""},
      {"We are a small municipality in Lapland.", Language::en, "municipality"},
      {"Our association runs a café.", Language::en, "association"},
      {"We are working with municipalities.", Language::en, ""},
      {"Municipalities need help.", Language::en, ""},
  };
  for (const TypeRow& row : rows)
    EXPECT_EQ(read(row.text, row.language).applicant_type, row.applicant_type) << row.text;
}

struct StartRow {
  std::string text{};
  Language language{};
  std::optional<corpora::Date> start_by{};
};

TEST(Asker, StartsOnTheDayItNames) {
  using std::chrono::year;
  const std::vector<StartRow> rows{
      {"Työ alkaa 1.3.2027.", Language::fi, year(2027) / 3 / 1},
      {"Hanke on käynnistettävä maaliskuussa 2027.", Language::fi, year(2027) / 3 / 1},
      {"Rahat tarvitaan viimeistään 15. syyskuuta 2027.", Language::fi, year(2027) / 9 / 15},
      {"Yhdistys perustettiin 1.3.1997.", Language::fi, std::nullopt},
      {"Arbetet börjar den 1 mars 2027.", Language::sv, year(2027) / 3 / 1},
      {"We want to start by 15 March 2027.", Language::en, year(2027) / 3 / 15},
      {"It starts on 2027-04-01.", Language::en, year(2027) / 4 / 1},
      {"It starts on 2027-04-31.", Language::en, std::nullopt},
  };
  for (const StartRow& row : rows) EXPECT_EQ(read(row.text, row.language).start_by, row.start_by) << row.text;
}

TEST(Asker, KeepsItsOwnMoneyApartFromWhatItNeeds) {
  const Asker asker = read("Tarvitsemme 40 000 euroa, ja meillä on omaa rahaa 8 000 euroa.", Language::fi);
  EXPECT_EQ(asker.amount_eur, 40000);
  EXPECT_EQ(asker.own_funding_eur, 8000);
  EXPECT_EQ(read("Vi behöver 20 000 euro.", Language::sv).amount_eur, 20000);
}

TEST(Asker, HasTheStageOfItsOwnWork) {
  EXPECT_EQ(read("Pilotoimme mallia kahdessa kylässä.", Language::fi).stage, "pilot");
  EXPECT_EQ(read("We are piloting a shared ride.", Language::en).stage, "pilot");
  EXPECT_EQ(read("Kyläläiset jäävät yksin.", Language::fi).stage, "");
}

TEST(Asker, SaysFromWhichWordsEachWasRead) {
  const std::string text = "Ikääntyneet jäävät yksin Kainuussa. Olemme yhdistys, tarvitsemme 40 000 euroa.";
  const Asker asker = read(text, Language::fi);
  std::vector<std::string> members;
  for (const Reading& reading : asker.readings) {
    EXPECT_EQ(text.substr(reading.bytes.begin, reading.bytes.end - reading.bytes.begin), reading.quote);
    members.push_back(reading.member + "=" + reading.value + " " + reading.quote);
  }
  EXPECT_THAT(members, Contains("regions=mk:18 Kainuussa"));
  EXPECT_THAT(members, Contains("applicant_type=association Olemme yhdistys"));
  EXPECT_THAT(members, Contains("amount_eur=40000 40 000"));
}

struct GroupRow {
  std::string language{}, groups{}, sentence{};
};

std::vector<GroupRow> group_rows() {
  std::istringstream lines(tests::read_case("groups.tsv"));
  std::vector<GroupRow> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    std::istringstream cells(line);
    GroupRow row;
    std::getline(cells, row.language, '\t');
    std::getline(cells, row.groups, '\t');
    std::getline(cells, row.sentence, '\t');
    rows.push_back(std::move(row));
  }
  return rows;
}

TEST(Asker, IsAboutTheGroupsThatItNamesInItsOwnWords) {
  const std::vector<GroupRow> rows = group_rows();
  EXPECT_GE(rows.size(), 90U);
  for (const GroupRow& row : rows) {
    std::istringstream codes(row.groups == "-" ? "" : row.groups);
    const std::vector<std::string> expected{std::istream_iterator<std::string>(codes), {}};
    for (const std::string& code : expected) EXPECT_NE(config::code_list("target_groups").find(code), nullptr) << code;
    EXPECT_THAT(read(row.sentence, *stemming::parse_language(row.language)).target_groups,
                testing::UnorderedElementsAreArray(expected))
        << row.sentence;
  }
}

struct IdleRow {
  std::string text{};
  Language language{};
  std::vector<std::string> idle{}, telling{};  // base forms
};

TEST(Asker, SaysNothingWithHowManyThereAreOfSomething) {
  const std::vector<IdleRow> rows{
      {"Kaksi iäkästä naapuria jäi ilman kyytiä kahdeksitoista viikoksi.",
       Language::fi,
       {"kaksi", "kaksitoista"},
       {"iäkäs", "naapuri", "kyyti"}},
      {"Ryhmässä käy kuusi nuorta, ja metsässä kasvaa kuusia.", Language::fi, {"kuusi"}, {"nuori", "metsä"}},
      {"Metsässä kasvaa kuusi.", Language::fi, {}, {"kuusi"}},
      {"Kuusi kasvaa, ja kuusi ja mänty kaatuvat.", Language::fi, {}, {"mänty"}},
      {"Tolv mammor delar sex barnvagnar.", Language::sv, {"tolv", "sex"}, {"barnvagn"}},
      {"Unga som säljer sex mot ersättning behöver stöd.", Language::sv, {"behöva"}, {"sex"}},
      {"Kolme vuotta ja kaksitoista ihmistä.", Language::fi, {"kolme", "kaksitoista"}, {}},
      {"Twelve carers share two flats since 2024.", Language::en, {"twelv", "two", "2024"}, {"carer", "flat"}},
  };
  const CueFinder cues(tests::analyzer());
  for (const IdleRow& row : rows) {
    const std::set<std::string> idle =
        idle_terms_of({.text = row.text, .parts = {{.text = row.text, .language = row.language}}}, cues);
    for (const std::string& term : row.idle) EXPECT_THAT(idle, Contains(term)) << row.text;
    for (const std::string& term : row.telling) EXPECT_THAT(idle, Not(Contains(term))) << row.text;
  }
}

// "Everyone" is left out: the word alone says little of whom a need is about.
TEST(Asker, IsAboutEveryGroupByItsLabel) {
  for (const config::Code& code : config::code_list("target_groups").codes()) {
    if (code.code == "everyone") continue;
    for (const Language language : stemming::all_languages)
      EXPECT_THAT(read(code.label(to_text(language)) + ".", language).target_groups, Contains(code.code))
          << code.label(to_text(language));
  }
}

TEST(Asker, IsWhereAPlaceIsNamedAndNotWhereAWordLooksLikeOne) {
  using Places = std::vector<std::string>;
  const auto places = [](const char* text, Language language) { return read(text, language).regions; };
  EXPECT_THAT(places("Unga människor stannar hemma.", Language::sv), IsEmpty());
  EXPECT_THAT(places("Kolarit ovat lisääntyneet.", Language::fi), IsEmpty());
  EXPECT_THAT(places("Oman kodin löytäminen on vaikeaa.", Language::fi), IsEmpty());
  EXPECT_THAT(places("Peruin ajan, mutta kukaan ei soittanut.", Language::fi), IsEmpty());
  EXPECT_THAT(places("Sund mat till alla.", Language::sv), IsEmpty());
  EXPECT_THAT(places("Vi bor i Ungern.", Language::sv), ElementsAre("country:HU"));
  EXPECT_THAT(places("Esbos äldre blir fler.", Language::sv), Contains("kunta:049"));
  EXPECT_THAT(places("The elderly of Espoo's suburbs.", Language::en), Contains("kunta:049"));
  EXPECT_THAT(places("Hanke alkaa Kolarissa.", Language::fi), Contains("kunta:273"));
  EXPECT_THAT(places("Espoossa ja Uudellamaalla.", Language::fi), testing::IsSupersetOf(Places{"kunta:049", "mk:01"}));
  EXPECT_THAT(places("Yhdysvalloissa ja Alankomaissa tehdään näin.", Language::fi),
              testing::IsSupersetOf(Places{"country:US", "country:NL"}));
}

// Another case ending changes nothing.
TEST(Asker, IsTheSameInEveryCase) {
  const std::vector<std::string> places{"Kuopiossa", "Kuopiosta", "Kuopioon", "Kuopion", "Kuopiolle"};
  for (const std::string& place : places)
    EXPECT_THAT(read("Ikääntyneiden yksinäisyys kasvaa. Asia koskee seutua: " + place + ".", Language::fi).regions,
                Contains("kunta:297"))
        << place;
  const std::vector<std::string> groups{"Nuoret", "Nuorille", "Nuorten", "Nuoria", "Nuorilla"};
  for (const std::string& group : groups)
    EXPECT_THAT(read(group + " tekemisen puute.", Language::fi).target_groups, ElementsAre("youth")) << group;
}

TEST(Asker, IsWhatItCorrects) {
  Asker asker = read("Olemme yhdistys Kainuusta. Tarvitsemme 40 000 euroa.", Language::fi);
  correct(asker, {.regions = std::vector<std::string>{}, .applicant_type = "municipality", .amount_eur = {{5000}}});
  EXPECT_THAT(asker.regions, IsEmpty());
  EXPECT_EQ(asker.applicant_type, "municipality");
  EXPECT_EQ(asker.amount_eur, 5000);
  for (const Reading& reading : asker.readings)
    EXPECT_THAT(reading.member, Not(testing::AnyOf("regions", "amount_eur")));
}

}  // namespace
}  // namespace kohtaamo::server
