// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// diversity.h — a list of matches that does not say one thing ten times.
//
// Given   matches by score, how alike any two of their records are, the settings.
// Gives   the order to show: near copies folded into the better one, which keeps their ids; then one by one
//         the match with the best of score and being unlike those above (MMR: Carbonell and Goldstein
//         1998); of one owner or lineage so many among the first ten. Scores stay as they are.
// Never   lifts anything but a near equal: the first match stays first.
// Threads pure, apart from reading the database.

#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "config/settings.h"
#include "server/match/match.h"

namespace kohtaamo::server {

// The words and concepts of a document, each by how telling it is; of length 1.
using TermVector = std::map<std::string, double>;

// Reads them with the rarity of each term looked up once.
class TermVectors {
 public:
  explicit TermVectors(const Xapian::Database& database) : database_(database) {}
  TermVector read(Xapian::docid document);

 private:
  double rarity(const std::string& term);
  const Xapian::Database& database_;
  std::map<std::string, double> rarities_{};
};
double likeness(const TermVector& a, const TermVector& b);  // cosine, 0..1

struct Ranked {
  Match match{};
  TermVector terms{};
};

// `limit` of them at most.
std::vector<Match> spread(std::vector<Ranked> best_first, std::size_t limit, const config::MatchSettings& settings);

// The same for records of the index.
std::vector<Match> spread(std::vector<Match> best_first, std::size_t limit, const config::MatchSettings& settings,
                          const Xapian::Database& database);

}  // namespace kohtaamo::server
