// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// idf.h — how rare a term is, as BM25 counts it.
//
// Given   how many documents have the term, and how many there are.
// Gives   the weight by which Xapian's BM25Weight multiplies it: Robertson's and Spärck Jones's, bent so that a term
//         which most documents have stays above 0.
// Threads pure function.

#include <cmath>

namespace kohtaamo::server {

inline double idf_of(double found, double documents) {
  const double rarity = (documents - found + 0.5) / (found + 0.5);
  return std::log(rarity < 2 ? rarity / 2 + 1 : rarity);
}

}  // namespace kohtaamo::server
