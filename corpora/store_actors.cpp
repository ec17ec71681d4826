// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store_actors.h"

#include <algorithm>
#include <tuple>

#include "corpora/actor_identity.h"
#include "corpora/record_json.h"
#include "corpora/store_parts.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::Result;
using sqlite::guarded;

Record own_record(const std::string& json) {
  auto record = read_own_record(json);
  if (!record) throw sqlite::Failure({ErrorCode::store_unavailable, "what is said of an actor cannot be read", ""});
  return std::move(*record);
}

// The order in which identifiers are trusted to name an actor: as identities_of gives them; names last.
std::size_t rank_of(const RecordId& id) {
  constexpr std::array schemes{"ytunnus:", "ror:", "isni:", "oid:", "pic:", "crossref-funder:", "wikidata:"};
  const auto found = std::ranges::find_if(schemes, [&](std::string_view scheme) { return id.starts_with(scheme); });
  return static_cast<std::size_t>(found - schemes.begin());
}

// One transaction of hearing.
class Hearing {
 public:
  explicit Hearing(Store::Parts& parts) : s_(parts.actors), transaction_(*parts.connection) {}

  Heard hear(const Record& saying) {
    std::vector<RecordId> identities = identities_of(std::get<Actor>(saying.details));
    if (identities.empty()) identities.push_back(saying.id);
    const RecordId actor = actor_of(identities, saying.id);
    return {.actor = actor, .change = keep(actor, saying)};
  }

  // The record that is kept as it is gets the identifiers, also from one that was put together before.
  void declare(const Record& record) {
    for (const RecordId& identity : identities_of(std::get<Actor>(record.details))) {
      const RecordId known = known_actor(identity);
      if (known == record.id) continue;
      if (!known.empty() && rank_of(known) < names) merge(known, record.id);
      if (known.empty()) s_.identify.run(identity, record.id);
    }
  }

  void commit() { transaction_.commit(); }

 private:
  static constexpr std::size_t names = 7;  // the rank of ids that are no identifiers

  RecordId known_actor(const RecordId& identity) {
    sqlite::Rows rows = s_.known.query(identity);
    return rows.next() ? rows.text(0) : RecordId{};
  }

  RecordId actor_of(const std::vector<RecordId>& identities, const RecordId& own_id) {
    std::vector<RecordId> known;
    for (const RecordId& identity : identities)
      if (RecordId actor = known_actor(identity); !actor.empty() && std::ranges::find(known, actor) == known.end())
        known.push_back(std::move(actor));
    RecordId actor = known.empty() ? own_id : best_of(known);
    for (const RecordId& other : known)
      if (other != actor) merge(other, actor);
    for (const RecordId& identity : identities) s_.identify.run(identity, actor);
    return actor;
  }

  // A record that is kept as it is stays; else the stronger identifier does.
  static RecordId best_of(const std::vector<RecordId>& ids) {
    const auto order = [](const RecordId& id) { return (rank_of(id) + 1) % (names + 1); };
    return *std::ranges::min_element(
        ids, [&](const RecordId& a, const RecordId& b) { return std::pair(order(a), a) < std::pair(order(b), b); });
  }

  void merge(const RecordId& from, const RecordId& to) {
    std::vector<Record> sayings;
    for (sqlite::Rows rows = s_.sayings.query(from); rows.next();) sayings.push_back(own_record(rows.text(0)));
    s_.move_identities.run(from, to);
    s_.forget.run(from);
    s_.forget_names.run(from);
    s_.is_settled.run(from);
    s_.rename.run(from, to);
    s_.rename_again.run(from, to);
    for (const Record& saying : sayings) keep(to, saying);
    s_.unsettle.run(to);
  }

  Change keep(const RecordId& actor, const Record& saying) {
    Record merged = saying;
    merged.id = actor;
    merged.provenance.retrieved_at.clear();
    merged.provenance.raw_sha256.clear();
    std::string old;
    if (sqlite::Rows rows = s_.saying.query(actor, saying.provenance.source); rows.next()) old = rows.text(0);
    if (!old.empty()) {
      const Record before = own_record(old);
      if (method_of(actor) == "name") keep_spelling(merged, before);
      add_to_actor(merged, before);
    }
    put_lists_in_order(merged);
    const std::string json = to_json(merged);
    for (const std::string& key : name_keys_of(merged.title)) add_name(key, actor);
    if (json == old) return Change::unchanged;
    s_.say.run(actor, saying.provenance.source, json);
    s_.unsettle.run(actor);
    return old.empty() ? Change::added : Change::changed;
  }

