// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_reach.h — which calls an applicant somewhere may apply to: those of its region, and those of all that contains
// it.
//
// Given   the facet of regions, in which each record has its regions and what contains them.
// Gives   whether a call reaches a region. What a call has only because a smaller region lies in it is not its own:
//         a call for Uusimaa is in Finland, but not for all of it.
// Threads one Reach per thread.
//
// Example   asked about mk:11   ->   mk:11, kunta:297 (within it), national:FI, eu:EU reach it; mk:01 does not

#include <optional>
#include <string>
#include <vector>

#include "server/search/facets.h"

namespace kohtaamo::server {

inline constexpr std::string_view region_facet = "region";

class Reach {
 public:
  explicit Reach(const FacetColumn& regions) : regions_(regions), own_(regions.sets.size()) {}

  // By the number of its set of codes (FacetColumn); `ancestors`: config::region_ancestors of the region asked about.
  bool reaches(std::uint32_t set, const std::vector<std::string>& ancestors);

 private:
  const std::vector<std::string>& own_codes(std::uint32_t set);

  const FacetColumn& regions_;
  std::vector<std::optional<std::vector<std::string>>> own_{};  // by set
};

inline std::uint32_t set_of(const FacetColumn& column, Xapian::docid document) {
  return document < column.set_of_document.size() ? column.set_of_document[document] : 0;
}

}  // namespace kohtaamo::server
