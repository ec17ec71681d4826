// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/network_layout.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kohtaamo::server {
namespace {

constexpr LayoutBox box{};

double distance(const Position& a, const Position& b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Two groups of six, each all tied, and one tie between them.
std::vector<LayoutTie> two_groups() {
  std::vector<LayoutTie> ties{{.one = 0, .other = 6}};
  for (std::size_t group = 0; group < 12; group += 6)
    for (std::size_t i = 0; i < 6; ++i)
      for (std::size_t j = i + 1; j < 6; ++j) ties.push_back({.one = group + i, .other = group + j});
  return ties;
}

TEST(NetworkLayout, IsTheSameForTheSameNetwork) {
  const auto once = lay_out(12, two_groups(), box), again = lay_out(12, two_groups(), box);
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].x, again[i].x);
    EXPECT_EQ(once[i].y, again[i].y);
  }
}

TEST(NetworkLayout, KeepsEveryNodeInsideAndOffTheOthers) {
  for (const std::size_t nodes : {1U, 2U, 7U, 40U}) {
    std::vector<LayoutTie> ties;
    for (std::size_t i = 1; i < nodes; ++i) ties.push_back({.one = i / 2, .other = i});
    const auto places = lay_out(nodes, ties, box);
    ASSERT_EQ(places.size(), nodes);
    for (std::size_t i = 0; i < nodes; ++i) {
      EXPECT_GE(places[i].x, box.margin - 0.001);
      EXPECT_LE(places[i].x, box.width - box.margin + 0.001);
      EXPECT_GE(places[i].y, box.margin - 0.001);
      EXPECT_LE(places[i].y, box.height - box.margin + 0.001);
      for (std::size_t j = i + 1; j < nodes; ++j) EXPECT_GT(distance(places[i], places[j]), 12) << nodes;
    }
  }
}

TEST(NetworkLayout, PutsThoseWithTiesNearEachOther) {
  const auto places = lay_out(12, two_groups(), box);
  double within = 0, between = 0;
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j) {
      within += distance(places[i], places[j]) / 30;  // 30 pairs, each seen twice, and 6 of no distance
      between += distance(places[i], places[6 + j]) / 36;
    }
  EXPECT_LT(within * 1.5, between);
}

TEST(NetworkLayout, OfNothingIsNothing) { EXPECT_TRUE(lay_out(0, {}, box).empty()); }

TEST(NetworkLayout, NamesNoTwoNodesInTheSamePlace) {
  const std::vector<NamedNode> nodes{{.at = {300, 300}, .radius = 10, .name_width = 120},
                                     {.at = {306, 304}, .radius = 10, .name_width = 120},
                                     {.at = {300, 308}, .radius = 10, .name_width = 120},
                                     {.at = {890, 20}, .radius = 10, .name_width = 120}};
  const auto names = place_names(nodes, 16, box);
  ASSERT_EQ(names.size(), nodes.size());
  EXPECT_TRUE(names[0].is_shown);
  EXPECT_FALSE(names[1].is_shown && names[1].at.x == names[0].at.x);
  EXPECT_TRUE(names[3].is_shown);
  EXPECT_EQ(names[3].anchor, Anchor::end);  // there is no room to the right
}

}  // namespace
}  // namespace kohtaamo::server
