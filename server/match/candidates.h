// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// candidates.h — the records that are worth judging, by words and concepts alone.
//
// Given   what the asker says, the index, the types looked among.
// Gives   the best records of these types, best first, with how well their words answer; for a need, of each
//         language. Found by the most
//         telling words of the asker, their translations and concepts (BM25); for a call put in order once more by
//         neighbouring words, by whether the best of them are joint work, and by what these have in common.
// Fails   internal, when a document of the index holds no record.
// Never   gives the asker itself, or records that are unlisted. Confidential needs take part: the index
//         knows nothing of whose they are.
// Threads one object for one match.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/match/asker.h"
#include "server/match/boilerplate.h"
#include "server/match/feedback.h"
#include "server/match/neighbours.h"
#include "server/search/search.h"
#include "server/search/word_sweep.h"

namespace kohtaamo::server {

struct Found {
  Xapian::docid document = 0;
  std::shared_ptr<const corpora::Record> record{};
  double share = 0;  // of the most that words could give, 0..1
};

class Candidates {
 public:
  // call_words: of an asker who speaks as a call; what calls say because they are calls is then set aside. Else null.
  Candidates(const SearchEngine& engine, const Asker& asker, const CallWords* call_words,
             const Xapian::Database& database, const indexer::IndexState& state,
             std::shared_ptr<const DocumentTable> table);

  // Of the filters a record has one code each.
  config::Result<std::vector<Found>> find(const std::vector<corpora::RecordType>& types, std::size_t count,
                                          const std::vector<FacetFilter>& filters = {}) const;
  const QueryPlan& plan() const { return plan_; }
  // That the asker and a record share, as the asker wrote them, best first; without those that tell little, and without
  // words whose base form is left out.
  std::vector<std::string> shared_words(const corpora::RecordId& record,
                                        const std::set<std::string>& left_out = {}) const;
  // Of the plan, without what only idle words of the asker stand for, or words whose base form is left out.
  std::vector<MarkedTerm> marked_terms(const std::set<std::string>& left_out = {}) const;

 private:
  bool speaks_as_call() const { return neighbours_.has_value(); }
  bool is_idle(const Clause& clause) const;
  static bool is_of(const Clause& clause, const std::set<std::string>& bases);
  bool tells_little(const Clause& clause) const;
  // All that have one of the words, in no order.
  std::vector<Scored> all_of(const std::vector<corpora::RecordType>& types,
                             const std::vector<FacetFilter>& filters) const;
  std::vector<Scored> best_of_each_language(const std::vector<Scored>& all, std::size_t count) const;
  // Adds to `whole` what it could add.
  config::Result<void> order_for_call(std::vector<Scored>& best_first, double& whole) const;
  // Gives what it could add at most.
  config::Result<double> add_joint_work(std::vector<Scored>& best_first, double of_words) const;
  config::Result<void> add_neighbours(std::vector<Scored>& best_first) const;

  const SearchEngine& engine_;
  const Asker& asker_;
  const Xapian::Database& database_;
  const indexer::IndexState& state_;
  config::RankingSettings ranking_;
  std::optional<Neighbours> neighbours_{};  // of a call
  QueryPlan plan_;
  WordSweep sweep_;
  double whole_;          // the most that words could give
  Xapian::docid itself_;  // the asker's own document; 0: none
};

}  // namespace kohtaamo::server
