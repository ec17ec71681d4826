// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/actor_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "corpora/actor_identity.h"
#include "corpora/change_counts.h"
#include "corpora/hash.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora {
namespace {

using config::fail;
using config::Result;

constexpr std::int64_t page_records = 500;
constexpr std::size_t most_namesakes = 5;
constexpr double sure = 1, sure_within_a_source = 0.8, sure_by_name = 0.6, sure_by_name_abroad = 0.3;

// An actor stands for the row that it never was.
void count_row(RunCounts& counts, Change change) {
  if (change == Change::missing) return;
  ++counts.rows;
  count(counts, change);
}

// Where the actor has its seat; empty when that is not known.
std::string country_of(const Record& actor) {
  for (const Region& region : actor.regions) {
    if (region.scheme == "country") return region.code;
    if (region.scheme == "mk" || region.scheme == "hva" || region.scheme == "kunta") return "FI";
  }
  return {};
}

// Which source speaks of the actor, and what it knows it by.
IdentityLink link_to(const Record& saying) {
  const std::vector<RecordId> identities = identities_of(std::get<Actor>(saying.details));
  const RecordId& by = identities.empty() ? saying.id : identities.front();
  const std::string prefix = saying.provenance.source + ":";
  return {.id = by.starts_with(prefix) ? by : prefix + by,
          .method = std::string(method_of(by)),
          .confidence = method_of(by) == "name" ? sure_within_a_source : sure};
}

// Ids of actors that stand in the text of a record, whatever member they stand in.
bool names_any(const std::string& json, const std::map<RecordId, RecordId>& ids) {
  for (std::size_t open = json.find('"'); open != std::string::npos;) {
    const std::size_t close = json.find('"', open + 1);
    if (close == std::string::npos) return false;
    if (ids.contains(json.substr(open + 1, close - open - 1))) return true;
    open = close;  // a closing mark may be taken for an opening one: no text between is an id then
  }
  return false;
}

}  // namespace

Result<std::vector<Heard>> ActorBook::hear(const std::vector<Record>& sayings, std::vector<Record>& records) {
  auto heard = hear_new(sayings);
  if (!heard) return heard;
  std::map<RecordId, RecordId> new_ids;
  for (std::size_t i = 0; i < sayings.size(); ++i)
    if (sayings[i].id != (*heard)[i].actor) new_ids[sayings[i].id] = (*heard)[i].actor;
  for (Record& record : records) rename_references(record, new_ids);
  return heard;
}

Result<std::vector<Heard>> ActorBook::hear_new(const std::vector<Record>& sayings) {
  std::vector<Heard> heard(sayings.size());
  std::vector<Record> news;
  std::vector<std::size_t> places;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < sayings.size(); ++i) {
    std::string key = hash_of(to_json(sayings[i]));
    if (const auto known = heard_.find(key); known != heard_.end()) {
      heard[i].actor = known->second;
      continue;
    }
    news.push_back(sayings[i]);
    places.push_back(i);
    keys.push_back(std::move(key));
  }
  auto kept = actors_.hear(news);
  if (!kept) return kept;
  for (std::size_t i = 0; i < news.size(); ++i) {
    heard[places[i]] = (*kept)[i];
    heard_of_source_[news[i].provenance.source].insert((*kept)[i].actor);
    heard_.insert_or_assign(std::move(keys[i]), (*kept)[i].actor);
  }
  return heard;
}

Result<void> ActorBook::declare(const std::vector<Record>& records) {
  for (const Record& record : records) {
    const auto* actor = std::get_if<Actor>(&record.details);
    if (actor == nullptr || identities_of(*actor).empty()) continue;
    if (auto declared = actors_.declare(record); !declared) return declared;
  }
  return {};
}

Result<void> ActorBook::forget_unheard(const std::string& source) {
  const auto new_ids = actors_.renamed();
  if (!new_ids) return fail(new_ids.error());
  std::set<RecordId>& heard = heard_of_source_[source];
  for (const auto& [old_id, new_id] : *new_ids)
    if (heard.contains(old_id)) heard.insert(new_id);  // two of them turned out to be one
  return actors_.forget_others(source, heard);
}

