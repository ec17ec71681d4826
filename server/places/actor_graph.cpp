// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/actor_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/record_parts.h"
#include "server/places/actor_list.h"
#include "server/places/actor_network.h"
#include "server/search/record_cache.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct Joint {
  std::uint32_t one = 0, other = 0, work = 0;
  auto operator<=>(const Joint&) const = default;
};

// One number for each pair, in the order of the pairs; the works of a pair stand one after the other.
std::size_t pairs_in(const std::vector<Joint>& joints) {
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < joints.size(); ++i)
    if (i == 0 || joints[i].one != joints[i - 1].one || joints[i].other != joints[i - 1].other) ++pairs;
  return pairs;
}

std::vector<GraphTie> ties_of(const std::vector<Joint>& joints) {
  std::vector<GraphTie> ties;
  for (const Joint& joint : joints) {
    if (ties.empty() || ties.back().one != joint.one || ties.back().other != joint.other)
      ties.push_back({.one = joint.one, .other = joint.other});
    GraphTie& tie = ties.back();
    if (tie.works < GraphTie::most_examples) tie.examples.at(tie.works) = joint.work;
    ++tie.works;
  }
  return ties;
}

// In how many works each of so many has company.
std::vector<std::size_t> works_of_each(const std::vector<Joint>& joints, std::size_t nodes) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taking_part;
  for (const Joint& joint : joints) {
    taking_part.emplace_back(joint.one, joint.work);
    taking_part.emplace_back(joint.other, joint.work);
  }
  std::ranges::sort(taking_part);
  taking_part.erase(std::unique(taking_part.begin(), taking_part.end()), taking_part.end());
  std::vector<std::size_t> works(nodes, 0);
  for (const auto& [node, work] : taking_part) ++works[node];
  return works;
}

}  // namespace

// The pairs as numbers of participants become pairs of nodes.
class ActorNetworks::Graph {
 public:
  Graph(const ActorNetworks& all, const Selection& among) : all_(all) {
    is_admitted_.resize(all_.participants_.size());
    for (std::size_t number = 0; number < is_admitted_.size(); ++number)
      is_admitted_[number] =
          all_.documents_[number] != 0 && std::ranges::binary_search(among.documents, all_.documents_[number]);
    collect_joints();
    number_nodes();
  }

  Result<void> check(const GraphLimits& limits) const {
    const std::size_t ties = pairs_in(joints_);
    if (nodes_.size() <= limits.most_nodes && ties <= limits.most_ties) return {};
    return fail(
        ErrorCode::query_too_complex,
        fmt::format("{} actors have {} ties; a graph has at most {} actors and {} ties: choose fewer by q, region, "
                    "role, actor_type or another filter of /api/v1/search",
                    nodes_.size(), ties, limits.most_nodes, limits.most_ties));
  }

  Result<ActorGraph> draw(const Xapian::Database& database) {
    ActorGraph graph{.ties = ties_of(joints_)};
    const std::vector<std::size_t> works = works_of_each(joints_, nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const auto record = record_of(database.get_document(all_.documents_[nodes_[i]]));
      if (!record) return fail(record.error());
      graph.nodes.push_back({.actor = record->id,
                             .name = record->title.best(indexer::main_language(*record)),
                             .actor_type = std::get<corpora::Actor>(record->details).actor_type,
                             .regions = record->regions,
                             .works = works[i]});
    }
    for (const Work& work : all_.works_) graph.works.push_back(work.id);
    return graph;
  }

 private:
  void collect_joints() {
    for (std::uint32_t at = 0; at < all_.works_.size(); ++at) {
      const Work& work = all_.works_[at];
      for (std::size_t i = 0; i < work.centre.size(); ++i) {
        for (std::size_t j = i + 1; j < work.centre.size(); ++j) join(work.centre[i], work.centre[j], at);
        for (const Number other : work.around) join(work.centre[i], other, at);
      }
    }
  }

  void join(Number one, Number other, std::uint32_t work) {
    if (one != other && is_admitted_[one] && is_admitted_[other]) joints_.push_back({one, other, work});
  }

  void number_nodes() {
    std::vector<std::uint32_t> place(is_admitted_.size(), 0);
    for (const Joint& joint : joints_) place[joint.one] = place[joint.other] = 1;
    for (Number number = 0; number < place.size(); ++number)
      if (place[number] != 0) nodes_.push_back(number);
    std::ranges::sort(nodes_, {}, [&](Number number) { return all_.participants_[number].actor; });
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) place[nodes_[i]] = i;
    for (Joint& joint : joints_) std::tie(joint.one, joint.other) = std::minmax({place[joint.one], place[joint.other]});
    std::ranges::sort(joints_);
    joints_.erase(std::unique(joints_.begin(), joints_.end()), joints_.end());
  }

  const ActorNetworks& all_;
  std::vector<bool> is_admitted_{};
  std::vector<Joint> joints_{};
  std::vector<Number> nodes_{};
};

Result<ActorGraph> ActorNetworks::graph(const SearchRequest& search, const GraphLimits& limits) {
  const std::lock_guard lock(mutex_);
  return engine_.reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> Result<ActorGraph> {
        const auto among = select(engine_, search_of_actors(search), database, state);
        if (!among) return fail(among.error());
        if (auto ok = follow(database, state); !ok) return fail(ok.error());
        Graph graph(*this, *among);
        if (auto checked = graph.check(limits); !checked) return fail(checked.error());
        return graph.draw(database);
      });
}

}  // namespace kohtaamo::server
