// SPDX-License-Identifier: GPL-3.0-or-later
// Who there is, where, and who does what with whom.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "config/json.h"
#include "indexer/record_parts.h"
#include "server/exchange/bulk.h"
#include "server/exchange/region_points.h"
#include "server/exchange/xml.h"

namespace kohtaamo::server::exchange {
namespace {

using config::Result;
using corpora::Actor;
using corpora::Record;

constexpr std::string_view actors = "type:actor";

// The seat, or else the first region; one that can be drawn goes before a whole country.
const corpora::Region* home_of(const std::vector<corpora::Region>& regions) {
  const auto rank = [](const corpora::Region& region) {
    return std::pair(point_of(region).has_value(), region.role == "seat");
  };
  const auto home = std::ranges::max_element(regions, {}, rank);
  return home == regions.end() ? nullptr : &*home;
}

void write_text(config::JsonWriter& writer, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  config::write_key(writer, name);
  config::write_string(writer, text);
}

void write_geometry(config::JsonWriter& writer, const std::optional<Point>& point) {
  config::write_key(writer, "geometry");
  if (!point) {
    writer.Null();
    return;
  }
  writer.StartObject();
  write_text(writer, "type", "Point");
  config::write_key(writer, "coordinates");
  writer.StartArray();
  writer.Double(point->longitude);
  writer.Double(point->latitude);
  writer.EndArray();
  writer.EndObject();
}

std::string feature_of(const Record& record, const Addresses& addresses) {
  const auto& actor = std::get<Actor>(record.details);
  const corpora::Region* home = home_of(record.regions);
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "type", "Feature");
  write_text(writer, "id", record.id);
  write_geometry(writer, home == nullptr ? std::nullopt : point_of(*home));
  config::write_key(writer, "properties");
  writer.StartObject();
  write_text(writer, "name", record.title.best(indexer::main_language(record)));
  write_text(writer, "actor_type", actor.actor_type);
  write_text(writer, "roles", fmt::format("{}", fmt::join(actor.roles, ",")));
  if (home != nullptr) write_text(writer, "region", home->key());
  write_text(writer, "url", addresses.page(record));
  writer.EndObject();
  writer.EndObject();
  return std::string(config::text_of(json));
}

class Element {
 public:
  explicit Element(const char* name) : node_(document_.append_child(name)) {}
  Element& attribute(const char* name, std::string_view value) {
    add_attribute(node_, name, value);
    return *this;
  }
  Element& value(const char* key, std::string_view text) {
    if (!text.empty()) add_attribute(add_element(node_, "data", text), "key", key);
    return *this;
  }
  std::string text() const { return element_text(document_) + "\n"; }

 private:
  pugi::xml_document document_{};
  pugi::xml_node node_;
};

constexpr std::string_view graph_begin =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="actor_type" for="node" attr.name="actor_type" attr.type="string"/>
<key id="region" for="node" attr.name="region" attr.type="string"/>
<key id="node_works" for="node" attr.name="works" attr.type="int"/>
<key id="works" for="edge" attr.name="works" attr.type="int"/>
<key id="examples" for="edge" attr.name="examples" attr.type="string"/>
<graph id="actors" edgedefault="undirected">
)";
constexpr std::string_view graph_end = "</graph>\n</graphml>\n";

Result<void> write_node(const GraphNode& node, const BodySink& sink) {
  const corpora::Region* home = home_of(node.regions);
  return sink(Element("node")
                  .attribute("id", node.actor)
                  .value("name", node.name)
                  .value("actor_type", node.actor_type)
                  .value("region", home == nullptr ? "" : home->key())
                  .value("node_works", std::to_string(node.works))
                  .text());
}

Result<void> write_edge(const ActorGraph& graph, const GraphTie& tie, const BodySink& sink) {
  std::string examples;
  for (std::size_t i = 0; i < std::min<std::size_t>(tie.works, tie.examples.size()); ++i)
    examples += (examples.empty() ? "" : " ") + graph.works[tie.examples.at(i)];
  return sink(Element("edge")
                  .attribute("source", graph.nodes[tie.one].actor)
                  .attribute("target", graph.nodes[tie.other].actor)
                  .value("works", std::to_string(tie.works))
                  .value("examples", examples)
                  .text());
}

// To look more of them up one at a time takes longer than to read all actors.
constexpr std::size_t most_looked_up = 1000;

}  // namespace

Result<void> write_actor_points(Harvest& harvest, const std::optional<std::vector<corpora::RecordId>>& chosen,
                                const Addresses& addresses, const BodySink& sink) {
  if (auto begun = sink("{\"type\":\"FeatureCollection\",\"features\":["); !begun) return begun;
  std::string_view between;
  const auto write = [&](const HarvestedRecord& one) {
    auto taken = sink(fmt::format("{}{}", between, feature_of(one.record, addresses)));
    between = ",\n";
    return taken;
  };
  if (!chosen || chosen->size() > most_looked_up) {
    std::unordered_set<corpora::RecordId> wanted;
    if (chosen) wanted.insert(chosen->begin(), chosen->end());
    auto written = harvest.each(actors, [&](const HarvestedRecord& one) {
      return !chosen || wanted.contains(one.record.id) ? write(one) : Result<void>{};
    });
    return written ? sink("]}\n") : written;
  }
  for (const corpora::RecordId& id : *chosen) {
    const auto found = harvest.find(id);
    if (!found) return config::fail(found.error());
    if (!*found || (*found)->is_gone) continue;  // it went since it was chosen
    if (auto written = write(**found); !written) return written;
  }
  return sink("]}\n");
}

Result<void> write_actor_graph(const ActorGraph& graph, const BodySink& sink) {
  if (auto begun = sink(graph_begin); !begun) return begun;
  for (const GraphNode& node : graph.nodes)
    if (auto written = write_node(node, sink); !written) return written;
  for (const GraphTie& tie : graph.ties)
    if (auto written = write_edge(graph, tie, sink); !written) return written;
  return sink(graph_end);
}

}  // namespace kohtaamo::server::exchange
