// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actor_graph.h — the whole graph of some actors, for programs that reckon with it.
//
// Given   what ActorNetworks keeps (actor_network.h), and a search that says which actors.
// Gives   those who have company among each other as nodes, in the order of their ids, and each pair of them once, with
//         the number of works that join it and some of these.
// Fails   query_too_complex, with both numbers, before anything is drawn: a graph has no beginning that is of use
// alone. How     every pair of every work, sorted and counted: 12 bytes a pair, and some 0.2 s for 700,000.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::server {

struct GraphLimits {
  std::size_t most_nodes = 25'000, most_ties = 200'000;
};

struct GraphNode {
  corpora::RecordId actor{};
  std::string name{}, actor_type{};
  std::vector<corpora::Region> regions{};
  std::size_t works = 0;  // in which it has company here
};

struct GraphTie {
  static constexpr std::size_t most_examples = 3;
  std::uint32_t one = 0, other = 0;                     // nodes, one < other
  std::uint32_t works = 0;                              // that join them
  std::array<std::uint32_t, most_examples> examples{};  // as many as there are works; indices of ActorGraph::works
};

struct ActorGraph {
  std::vector<GraphNode> nodes{};
  std::vector<GraphTie> ties{};
  std::vector<corpora::RecordId> works{};
};

}  // namespace kohtaamo::server