  // Of who is known by name alone the first spelling stays: else a table with two of them would change at each reading.
  static void keep_spelling(Record& saying, const Record& before) {
    if (!before.title.fi.empty()) saying.title.fi = before.title.fi;
    if (!before.title.sv.empty()) saying.title.sv = before.title.sv;
    if (!before.title.en.empty()) saying.title.en = before.title.en;
    saying.provenance.source_id = before.provenance.source_id;
  }

  // Whatever row came first: else the same rows again would be a change.
  static void put_lists_in_order(Record& saying) {
    std::ranges::sort(saying.regions, {},
                      [](const Region& region) { return std::tie(region.scheme, region.code, region.role); });
    for (auto* list : {&saying.keywords.fi, &saying.keywords.sv, &saying.keywords.en, &saying.sectors,
                       &saying.target_groups, &saying.lang, &std::get<Actor>(saying.details).roles})
      std::ranges::sort(*list);
  }

  // Who shares the name has a namesake from now on, and must say so.
  void add_name(const std::string& key, const RecordId& actor) {
    if (sqlite::Rows rows = s_.has_name.query(key, actor); rows.next()) return;
    s_.add_name.run(key, actor);
    s_.unsettle_namesakes.run(key);
  }

  ActorStatements& s_;
  sqlite::Transaction transaction_;
};

std::vector<RecordId> ids_of(sqlite::Rows rows) {
  std::vector<RecordId> ids;
  while (rows.next()) ids.push_back(rows.text(0));
  return ids;
}

}  // namespace

Result<std::vector<Heard>> StoredActors::hear(const std::vector<Record>& sayings) {
  return guarded([&] {
    std::vector<Heard> heard;
    if (sayings.empty()) return heard;
    Hearing hearing(*store_->parts_);
    for (const Record& saying : sayings) heard.push_back(hearing.hear(saying));
    hearing.commit();
    return heard;
  });
}

Result<void> StoredActors::declare(const Record& actor) {
  return guarded([&] {
    Hearing hearing(*store_->parts_);
    hearing.declare(actor);
    hearing.commit();
  });
}

Result<void> StoredActors::forget_others(const std::string& source, const std::set<RecordId>& heard) {
  return guarded([&] {
    ActorStatements& s = store_->parts_->actors;
    sqlite::Transaction transaction(*store_->parts_->connection);
    for (const RecordId& actor : ids_of(s.of_source.query(source))) {
      if (heard.contains(actor)) continue;
      s.forget_saying.run(actor, source);
      s.unsettle.run(actor);
    }
    transaction.commit();
  });
}

Result<std::vector<RecordId>> StoredActors::unsettled(const RecordId& after, std::int64_t limit) {
  return guarded([&] { return ids_of(store_->parts_->actors.unsettled.query(after, limit)); });
}

Result<std::vector<Record>> StoredActors::sayings_of(const RecordId& actor) {
  return guarded([&] {
    std::vector<Record> sayings;
    for (sqlite::Rows rows = store_->parts_->actors.sayings.query(actor); rows.next();)
      sayings.push_back(own_record(rows.text(0)));
    return sayings;
  });
}

Result<std::vector<RecordId>> StoredActors::namesakes_of(const RecordId& actor) {
  return guarded([&] { return ids_of(store_->parts_->actors.namesakes.query(actor)); });
}

Result<void> StoredActors::settled(const std::vector<RecordId>& actors) {
  return guarded([&] {
    sqlite::Transaction transaction(*store_->parts_->connection);
    for (const RecordId& actor : actors) store_->parts_->actors.is_settled.run(actor);
    transaction.commit();
  });
}

Result<std::map<RecordId, RecordId>> StoredActors::renamed() {
  return guarded([&] {
    std::map<RecordId, RecordId> found;
    for (sqlite::Rows rows = store_->parts_->actors.renamed.query(); rows.next();) found[rows.text(0)] = rows.text(1);
    return found;
  });
}

Result<void> StoredActors::forget_renamed() {
  return guarded([&] { store_->parts_->actors.forget_renamed.run(); });
}

}  // namespace kohtaamo::corpora
