// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/actor_network.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "indexer/schema.h"
#include "server/search/record_cache.h"

namespace kohtaamo::server {
namespace {

using config::Result;
using corpora::RecordId;

constexpr std::array<std::string_view, 6> joining_types{"innovation", "project", "decision",
                                                        "call",       "actor",   "adoption"};
constexpr std::size_t most_examples = 3;

Xapian::Query of_type(std::string_view type) {
  return Xapian::Query(indexer::exact_term(indexer::field("type"), std::string(type)));
}

std::vector<Xapian::docid> documents_of(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  enquire.set_query(only_listed(query));
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  std::vector<Xapian::docid> documents;
  for (auto match = found.begin(); match != found.end(); ++match) documents.push_back(*match);
  return documents;
}

std::set<Xapian::docid> changed_after(const Xapian::Database& database, corpora::Seq seq) {
  std::set<Xapian::docid> changed;
  const Xapian::valueno slot = indexer::field("seq").slot;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
    if (Xapian::sortable_unserialise(*value) > static_cast<double>(seq)) changed.insert(value.get_docid());
  return changed;
}

}  // namespace

// One drawing from the works of the present state.
class ActorNetworks::Drawing {
 public:
  Drawing(const ActorNetworks& all, const NetworkRequest& request) : all_(all), request_(request) { admit(); }

  ActorNetwork draw() {
    const std::vector<Number> chosen = choose();
    std::vector<std::size_t> place(all_.participants_.size(), none);
    for (std::size_t i = 0; i < chosen.size(); ++i) place[chosen[i]] = i;
    ActorNetwork network{.all_nodes = all_nodes_};
    std::vector<NetworkTie> ties = ties_among(place);
    network.all_ties = ties.size();
    if (ties.size() > request_.most_ties) ties.resize(request_.most_ties);
    keep_tied(chosen, std::move(ties), network);
    return network;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void admit() {
    is_asked_for_.assign(all_.participants_.size(), !request_.among);
    if (request_.among)
      for (std::size_t number = 0; number < is_asked_for_.size(); ++number)
        is_asked_for_[number] = all_.documents_[number] != 0 &&
                                std::ranges::binary_search(request_.among->documents, all_.documents_[number]);
    is_admitted_ = is_asked_for_;
    if (request_.with_partners) is_admitted_.assign(is_admitted_.size(), true);
    for (std::size_t number = 0; number < is_admitted_.size(); ++number)
      if (!all_.participants_[number].actor.empty() && all_.documents_[number] == 0) is_admitted_[number] = false;
    if (request_.centre.empty()) return;
    if (const auto found = all_.numbers_.find(request_.centre); found != all_.numbers_.end()) {
      centre_ = found->second;
      is_admitted_[centre_] = all_.documents_[centre_] != 0;
      is_asked_for_[centre_] = true;
    }
  }

  bool is_shown(Number one, Number other) const {
    return is_admitted_[one] && is_admitted_[other] && (is_asked_for_[one] || is_asked_for_[other]);
  }

  // Calls `take` for each pair to be shown that the work joins.
  template <class Take>
  void each_pair(const Work& work, const Take& take) const {
    for (std::size_t i = 0; i < work.centre.size(); ++i) {
      for (std::size_t j = i + 1; j < work.centre.size(); ++j)
        if (is_shown(work.centre[i], work.centre[j])) take(work.centre[i], work.centre[j]);
      for (const Number other : work.around)
        if (is_shown(work.centre[i], other)) take(work.centre[i], other);
    }
  }

  bool has_centre(const Work& work) const {
    return std::ranges::find(work.centre, centre_) != work.centre.end() ||
           std::ranges::find(work.around, centre_) != work.around.end();
  }

  // In how many works each has company; of the centre's own when there is one.
  std::vector<std::size_t> works_of_each() const {
    std::vector<std::size_t> works(all_.participants_.size(), 0);
    std::vector<Number> members;
    for (const Work& work : all_.works_) {
      if (!request_.centre.empty() && (centre_ == none || !has_centre(work))) continue;
      members.clear();
      each_pair(work, [&](Number one, Number other) {
        if (!request_.centre.empty() && one != centre_ && other != centre_) return;
        members.push_back(one);
        members.push_back(other);
      });
      std::ranges::sort(members);
      members.erase(std::unique(members.begin(), members.end()), members.end());
      for (const Number member : members) ++works[member];
    }
    return works;
  }

  std::vector<Number> choose() {
    works_ = works_of_each();
    std::vector<Number> chosen;
    for (Number number = 0; number < works_.size(); ++number)
      if (works_[number] > 0) chosen.push_back(number);
    all_nodes_ = chosen.size();
    const auto before = [&](Number a, Number b) {
      if ((a == centre_) != (b == centre_)) return a == centre_;
      if (works_[a] != works_[b]) return works_[a] > works_[b];
      const Participant &one = all_.participants_[a], &other = all_.participants_[b];
      return std::tie(one.actor, one.name) < std::tie(other.actor, other.name);
    };
    const auto end = chosen.begin() + static_cast<std::ptrdiff_t>(std::min(chosen.size(), request_.most_nodes));
    std::ranges::partial_sort(chosen, end, before);
    chosen.erase(end, chosen.end());
    return chosen;
  }

  std::vector<NetworkTie> ties_among(const std::vector<std::size_t>& place) const {
    std::map<std::pair<std::size_t, std::size_t>, NetworkTie> ties;
    for (const Work& work : all_.works_)
      each_pair(work, [&](Number a, Number b) {
        if (place[a] == none || place[b] == none) return;
        const auto [one, other] = std::minmax(place[a], place[b]);
        NetworkTie& tie = ties[{one, other}];
        tie.one = one;
        tie.other = other;
        ++tie.works;
        if (tie.examples.size() < most_examples) tie.examples.push_back(work.id);
      });
    std::vector<NetworkTie> sorted;
    for (auto& [pair, tie] : ties) sorted.push_back(std::move(tie));
    std::ranges::stable_sort(sorted, std::greater{}, &NetworkTie::works);
    // Around a centre its own ties come first: they are what is asked for.
    if (!request_.centre.empty())
      std::stable_partition(sorted.begin(), sorted.end(), [](const NetworkTie& tie) { return tie.one == 0; });
    return sorted;
  }

  // Whoever has no tie left is not drawn.
  void keep_tied(const std::vector<Number>& chosen, std::vector<NetworkTie> ties, ActorNetwork& network) const {
    std::vector<std::size_t> moved(chosen.size(), none);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (std::ranges::none_of(ties, [&](const NetworkTie& tie) { return tie.one == i || tie.other == i; })) continue;
      moved[i] = network.nodes.size();
      const Participant& participant = all_.participants_[chosen[i]];
      network.nodes.push_back({.actor = participant.actor, .name = participant.name, .works = works_[chosen[i]]});
    }
    for (NetworkTie& tie : ties) {
      tie.one = moved[tie.one];
      tie.other = moved[tie.other];
    }
    network.ties = std::move(ties);
  }

