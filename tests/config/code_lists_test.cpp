// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/code_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

namespace kohtaamo::config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::NotNull;

constexpr std::array languages{"fi", "sv", "en"};

class EveryCodeList : public testing::TestWithParam<std::string_view> {
 protected:
  const CodeList& list() const { return code_list(GetParam()); }
};

TEST_P(EveryCodeList, HasCodesThatStandOnce) {
  std::set<std::string_view> seen;
  for (const Code& code : list().codes()) EXPECT_TRUE(seen.insert(code.code).second) << code.code;
  EXPECT_THAT(seen, Not(IsEmpty()));
}

TEST_P(EveryCodeList, HasLabelsInThreeLanguages) {
  for (const Code& code : list().codes())
    for (const char* language : languages) EXPECT_THAT(code.label(language), Not(IsEmpty())) << code.code;
}

TEST_P(EveryCodeList, GivesNoLabelToTwoCodes) {
  for (const char* language : languages) {
    std::set<std::pair<std::string_view, std::string_view>> seen;  // regions: one of each name in a scheme
    for (const Code& code : list().codes())
      EXPECT_TRUE(seen.emplace(code.scheme, code.label(language)).second) << code.code << " in " << language;
  }
}

TEST_P(EveryCodeList, RefersToCodesThatExist) {
  for (const Code& code : list().codes())
    for (const auto* references :
         {&code.broader, &code.expands_to, &code.within, &code.contains, &code.neighbours, &code.equals})
      for (const std::string& reference : *references)
        EXPECT_THAT(list().find(reference), NotNull()) << code.code << " names " << reference;
}

INSTANTIATE_TEST_SUITE_P(Lists, EveryCodeList, testing::ValuesIn(code_list_names()),
                         [](const auto& test) { return std::string(test.param); });

TEST(CodeLists, FindsByCodeAndByAlias) {
  EXPECT_EQ(code_list("countries").find("UK"), code_list("countries").find("GB"));
  EXPECT_EQ(code_list("stages").find("iddea"), nullptr);
}

TEST(CodeLists, LabelsTheUnknownWithItsCode) {
  EXPECT_EQ(label_of("stages", "pilot", "fi"), "kokeilussa");
  EXPECT_EQ(label_of("stages", "iddea", "fi"), "iddea");
  EXPECT_EQ(label_of("regions", "country:SE", "sv"), "Sverige");
}

TEST(CodeLists, ThrowsForAListThatIsNotThere) { EXPECT_THROW(code_list("stagess"), std::logic_error); }

TEST(CodeLists, NamesAnInverseThatNamesItBack) {
  const CodeList& relations = code_list("link_relations");
  for (const Code& relation : relations.codes()) {
    if (relation.inverse_code.empty()) continue;
    const Code* inverse = relations.find(relation.inverse_code);
    ASSERT_THAT(inverse, NotNull()) << relation.code;
    EXPECT_EQ(inverse->inverse_code, relation.code);
  }
}

TEST(Regions, NeighbourEachOther) {
  for (const Code& region : code_list("regions").codes())
    for (const std::string& neighbour : region.neighbours) {
      const Code* other = code_list("regions").find(neighbour);
      ASSERT_THAT(other, NotNull()) << neighbour;
      EXPECT_THAT(other->neighbours, Contains(region.code));
      EXPECT_EQ(other->scheme, region.scheme);
    }
}

TEST(Regions, LieWithinWhatContainsThem) {
  for (const Code& region : code_list("regions").codes())
    for (const std::string& part : region.contains) EXPECT_THAT(region_ancestors(part), Contains(region.code)) << part;
}

TEST(Regions, AreContainedInWhatTheyLieWithin) {
  const CodeList& regions = code_list("regions");
  for (const Code& region : regions.codes())
    for (const std::string& above : region.within) {
      if (above == "eu:EU") continue;  // contains countries, not what is in them
      EXPECT_THAT(regions.find(above)->contains, Contains(region.code));
    }
}

