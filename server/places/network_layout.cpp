// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/network_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kohtaamo::server {
namespace {

constexpr int rounds = 300;
constexpr double pull_to_the_middle = 0.04;
constexpr double least_distance = 1e-3;

Position operator-(const Position& a, const Position& b) { return {a.x - b.x, a.y - b.y}; }
double length_of(const Position& p) { return std::hypot(p.x, p.y); }

// In a square of side 1: a spiral by the golden angle fills it evenly, whatever the number.
std::vector<Position> spiral(std::size_t nodes) {
  constexpr double golden_angle = 2.399963229728653;
  std::vector<Position> places;
  for (std::size_t i = 0; i < nodes; ++i) {
    const double radius = 0.5 * std::sqrt((static_cast<double>(i) + 0.5) / static_cast<double>(nodes));
    const double angle = golden_angle * static_cast<double>(i);
    places.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  return places;
}

class Forces {
 public:
  Forces(std::vector<Position> places, std::span<const LayoutTie> ties)
      : places_(std::move(places)),
        ties_(ties),
        ideal_(0.9 / std::sqrt(static_cast<double>(std::max<std::size_t>(places_.size(), 1)))) {}

  std::vector<Position> settle() {
    for (int round = 0; round < rounds; ++round) {
      moves_.assign(places_.size(), {});
      push_apart();
      pull_together();
      const double heat = 0.1 * (1 - static_cast<double>(round) / rounds);
      for (std::size_t i = 0; i < places_.size(); ++i) move(i, heat);
    }
    return std::move(places_);
  }

 private:
  void push_apart() {
    for (std::size_t i = 0; i < places_.size(); ++i)
      for (std::size_t j = i + 1; j < places_.size(); ++j) {
        const Position between = places_[i] - places_[j];
        const double distance = std::max(length_of(between), least_distance);
        shift(i, j, between, ideal_ * ideal_ / (distance * distance));
      }
  }
  void pull_together() {
    for (const LayoutTie& tie : ties_) {
      const Position between = places_[tie.one] - places_[tie.other];
      shift(tie.one, tie.other, between, -length_of(between) / ideal_ * (0.3 + 0.7 * tie.strength));
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      moves_[i].x -= places_[i].x * pull_to_the_middle / ideal_;
      moves_[i].y -= places_[i].y * pull_to_the_middle / ideal_;
    }
  }
  void shift(std::size_t i, std::size_t j, const Position& along, double by) {
    moves_[i].x += along.x * by;
    moves_[i].y += along.y * by;
    moves_[j].x -= along.x * by;
    moves_[j].y -= along.y * by;
  }
  void move(std::size_t i, double heat) {
    const double length = std::max(length_of(moves_[i]), least_distance);
    const double step = std::min(length, heat) / length;
    places_[i].x += moves_[i].x * step;
    places_[i].y += moves_[i].y * step;
  }

  std::vector<Position> places_;
  std::span<const LayoutTie> ties_;
  double ideal_;
  std::vector<Position> moves_{};
};

// Stretches one side from what is taken to what there is.
void fit(std::vector<Position>& places, double Position::*side, double begin, double end) {
  const auto [least, most] = std::ranges::minmax_element(places, {}, side);
  const double low = (*least).*side, taken = (*most).*side - low;
  for (Position& place : places)
    place.*side = taken < least_distance ? (begin + end) / 2 : begin + (place.*side - low) / taken * (end - begin);
}

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool meets(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Box box_of(const PlacedName& name, double width, double height) {
  double left = name.at.x;
  if (name.anchor == Anchor::middle) left -= width / 2;
  if (name.anchor == Anchor::end) left -= width;
  return {.left = left, .top = name.at.y - height * 0.8, .right = left + width, .bottom = name.at.y + height * 0.25};
}

std::array<PlacedName, 4> ways_to_name(const NamedNode& node, double height) {
  constexpr double gap = 4;
  const double aside = node.radius + gap, baseline = height * 0.3;
  return {PlacedName{.at = {node.at.x + aside, node.at.y + baseline}, .anchor = Anchor::start},
          PlacedName{.at = {node.at.x - aside, node.at.y + baseline}, .anchor = Anchor::end},
          PlacedName{.at = {node.at.x, node.at.y + aside + height * 0.8}, .anchor = Anchor::middle},
          PlacedName{.at = {node.at.x, node.at.y - aside - height * 0.25}, .anchor = Anchor::middle}};
}

}  // namespace

std::vector<Position> lay_out(std::size_t nodes, std::span<const LayoutTie> ties, const LayoutBox& box) {
  std::vector<Position> places = Forces(spiral(nodes), ties).settle();
  if (places.empty()) return places;
  fit(places, &Position::x, box.margin, box.width - box.margin);
  fit(places, &Position::y, box.margin, box.height - box.margin);
  return places;
}

std::vector<PlacedName> place_names(std::span<const NamedNode> nodes, double name_height, const LayoutBox& box) {
  std::vector<Box> taken;
  for (const NamedNode& node : nodes)
    taken.push_back({.left = node.at.x - node.radius,
                     .top = node.at.y - node.radius,
                     .right = node.at.x + node.radius,
                     .bottom = node.at.y + node.radius});
  std::vector<PlacedName> names;
  for (const NamedNode& node : nodes) {
    PlacedName placed;
    for (const PlacedName& way : ways_to_name(node, name_height)) {
      const Box wanted = box_of(way, node.name_width, name_height);
      const bool is_inside =
          wanted.left >= 0 && wanted.top >= 0 && wanted.right <= box.width && wanted.bottom <= box.height;
      if (!is_inside || std::ranges::any_of(taken, [&](const Box& other) { return other.meets(wanted); })) continue;
      placed = way;
      placed.is_shown = true;
      taken.push_back(wanted);
      break;
    }
    names.push_back(placed);
  }
  return names;
}

}  // namespace kohtaamo::server
