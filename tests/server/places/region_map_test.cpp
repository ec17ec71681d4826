// SPDX-License-Identifier: GPL-3.0-or-later
// The regions as tiles, and as outlines from a file.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "config/code_lists.h"
#include "server/places/region_outlines.h"
#include "server/places/region_tiles.h"

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;

const RegionTile& tile_of(std::string_view region) {
  return *std::ranges::find(region_tiles, region, &RegionTile::region);
}

TEST(RegionTiles, HaveEveryRegionOnceAndNoTwoInOnePlace) {
  std::set<std::string_view> regions, wanted;
  std::set<std::pair<int, int>> places;
  for (const RegionTile& tile : region_tiles) {
    regions.insert(tile.region);
    places.insert({tile.column, tile.row});
    EXPECT_TRUE(tile.column >= 0 && tile.column < tile_columns && tile.row >= 0 && tile.row < tile_rows);
  }
  for (const config::Code& code : config::code_list("regions").codes())
    if (code.scheme == "mk") wanted.insert(code.code);
  EXPECT_EQ(wanted.size(), 19U);
  EXPECT_EQ(regions, wanted);
  EXPECT_EQ(places.size(), 19U);
}

TEST(RegionTiles, StandBesideTheirNeighbours) {
  int apart = 0;
  for (const RegionTile& tile : region_tiles)
    for (const std::string& neighbour : config::code_list("regions").find(tile.region)->neighbours) {
      if (!neighbour.starts_with("mk:")) continue;
      const RegionTile& other = tile_of(neighbour);
      const int steps = std::max(std::abs(tile.column - other.column), std::abs(tile.row - other.row));
      EXPECT_LE(steps, 2) << tile.region << " and " << neighbour;
      apart += steps > 1 ? 1 : 0;
    }
  EXPECT_LE(apart, 2);  // Uusimaa and Varsinais-Suomi, both ways
}

TEST(RegionTiles, HaveLaplandInTheNorthAndAlandInTheSouthWest) {
  for (const RegionTile& tile : region_tiles) EXPECT_LE(tile_of("mk:19").row, tile.row);
  for (const RegionTile& tile : region_tiles) EXPECT_LE(tile_of("mk:21").column, tile.column);
  EXPECT_EQ(tile_of("mk:21").row, tile_rows - 1);
}

// A square of half a degree for each region, where its tile stands.
std::string squares(std::string_view left_out = "", std::string_view geometry_type = "Polygon") {
  std::string features;
  for (const RegionTile& tile : region_tiles) {
    if (tile.region == left_out) continue;
    const double west = 20 + tile.column, north = 69 - tile.row;
    features += fmt::format(
        R"({}{{"type":"Feature","properties":{{"code":"{}"}},"geometry":{{"type":"{}","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
        features.empty() ? "" : ",", tile.region.substr(3), geometry_type, west, north, west + 0.5, north, west + 0.5,
        north - 0.5, west, north - 0.5, west, north);
  }
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

TEST(RegionOutlines, AreDrawnWithNorthUpAndEastToTheRight) {
  const auto outlines = parse_region_outlines(squares(), "test.geojson");
  ASSERT_TRUE(outlines) << config::to_text(outlines.error());
  ASSERT_EQ(outlines->regions.size(), 19U);
  const auto of = [&](std::string_view region) {
    return *std::ranges::find(outlines->regions, region, &RegionOutline::region);
  };
  EXPECT_LT(of("mk:19").middle_y, of("mk:01").middle_y);
  EXPECT_LT(of("mk:21").middle_x, of("mk:12").middle_x);
  EXPECT_THAT(of("mk:01").path, testing::StartsWith("M"));
  EXPECT_THAT(of("mk:01").path, testing::EndsWith("Z"));
  EXPECT_LT(outlines->width, outlines->height);  // a degree of longitude is shorter than one of latitude
}

TEST(RegionOutlines, ThatAreWrongAreRefusedWithThePlace) {
  struct Case {
    std::string json{}, says{};
  };
  const Case cases[] = {
      {.json = "{", .says = "test.geojson"},
      {.json = R"({"type":"FeatureCollection"})", .says = "no FeatureCollection"},
      {.json = squares("mk:11"), .says = "lacks the region mk:11"},
      {.json = squares("", "LineString"), .says = "LineString"},
      {.json = R"({"features":[{"id":"99","geometry":null}]})", .says = "mk:99"},
      {.json = R"({"features":[{"id":"11","geometry":null}]})", .says = "/features/0"},
      {.json =
           R"({"features":[{"id":"11","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,"x"],[1,2],[1,2]]]}}]})",
       .says = "/features/0/geometry/coordinates"}};
  for (const Case& one : cases) {
    const auto outlines = parse_region_outlines(one.json, "test.geojson");
    ASSERT_FALSE(outlines) << one.json;
    EXPECT_EQ(outlines.error().code, config::ErrorCode::bad_config);
    EXPECT_THAT(config::to_text(outlines.error()), HasSubstr(one.says));
  }
}

TEST(RegionOutlines, OfTheRealFileAreSmallEnoughForAPage) {
  const char* data = std::getenv("KOHTAAMO_DATA");
  const std::string file = std::string(data == nullptr ? "../shared/data" : data) + "/geo/maakunnat.geojson";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "there is no " << file;
  const auto outlines = read_region_outlines(file);
  ASSERT_TRUE(outlines) << config::to_text(outlines.error());
  std::size_t bytes = 0;
  for (const RegionOutline& outline : outlines->regions) bytes += outline.path.size();
  EXPECT_LT(bytes, 40'000U);
}

}  // namespace
}  // namespace kohtaamo::server
