// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/boilerplate.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema.h"
#include "server/match/index_terms.h"

namespace kohtaamo::server {
namespace {

constexpr Xapian::doccount most_calls_read = 300, fewest_calls = 20;

}  // namespace

CallWords::CallWords(const Xapian::Database& database) {
  const std::string is_call = indexer::exact_term(indexer::field("type"), "call");
  const Xapian::doccount all = database.get_termfreq(is_call);
  if (all < fewest_calls) return;
  // Every so manyth call: the same ones each time.
  const Xapian::doccount step = std::max<Xapian::doccount>(1, all / most_calls_read);
  Xapian::doccount at = 0;
  for (auto call = database.postlist_begin(is_call); call != database.postlist_end(is_call); ++call) {
    if (at++ % step != 0) continue;
    calls_ += 1;
    for (auto term = database.termlist_begin(*call); term != database.termlist_end(*call); ++term)
      if (const std::string text = *term; is_word(text)) ++frequencies_[text];
  }
}

double CallWords::share(const std::string& term, const Xapian::Database& database) const {
  const auto frequency = frequencies_.find(term);
  if (frequency == frequencies_.end()) return 1;
  const double in_calls = frequency->second / calls_;
  const double in_all = (database.get_termfreq(term) + 0.5) / std::max(1U, database.get_doccount());
  constexpr double severity = 0.3;  // a term ten times as common in calls keeps half (bench/relevance.md)
  return std::pow(std::min(1.0, in_all / in_calls), severity);
}

std::shared_ptr<const CallWords> KeptCallWords::at(const Xapian::Database& database, const indexer::IndexState& state) {
  const std::lock_guard lock(mutex_);
  if (newest_ && state_ == state) return newest_;
  newest_ = std::make_shared<const CallWords>(database);
  state_ = state;
  return newest_;
}

}  // namespace kohtaamo::server