TEST(Regions, GiveAncestorsNearestFirst) {
  EXPECT_THAT(region_ancestors("kunta:091"),
              ElementsAre("kunta:091", "hva:90", "mk:01", "country:FI", "national:FI", "eu:EU"));
  EXPECT_THAT(region_ancestors("nuts:FI1"), ElementsAre("nuts:FI1", "nuts:FI", "country:FI", "national:FI", "eu:EU"));
  EXPECT_THAT(region_ancestors("mk:99"), ElementsAre("mk:99"));
}

struct FitRow {
  const char* offered = "";
  const char* wanted = "";
  RegionFit fit = RegionFit::unknown;
  const char* why = "";
};

TEST(Regions, FitByTheRuleOfTheSchema) {
  const std::array rows{
      FitRow{"mk:06", "mk:06", RegionFit::same, "the same"},
      FitRow{"hva:08", "mk:06", RegionFit::same, "one area in two schemes"},
      FitRow{"national:FI", "country:FI", RegionFit::same, "two names of the whole country"},
      FitRow{"country:AX", "mk:21", RegionFit::same, "Åland has a country code of its own"},
      FitRow{"mk:01", "kunta:091", RegionFit::contains, "a municipality in its region"},
      FitRow{"hva:03", "kunta:049", RegionFit::contains, "a municipality in its county"},
      FitRow{"eu:EU", "mk:11", RegionFit::contains, "all of the EU"},
      FitRow{"kunta:091", "mk:01", RegionFit::contained, "the other way round"},
      FitRow{"mk:11", "national:FI", RegionFit::contained, "a part of the whole"},
      FitRow{"country:FI", "eu:EU", RegionFit::contained, "a country of the EU"},
      FitRow{"nuts:FI1D1", "country:FI", RegionFit::contained, "NUTS by its country"},
      FitRow{"nuts:EL30", "country:GR", RegionFit::contained, "NUTS writes Greece as EL"},
      FitRow{"mk:01", "mk:02", RegionFit::neighbour, "stated in the list"},
      FitRow{"kunta:049", "kunta:091", RegionFit::neighbour, "in one region"},
      FitRow{"hva:01", "mk:08", RegionFit::neighbour, "across two schemes"},
      FitRow{"national:FI", "kunta:091", RegionFit::national, "offered in the whole country"},
      FitRow{"country:FI", "mk:11", RegionFit::national, "the same by another name"},
      FitRow{"mk:19", "mk:01", RegionFit::apart, "far away"},
      FitRow{"hva:06", "mk:08", RegionFit::apart, "the two digits alone would have met"},
      FitRow{"country:SE", "mk:21", RegionFit::apart, "another country"},
      FitRow{"mk:99", "mk:01", RegionFit::unknown, "no such region"},
      FitRow{"Uusimaa", "mk:01", RegionFit::unknown, "a name is no key"},
  };
  for (const FitRow& row : rows)
    EXPECT_EQ(region_fit(row.offered, row.wanted), row.fit) << row.offered << " for " << row.wanted << ": " << row.why;
}

TEST(Regions, FitTheOtherWayRound) {
  const auto mirrored = [](RegionFit fit) {
    if (fit == RegionFit::contains || fit == RegionFit::national) return RegionFit::contained;
    return fit;
  };
  const std::vector<Code>& codes = code_list("regions").codes();
  for (std::size_t i = 0; i < codes.size(); i += 7)
    for (std::size_t j = 0; j < codes.size(); j += 11) {
      const RegionFit fit = region_fit(codes[i].code, codes[j].code);
      const RegionFit back = region_fit(codes[j].code, codes[i].code);
      EXPECT_TRUE(mirrored(fit) == back || mirrored(back) == fit) << codes[i].code << " and " << codes[j].code;
    }
}

}  // namespace
}  // namespace kohtaamo::config
