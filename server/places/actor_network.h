// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actor_network.h — who works with whom, counted from what the index knows.
//
// Given   the search engine; then whom to look at: actors that a selection has, or those around one of them.
// Gives   the best connected as nodes and the closest of their ties, no more of either than can be read; how many there
//         are in all. Organisations that a source names without an identity are nodes by their name, as it is written.
// Fails   as reading the index does.
// How     each record's joint work (joint_work.h) is read once and kept; when the index changes only what changed is
//         read again. Memory: some 200 bytes a project.
// Threads safe: one reader at a time works on what is kept.

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/places/actor_graph.h"
#include "server/places/joint_work.h"
#include "server/places/selection.h"

namespace kohtaamo::server {

struct NetworkRequest {
  std::optional<Selection> among{};  // only these actors; none: everybody
  bool with_partners = false;        // and whoever works with one of these
  corpora::RecordId centre{};        // an actor, and those it works with; empty: the best connected of all
  std::size_t most_nodes = 40, most_ties = 120;
};

struct NetworkNode {
  corpora::RecordId actor{};  // empty: known by name alone
  std::string name{};         // as the source writes it; of actors, for their record to say
  std::size_t works = 0;      // in which it has company
};
struct NetworkTie {
  std::size_t one = 0, other = 0;             // nodes, one < other
  std::size_t works = 0;                      // that join them
  std::vector<corpora::RecordId> examples{};  // some of these
};
struct ActorNetwork {
  std::vector<NetworkNode> nodes{};         // best connected first, the centre before all
  std::vector<NetworkTie> ties{};           // closest first
  std::size_t all_nodes = 0, all_ties = 0;  // ties: between the nodes given
};

class ActorNetworks {
 public:
  explicit ActorNetworks(const SearchEngine& engine) : engine_(engine) {}

  config::Result<ActorNetwork> draw(const NetworkRequest& request);
  // All of them that a search for actors finds: actor_graph.h.
  config::Result<ActorGraph> graph(const SearchRequest& search, const GraphLimits& limits = {});
  // Reads ahead what the first drawing would otherwise wait for.
  config::Result<void> warm_up();

 private:
  using Number = std::uint32_t;  // of a participant
  struct Work {
    std::vector<Number> centre{}, around{};
    corpora::RecordId id{}, innovation{};
  };
  class Drawing;
  class Graph;

  config::Result<void> follow(const Xapian::Database& database, const indexer::IndexState& state);
  config::Result<void> read(const Xapian::Database& database, Xapian::docid document);
  void assemble();
  Number number_of(const Participant& participant);

  const SearchEngine& engine_;
  std::mutex mutex_{};  // of what follows
  indexer::IndexState state_{};
  std::unordered_map<Xapian::docid, Work> kept_{};
  std::unordered_map<std::string, Number> numbers_{};  // by id, or by ':' and the name
  std::vector<Participant> participants_{};            // by number
  std::vector<Xapian::docid> documents_{};             // by number; 0: no actor that may be shown
  std::vector<Work> works_{};                          // of the present state, with company in each
};

}  // namespace kohtaamo::server