  const ActorNetworks& all_;
  const NetworkRequest& request_;
  std::size_t centre_ = none;
  std::vector<bool> is_asked_for_{}, is_admitted_{};
  std::vector<std::size_t> works_{};
  std::size_t all_nodes_ = 0;
};

Result<ActorNetwork> ActorNetworks::draw(const NetworkRequest& request) {
  const std::lock_guard lock(mutex_);
  return engine_.reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> Result<ActorNetwork> {
        if (auto ok = follow(database, state); !ok) return config::fail(ok.error());
        return Drawing(*this, request).draw();
      });
}

Result<void> ActorNetworks::warm_up() {
  const std::lock_guard lock(mutex_);
  return engine_.reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) { return follow(database, state); });
}

Result<void> ActorNetworks::follow(const Xapian::Database& database, const indexer::IndexState& state) {
  if (state_ == state && !works_.empty()) return {};
  const bool can_follow = state_.generation == state.generation && state_.seq <= state.seq;
  if (!can_follow) kept_.clear();
  const std::set<Xapian::docid> changed = can_follow ? changed_after(database, state_.seq) : std::set<Xapian::docid>{};
  for (const Xapian::docid document : changed) kept_.erase(document);
  state_ = {};  // should reading fail, all is read again
  std::vector<Work> present;
  for (const std::string_view type : joining_types)
    for (const Xapian::docid document : documents_of(database, of_type(type))) {
      if (!kept_.contains(document))
        if (auto ok = read(database, document); !ok) return ok;
      present.push_back(kept_.at(document));
    }
  works_ = std::move(present);
  documents_.assign(participants_.size(), 0);
  for (const Xapian::docid document : documents_of(database, of_type("actor"))) {
    const std::string id =
        database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(indexer::field("id").slot);
    if (const auto found = numbers_.find(id); found != numbers_.end()) documents_[found->second] = document;
  }
  assemble();
  state_ = state;
  return {};
}

Result<void> ActorNetworks::read(const Xapian::Database& database, Xapian::docid document) {
  const auto record = record_of(database.get_document(document));
  if (!record) return config::fail(record.error());
  const JointWork joint = joint_work_of(*record);
  Work work{.id = record->id, .innovation = joint.innovation};
  for (const Participant& one : joint.centre) work.centre.push_back(number_of(one));
  for (const Participant& one : joint.around) work.around.push_back(number_of(one));
  kept_.emplace(document, std::move(work));
  return {};
}

// Adoptions find those at the centre of their innovation; works that join nobody go.
void ActorNetworks::assemble() {
  std::unordered_map<RecordId, std::size_t> by_id;
  for (std::size_t i = 0; i < works_.size(); ++i) by_id.emplace(works_[i].id, i);
  for (Work& work : works_) {
    if (work.innovation.empty()) continue;
    if (const auto found = by_id.find(work.innovation); found != by_id.end())
      work.centre = works_[found->second].centre;
    std::erase_if(work.around, [&](Number one) { return std::ranges::find(work.centre, one) != work.centre.end(); });
  }
  std::erase_if(works_,
                [](const Work& work) { return work.centre.empty() || work.centre.size() + work.around.size() < 2; });
}

ActorNetworks::Number ActorNetworks::number_of(const Participant& participant) {
  const std::string key = participant.actor.empty() ? ":" + participant.name : participant.actor;
  const auto [found, is_new] = numbers_.try_emplace(key, static_cast<Number>(participants_.size()));
  if (is_new) {
    participants_.push_back(participant);
    if (!participant.actor.empty()) participants_.back().name.clear();
  }
  return found->second;
}

}  // namespace kohtaamo::server
