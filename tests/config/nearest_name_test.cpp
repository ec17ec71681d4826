// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/nearest_name.h"

#include <gtest/gtest.h>

#include <array>

namespace kohtaamo::config {
namespace {

constexpr std::array<std::string_view, 3> known{"server.port", "server.host", "log.level"};

TEST(NearestName, ForgivesATypingError) {
  EXPECT_EQ(nearest_name("server.prot", known), "server.port");
  EXPECT_EQ(nearest_name("serverport", known), "server.port");
  EXPECT_EQ(nearest_name("log.levels", known), "log.level");
}

TEST(NearestName, TakesTheFirstOfEquals) { EXPECT_EQ(nearest_name("server.xoxt", known), "server.port"); }

TEST(NearestName, FindsNothingFarAway) {
  EXPECT_EQ(nearest_name("index", known), "");
  EXPECT_EQ(nearest_name("", known), "");
  EXPECT_EQ(nearest_name("server.port", {}), "");
}

TEST(NearestName, AsksOnlyWhenThereIsOne) {
  EXPECT_EQ(did_you_mean("log.lvel", known), " (did you mean 'log.level'?)");
  EXPECT_EQ(did_you_mean("zzz", known), "");
}

}  // namespace
}  // namespace kohtaamo::config
