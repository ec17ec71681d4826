// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_actors.h — what sources say of actors, and under which id each actor is kept.
//
// Given   sayings: records of actors, each with its source and the identifiers that the source gives.
// Gives   the id under which the actor is kept: that of the first saying that named one of its
//         identifiers. When a saying names identifiers of two actors, they are one, and the weaker id
//         gives way to the stronger.
// Fails   as the store does; what is heard together is all kept or none.
// Never   makes two actors one by their names. Changes no record: actor_book.h does.
// Threads one a thread, as its Store.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpora/store.h"

namespace kohtaamo::corpora {

struct Heard {
  RecordId actor{};
  Change change = Change::unchanged;  // of what this source says
};

class StoredActors {
 public:
  explicit StoredActors(Store& store) : store_(&store) {}

  config::Result<std::vector<Heard>> hear(const std::vector<Record>& sayings);
  // A record of an actor that is kept as it is: its identifiers name it from now on.
  config::Result<void> declare(const Record& actor);
  // What the source had said of actors that are not among these.
  config::Result<void> forget_others(const std::string& source, const std::set<RecordId>& heard);

  // What has to be put together anew, in order of id; at most `limit`.
  config::Result<std::vector<RecordId>> unsettled(const RecordId& after, std::int64_t limit);
  config::Result<std::vector<Record>> sayings_of(const RecordId& actor);      // in order of source
  config::Result<std::vector<RecordId>> namesakes_of(const RecordId& actor);  // other actors with a name of this one
  config::Result<void> settled(const std::vector<RecordId>& actors);

  // Ids that gave way to others, and whose references are not yet renamed.
  config::Result<std::map<RecordId, RecordId>> renamed();
  config::Result<void> forget_renamed();

 private:
  Store* store_;
};

}  // namespace kohtaamo::corpora