Result<RunCounts> ActorBook::settle(const std::string& who) {
  RunCounts counts;
  RecordId after;
  while (true) {
    const auto ids = actors_.unsettled(after, page_records);
    if (!ids) return fail(ids.error());
    if (ids->empty()) break;
    if (auto put = settle_page(*ids, who, counts); !put) return fail(std::move(put.error()));
    after = ids->back();
  }
  if (auto renamed = rename_references_in_store(who, counts); !renamed) return fail(std::move(renamed.error()));
  return counts;
}

Result<void> ActorBook::settle_page(const std::vector<RecordId>& ids, const std::string& who, RunCounts& counts) {
  std::vector<Record> records;
  std::vector<RecordId> gone;
  for (const RecordId& id : ids) {
    auto record = put_together(id);
    if (!record) return fail(std::move(record.error()));
    if (!*record)
      gone.push_back(id);
    else if ((*record)->provenance.source == actors_source)
      records.push_back(std::move(**record));
  }
  const auto became = store_.put(records, who);
  if (!became) return fail(became.error());
  for (const Change change : *became) count_row(counts, change);
  const auto erased = store_.erase(gone, who);
  if (!erased) return fail(erased.error());
  for (const Change change : *erased)
    if (change == Change::deleted) count_row(counts, change);
  return actors_.settled(ids);
}

// Nothing when no source speaks of it any more. A record that is kept as it is comes back as it is.
Result<std::optional<Record>> ActorBook::put_together(const RecordId& id) {
  const auto stored = store_.find(id);
  if (!stored) return fail(stored.error());
  if (*stored && !(*stored)->deleted) {
    auto record = read_own_record((*stored)->json);
    if (!record) return fail(std::move(record.error()));
    if (record->provenance.source != actors_source) return std::optional<Record>(std::move(*record));
  }
  const auto sayings = actors_.sayings_of(id);
  if (!sayings) return fail(sayings.error());
  if (sayings->empty()) return std::optional<Record>();
  Record actor = sayings->front();
  for (const Record& saying : *sayings) add_to_actor(actor, saying);
  auto& details = std::get<Actor>(actor.details);
  details.identity_links.clear();
  for (const Record& saying : *sayings) details.identity_links.push_back(link_to(saying));
  const bool has_name_alone = method_of(id) == "name";
  const auto namesakes = actors_.namesakes_of(id);
  if (!namesakes) return fail(namesakes.error());
  for (std::size_t i = 0; i < namesakes->size() && i < most_namesakes; ++i) {
    const auto said = actors_.sayings_of((*namesakes)[i]);
    if (!said) return fail(said.error());
    const std::string here = country_of(actor), there = said->empty() ? "" : country_of(said->front());
    details.identity_links.push_back(
        {.id = (*namesakes)[i],
         .method = "name",
         .confidence = here.empty() || there.empty() || here == there ? sure_by_name : sure_by_name_abroad});
  }
  if (has_name_alone && std::ranges::find(actor.quality, "needs_review") == actor.quality.end())
    actor.quality.emplace_back("needs_review");
  actor.id = id;
  actor.status = "active";
  actor.provenance.source = actors_source;
  actor.provenance.source_id = id;
  actor.provenance.importer = "actors";
  return std::optional<Record>(std::move(actor));
}

Result<void> ActorBook::rename_references_in_store(const std::string& who, RunCounts& counts) {
  const auto new_ids = actors_.renamed();
  if (!new_ids) return fail(new_ids.error());
  if (new_ids->empty()) return {};
  RecordId after;
  while (true) {
    const auto page = store_.records_after(after, {}, page_records);
    if (!page) return fail(page.error());
    if (page->empty()) break;
    std::vector<Record> changed;
    for (const StoredRecord& stored : *page) {
      if (new_ids->contains(stored.id) || !names_any(stored.json, *new_ids)) continue;
      auto record = read_own_record(stored.json);
      if (!record) return fail(std::move(record.error()));
      rename_references(*record, *new_ids);
      changed.push_back(std::move(*record));
    }
    if (auto put = store_.put(changed, who); !put) return fail(std::move(put.error()));
    after = page->back().id;
  }
  std::vector<RecordId> gone;
  for (const auto& [old_id, new_id] : *new_ids) gone.push_back(old_id);
  const auto erased = store_.erase(gone, who);
  if (!erased) return fail(erased.error());
  for (const Change change : *erased)
    if (change == Change::deleted) count_row(counts, change);
  return actors_.forget_renamed();
}

}  // namespace kohtaamo::corpora
