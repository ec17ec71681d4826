// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/region_points.h"

#include <algorithm>
#include <array>

#include "config/code_lists.h"

namespace kohtaamo::server::exchange {
namespace {

struct RegionPoint {
  std::string_view region{};
  Point point{};
};

constexpr std::array points{
    RegionPoint{"mk:01", {24.9, 60.3}},       RegionPoint{"mk:02", {22.4, 60.5}},  RegionPoint{"mk:04", {22.1, 61.5}},
    RegionPoint{"mk:05", {24.3, 60.9}},       RegionPoint{"mk:06", {23.9, 61.7}},  RegionPoint{"mk:07", {25.7, 61.2}},
    RegionPoint{"mk:08", {26.8, 60.8}},       RegionPoint{"mk:09", {28.4, 61.1}},  RegionPoint{"mk:10", {27.6, 61.9}},
    RegionPoint{"mk:11", {27.5, 63.2}},       RegionPoint{"mk:12", {30.0, 62.8}},  RegionPoint{"mk:13", {25.5, 62.6}},
    RegionPoint{"mk:14", {23.2, 62.8}},       RegionPoint{"mk:15", {21.8, 63.0}},  RegionPoint{"mk:16", {23.9, 63.6}},
    RegionPoint{"mk:17", {26.2, 65.0}},       RegionPoint{"mk:18", {28.3, 64.5}},  RegionPoint{"mk:19", {26.5, 67.6}},
    RegionPoint{"mk:21", {20.0, 60.2}},       RegionPoint{"hva:01", {25.9, 60.5}}, RegionPoint{"hva:02", {25.0, 60.5}},
    RegionPoint{"hva:03", {24.2, 60.2}},      RegionPoint{"hva:04", {25.0, 60.3}}, RegionPoint{"hva:90", {25.0, 60.2}},
    RegionPoint{"national:FI", {26.0, 64.5}},
};

const Point* find_point(std::string_view region) {
  const auto found = std::ranges::find(points, region, &RegionPoint::region);
  return found == points.end() ? nullptr : &found->point;
}

}  // namespace

std::optional<Point> point_of(const corpora::Region& region) {
  if (const Point* known = find_point(region.key())) return *known;
  const config::Code* code = config::code_list("regions").find(region.key());
  if (code == nullptr || region.scheme == "country" || region.scheme == "eu") return std::nullopt;
  for (const std::vector<std::string>& others : {code->equals, code->within})
    for (const std::string& other : others)
      if (const Point* known = other.starts_with("mk:") ? find_point(other) : nullptr) return *known;
  return std::nullopt;
}

}  // namespace kohtaamo::server::exchange
