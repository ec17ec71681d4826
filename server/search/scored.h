// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// scored.h — a document of the index and how well it answers so far.

#include <algorithm>
#include <vector>

#include <xapian.h>

namespace kohtaamo::server {

struct Scored {
  Xapian::docid document = 0;
  double score = 0;
};

inline void sort_best_first(std::vector<Scored>& candidates) {
  std::ranges::sort(candidates, [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  });
}

}  // namespace kohtaamo::server
