// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/call_reach.h"

#include <algorithm>

#include "config/code_lists.h"

namespace kohtaamo::server {
namespace {

using Codes = std::vector<std::string>;

bool has(const Codes& codes, std::string_view code) { return std::ranges::find(codes, code) != codes.end(); }

// Each region that there is, and after it what contains it.
const std::vector<Codes>& all_regions() {
  static const std::vector<Codes> all = [] {
    std::vector<Codes> regions;
    for (const config::Code& region : config::code_list("regions").codes())
      regions.push_back(config::region_ancestors(region.code));
    return regions;
  }();
  return all;
}

// Without those that contain another. Areas that are equal each contain the other.
Codes own_regions(const Codes& regions) {
  std::vector<Codes> above;
  for (const std::string& region : regions) above.push_back(config::region_ancestors(region));
  Codes own;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const auto lies_in_it = [&](const Codes& of_other) {
      return of_other.front() != regions[i] && has(of_other, regions[i]) && !has(above[i], of_other.front());
    };
    if (std::ranges::none_of(above, lies_in_it)) own.push_back(regions[i]);
  }
  return own;
}

}  // namespace

std::vector<std::string> regions_reached(const std::vector<std::string>& regions) {
  Codes reached = regions;
  const Codes own = own_regions(regions);
  for (const Codes& region : all_regions()) {
    const bool lies_in_own = std::ranges::any_of(region, [&](const std::string& code) { return has(own, code); });
    if (lies_in_own && !has(regions, region.front())) reached.push_back(region.front());
  }
  return reached;
}

}  // namespace kohtaamo::server
