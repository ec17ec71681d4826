// SPDX-License-Identifier: GPL-3.0-or-later
// Who there is, where, and who does what with whom.
#include <fmt/format.h>

#include <algorithm>
#include <set>
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
using corpora::RecordId;

constexpr std::string_view actors = "type:actor";
// In a project of more, each is joined with the first alone: pairs of all would drown the rest of the graph.
constexpr std::size_t most_joined = 30;

// The seat, or else the first region; one that can be drawn goes before a whole country.
const corpora::Region* home_of(const Record& actor) {
  const auto rank = [](const corpora::Region& region) {
    return std::pair(point_of(region).has_value(), region.role == "seat");
  };
  const auto home = std::ranges::max_element(actor.regions, {}, rank);
  return home == actor.regions.end() ? nullptr : &*home;
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
  const corpora::Region* home = home_of(record);
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
<key id="shared" for="edge" attr.name="shared" attr.type="string"/>
<key id="shared_name" for="edge" attr.name="shared_name" attr.type="string"/>
<graph id="actors" edgedefault="undirected">
)";
constexpr std::string_view graph_end = "</graph>\n</graphml>\n";

Result<void> write_node(const Record& record, const BodySink& sink) {
  const corpora::Region* home = home_of(record);
  return sink(Element("node")
                  .attribute("id", record.id)
                  .value("name", record.title.best(indexer::main_language(record)))
                  .value("actor_type", std::get<Actor>(record.details).actor_type)
                  .value("region", home == nullptr ? "" : home->key())
                  .text());
}

Result<void> write_edge(const RecordId& one, const RecordId& other, const Record& shared, const BodySink& sink) {
  return sink(Element("edge")
                  .attribute("source", one)
                  .attribute("target", other)
                  .value("shared", shared.id)
                  .value("shared_name", shared.title.best(indexer::main_language(shared)))
                  .text());
}

Result<void> write_edges(const Record& shared, const std::set<RecordId>& known, const BodySink& sink) {
  std::vector<RecordId> members = indexer::references_of(shared);
  std::erase_if(members, [&](const RecordId& id) { return !known.contains(id); });
  const std::size_t ends = members.size() > most_joined ? 1 : members.size();
  for (std::size_t one = 0; one < ends; ++one)
    for (std::size_t other = one + 1; other < members.size(); ++other)
      if (auto written = write_edge(members[one], members[other], shared, sink); !written) return written;
  return {};
}

}  // namespace

Result<void> write_actor_points(Harvest& harvest, const Addresses& addresses, const BodySink& sink) {
  if (auto begun = sink("{\"type\":\"FeatureCollection\",\"features\":["); !begun) return begun;
  std::string_view between;
  auto written = harvest.each(actors, [&](const HarvestedRecord& one) {
    auto taken = sink(fmt::format("{}{}", between, feature_of(one.record, addresses)));
    between = ",\n";
    return taken;
  });
  return written ? sink("]}\n") : written;
}

Result<void> write_actor_graph(Harvest& harvest, const BodySink& sink) {
  std::set<RecordId> known;
  if (auto begun = sink(graph_begin); !begun) return begun;
  auto written = harvest.each(actors, [&](const HarvestedRecord& one) {
    known.insert(one.id);
    return write_node(one.record, sink);
  });
  for (const std::string_view shared : {"type:project", "type:innovation"}) {
    if (!written) return written;
    written = harvest.each(shared, [&](const HarvestedRecord& one) { return write_edges(one.record, known, sink); });
  }
  return written ? sink(graph_end) : written;
}

}  // namespace kohtaamo::server::exchange
