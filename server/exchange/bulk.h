// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// bulk.h — all that may be shared, in the formats that others keep such records in.
//
// Given   the records of the store, and where to write.
// Gives   a body piece by piece: JSON Lines, a table, grants as 360Giving has them, actors on a map and in a
//         graph, innovations as SIM describes them.
// Fails   with what the store or the writing fails with; a SIM table also with what English texts are missing,
//         before anything is written.
// Never   holds more than a page of records, but of the graph; fills in what is not known.
// Threads one Harvest a thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/exchange/addresses.h"
#include "server/exchange/harvest.h"
#include "server/http_message.h"
#include "server/places/actor_graph.h"

namespace kohtaamo::server::exchange {

config::Result<void> write_jsonl(Harvest& harvest, std::string_view set, const BodySink& sink);
config::Result<void> write_csv(Harvest& harvest, std::string_view set, const BodySink& sink);

// Decisions that say who gave how much to whom, and when: others are no grants of 360Giving.
config::Result<void> write_grants(Harvest& harvest, const Addresses& addresses, const BodySink& sink);

// What SIM needs in English and the innovation does not have: "problem", "core_idea".
std::vector<std::string_view> missing_for_sim(const corpora::Record& innovation);
// Fails with the list of what is missing, unless only complete ones are wanted.
config::Result<void> check_sim(Harvest& harvest);
config::Result<void> write_sim(Harvest& harvest, const Addresses& addresses, const BodySink& sink);

// GeoJSON (RFC 7946): each actor at the middle of the region it has its seat in, or works in; never at its address.
// All of them, or those that were chosen.
config::Result<void> write_actor_points(Harvest& harvest, const std::optional<std::vector<corpora::RecordId>>& chosen,
                                        const Addresses& addresses, const BodySink& sink);
// GraphML: who works with whom, an edge a pair, with how many works join it and the ids of some.
config::Result<void> write_actor_graph(const ActorGraph& graph, const BodySink& sink);

}  // namespace kohtaamo::server::exchange
