// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/name_case.h"

#include <gtest/gtest.h>

namespace kohtaamo::stemming {
namespace {

TEST(NameCase, WritesNamesInCapitalsAsPeopleDo) {
  EXPECT_EQ(in_name_case("ETELÄ-POHJANMAAN ENSI- JA TURVAKOTIYHDISTYS RY"),
            "Etelä-Pohjanmaan Ensi- ja Turvakotiyhdistys ry");
  EXPECT_EQ(in_name_case("VRIJE UNIVERSITEIT BRUSSEL"), "Vrije Universiteit Brussel");
  EXPECT_EQ(in_name_case("UNIVERSITY OF THE AEGEAN"), "University of the Aegean");
  EXPECT_EQ(in_name_case("INSTITUT D'OPTIQUE"), "Institut D'Optique");
  EXPECT_EQ(in_name_case("1000 KELVIN GMBH"), "1000 Kelvin GmbH");
  EXPECT_EQ(in_name_case("ITÄ-SUOMEN YLIOPISTO"), "ITÄ-Suomen Yliopisto");
}

TEST(NameCase, LeavesWhatIsNoShoutAsItIs) {
  for (const std::string_view name :
       {"THL", "UNICEF", "1 CUBE BV", "22q11 Finland ry", "Helsingin YLIOPISTO", "", "2030"})
    EXPECT_EQ(in_name_case(name), name);
}

TEST(NameCase, SurvivesWhatIsNoText) { EXPECT_FALSE(in_name_case("\xff\xfe KELVINATOR").empty()); }

}  // namespace
}  // namespace kohtaamo::stemming
