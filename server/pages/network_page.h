// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// network_page.h — who works with whom, as a drawing and as a table.
//
// Given   the network of the actors that were chosen, or of those around one of them; what its nodes and the works that
//         join them are called.
// Gives   HTML: SVG laid out on the server, whose nodes lead to the network around them; the same ties as a table.
// Threads pure function.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/pages/place_parts.h"
#include "server/places/actor_network.h"

namespace kohtaamo::server {

// country: those of the country; chosen: what the reader named, an actor or regions.
enum class NetworkScope : std::uint8_t { country, everywhere, chosen };

struct PlacedActors {
  std::size_t known = 0, all = 0;  // actors whose region in the country is known, of how many
};

struct NetworkView {
  const Place& place;
  const ActorNetwork& network;
  corpora::RecordId centre{};  // empty: no one's
  NetworkScope scope{};
  Titles titles{};                       // of actors and of works
  std::optional<PlacedActors> placed{};  // where a region has nothing to show
};

std::string render_network_page(const NetworkView& view);

}  // namespace kohtaamo::server
