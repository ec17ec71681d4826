// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// network_layout.h — where the nodes of a small network stand, and which of them have room for a name.
//
// Given   the number of nodes, the ties between them, the size of the drawing.
// Gives   a place for each node: those with ties near each other, nobody on top of another, all inside the drawing.
//         The same network always gives the same places.
// How     forces (Fruchterman and Reingold, Software: Practice and Experience 21, 1991) from a spiral, a fixed number
// of
//         rounds: nodes² × rounds, some 5 ms for 40 nodes.
// Threads pure functions.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kohtaamo::server {

struct LayoutTie {
  std::size_t one = 0, other = 0;
  double strength = 1;  // 1: as strong as any
};

struct LayoutBox {
  double width = 900, height = 620, margin = 60;
};

struct Position {
  double x = 0, y = 0;
};

std::vector<Position> lay_out(std::size_t nodes, std::span<const LayoutTie> ties, const LayoutBox& box);

enum class Anchor : std::uint8_t { start, middle, end };  // which end of the text stands at its position

struct PlacedName {
  Position at{};
  Anchor anchor{};
  bool is_shown = false;  // there is room
};

struct NamedNode {
  Position at{};
  double radius = 0;
  double name_width = 0;
};
// For nodes in order of importance: whoever comes first gets the room.
std::vector<PlacedName> place_names(std::span<const NamedNode> nodes, double name_height, const LayoutBox& box);

}  // namespace kohtaamo::server
