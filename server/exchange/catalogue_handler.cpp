// SPDX-License-Identifier: GPL-3.0-or-later
// The records as a data set of an open data catalogue: DCAT-AP 3, as JSON-LD.
#include <fmt/format.h>

#include <array>

#include "config/json.h"
#include "config/messages.h"
#include "server/exchange/addresses.h"
#include "server/exchange/handlers.h"
#include "server/exchange/harvest.h"

namespace kohtaamo::server::exchange {
namespace {

using config::fail;
using config::write_key;
using config::write_string;

constexpr std::string_view file_types = "http://publications.europa.eu/resource/authority/file-type/";
constexpr std::string_view daily = "http://publications.europa.eu/resource/authority/frequency/DAILY";
constexpr std::string_view society = "http://publications.europa.eu/resource/authority/data-theme/SOCI";

struct Distribution {
  std::string_view path{}, title{}, media_type{}, file_type{};
};
constexpr std::array distributions{
    Distribution{"/export/records.jsonl", "Records, JSON Lines", "application/jsonl", "JSON"},
    Distribution{"/export/records.csv", "Records, CSV", "text/csv", "CSV"},
    Distribution{"/oai", "Records, OAI-PMH 2.0", "text/xml", "XML"},
    Distribution{"/export/360giving.json", "Grants, 360Giving", "application/json", "JSON"},
    Distribution{"/export/actors.geojson", "Actors, GeoJSON", "application/geo+json", "GEOJSON"},
    Distribution{"/export/actors.graphml", "Actors and what they share, GraphML", "application/graphml+xml", "XML"},
    Distribution{"/vocabulary.ttl", "Concepts, SKOS", "text/turtle", "RDF_TURTLE"},
};

// One is asked step by step; the graph of all actors may be too large, and then wants filters.
bool is_download(const Distribution& one) { return one.path != "/oai" && one.path != "/export/actors.graphml"; }

constexpr std::array prefixes{
    std::pair{"dcat", "http://www.w3.org/ns/dcat#"}, std::pair{"dct", "http://purl.org/dc/terms/"},
    std::pair{"foaf", "http://xmlns.com/foaf/0.1/"}, std::pair{"vcard", "http://www.w3.org/2006/vcard/ns#"},
    std::pair{"xsd", "http://www.w3.org/2001/XMLSchema#"}};

class Catalogue {
 public:
  Catalogue(config::JsonWriter& writer, const Addresses& addresses) : writer_(writer), addresses_(addresses) {}

  void write(const std::string& issued, const std::string& modified) {
    writer_.StartObject();
    write_prefixes();
    text("@id", addresses_.at("/dcat.jsonld#dataset"));
    text("@type", "dcat:Dataset");
    in_languages("dct:title", "site_name");
    in_languages("dct:description", "tagline");
    node("dct:publisher", "foaf:Agent", [&] { text("foaf:name", addresses_.domain()); });
    node("dcat:contactPoint", "vcard:Kind",
         [&] { reference("vcard:hasEmail", "mailto:postmaster@" + addresses_.domain()); });
    reference("dcat:landingPage", addresses_.at("/"));
    reference("dct:accrualPeriodicity", daily);
    reference("dcat:theme", society);
    for (const auto& [name, moment] : {std::pair{"dct:issued", issued}, std::pair{"dct:modified", modified}})
      node(name, "xsd:dateTime", [&, &moment = moment] { text("@value", moment); });
    write_key(writer_, "dcat:distribution");
    writer_.StartArray();
    for (const Distribution& one : distributions) write(one);
    writer_.EndArray();
    writer_.EndObject();
  }

 private:
  void text(std::string_view name, std::string_view value) {
    write_key(writer_, name);
    write_string(writer_, value);
  }
  void node(std::string_view name, std::string_view type, const auto& write_members) {
    write_key(writer_, name);
    writer_.StartObject();
    text("@type", type);
    write_members();
    writer_.EndObject();
  }
  void reference(std::string_view name, std::string_view target) {
    write_key(writer_, name);
    writer_.StartObject();
    text("@id", target);
    writer_.EndObject();
  }
  void in_languages(std::string_view name, std::string_view message) {
    write_key(writer_, name);
    writer_.StartArray();
    for (const auto language : stemming::all_languages) {
      writer_.StartObject();
      text("@value", config::message(message, to_text(language)));
      text("@language", to_text(language));
      writer_.EndObject();
    }
    writer_.EndArray();
  }
  void write_prefixes() {
    write_key(writer_, "@context");
    writer_.StartObject();
    for (const auto& [prefix, name_space] : prefixes) text(prefix, name_space);
    writer_.EndObject();
  }
  void write(const Distribution& one) {
    writer_.StartObject();
    text("@type", "dcat:Distribution");
    text("dct:title", one.title);
    reference("dcat:accessURL", addresses_.at(one.path));
    if (is_download(one)) reference("dcat:downloadURL", addresses_.at(one.path));
    reference("dcat:mediaType", fmt::format("https://www.iana.org/assignments/media-types/{}", one.media_type));
    reference("dct:format", fmt::format("{}{}", file_types, one.file_type));
    node("dct:rights", "dct:RightsStatement", [&] {
      text("dct:description", "Each record carries its own licence; without one, it is metadata and a link.");
    });
    writer_.EndObject();
  }

  config::JsonWriter& writer_;
  const Addresses& addresses_;
};

}  // namespace

Reply get_catalogue(App& app, const RoutedRequest& request) {
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto earliest = harvest->store().earliest_change_at();
  const auto latest = harvest->store().latest_change_at();
  if (!earliest || !latest) return fail(earliest ? latest.error() : earliest.error());
  const Addresses addresses(app, request.http);
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  Catalogue(writer, addresses).write(*earliest, *latest);
  return HttpReply{.content_type = "application/ld+json", .body = std::string(config::text_of(json))};
}

}  // namespace kohtaamo::server::exchange
