// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actor_book.h — the actors of one import: made from what its rows say, put together at its end.
//
// Given   records with the actors that their rows name.
// Gives   the records with references to the ids under which the actors are kept; and, at the end, one
//         record an actor, in which `identity_links` names each source that speaks of it and by which
//         identifier it was met. Who has but a name is an actor of its source alone, marked as such,
//         with links to namesakes that say by=name and how sure that is.
// Fails   as the store does.
// Never   touches a record of an actor that did not come from rows of foreign sources.
// Threads one a run.
//
// docs/decisions/0007-actors-are-put-together.md tells why.

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpora/store.h"
#include "corpora/store_actors.h"

namespace kohtaamo::corpora {

class ActorBook {
 public:
  explicit ActorBook(Store& store) : store_(store), actors_(store) {}

  // Hears the actors of a batch, and renames the references of its records. Gives, for each saying in
  // order, what became of it.
  config::Result<std::vector<Heard>> hear(const std::vector<Record>& sayings, std::vector<Record>& records);
  // Records of actors that are kept as they are.
  config::Result<void> declare(const std::vector<Record>& records);
  config::Result<void> forget_unheard(const std::string& source);
  // Puts together what has changed, and renames references to actors that turned out to be one.
  config::Result<RunCounts> settle(const std::string& who);

 private:
  config::Result<std::vector<Heard>> hear_new(const std::vector<Record>& sayings);
  config::Result<void> settle_page(const std::vector<RecordId>& ids, const std::string& who, RunCounts& counts);
  config::Result<std::optional<Record>> put_together(const RecordId& id);
  config::Result<void> rename_references_in_store(const std::string& who, RunCounts& counts);

  Store& store_;
  StoredActors actors_;
  std::unordered_map<std::string, RecordId> heard_{};  // what was said, and of whom: said again it is no news
  std::map<std::string, std::set<RecordId>> heard_of_source_{};
};

}  // namespace kohtaamo::corpora
