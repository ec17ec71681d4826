// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/index_terms.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema.h"

namespace kohtaamo::server {

bool is_word(const std::string& term) { return term.front() < 'A' || term.front() > 'Z'; }

bool is_word_or_concept(const std::string& term) {
  return is_word(term) || term.starts_with(indexer::field("concept").prefix);
}

double idf(const std::string& term, const Xapian::Database& database) {
  const double documents = database.get_doccount(), frequency = database.get_termfreq(term);
  return frequency == 0 ? 0 : std::max(0.0, std::log((documents - frequency + 0.5) / (frequency + 0.5)));
}

}  // namespace kohtaamo::server
