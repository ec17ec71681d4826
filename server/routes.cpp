// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/api/handlers.h"
#include "server/exchange/handlers.h"
#include "server/requests.h"

namespace kohtaamo::server {
namespace {

constexpr std::array<std::string_view, 1> only_lang{"lang"};
constexpr std::array<std::string_view, 1> only_type{"type"};
constexpr std::array<std::string_view, 1> only_complete{"complete"};
constexpr std::array<std::string_view, 7> oai_arguments{"verb",  "identifier", "metadataPrefix", "from",
                                                        "until", "set",        "resumptionToken"};
constexpr std::array<std::string_view, 2> lang_and_limit{"lang", "limit"};
constexpr std::array<std::string_view, 2> lang_and_wait{"lang", "wait"};

// The columns, in order: method, path, handler, parameters, needs_permit, freshness, scope, words_own_errors.
constexpr std::array table{
    Route{"GET", "/api/v1", api::get_links, only_lang, false, Freshness::body},
    Route{"GET", "/api/v1/search", api::get_search, search_parameters, true, Freshness::index},
    Route{"POST", "/api/v1/search", api::post_search, only_lang, true},
    Route{"GET", "/api/v1/suggest", api::get_suggestions, suggest_parameters, true, Freshness::index},
    Route{"POST", "/api/v1/match", api::post_match, only_lang, true},
    Route{"POST", "/api/v1/bundle", api::post_bundle, only_lang, true},
    Route{"POST", "/api/v1/mirror", api::post_mirror, only_lang, true},
    Route{"POST", "/api/v1/consortium", api::post_consortium, only_lang, true},
    Route{"POST", "/api/v1/overlap", api::post_overlap, only_lang, true},
    Route{"GET", "/api/v1/ranking", api::get_ranking, only_lang, false, Freshness::body},
    Route{"GET", "/api/v1/records/{id}", api::get_record, only_lang, true, Freshness::body},
    Route{"GET", "/api/v1/records/{id}/similar", api::get_similar, lang_and_limit, true, Freshness::index},
    Route{"GET", "/api/v1/records/{id}/links", api::get_links_to, lang_and_limit, true, Freshness::index},
    Route{"GET", "/api/v1/records/{id}/lineage", api::get_lineage, lineage_parameters, true, Freshness::index},
    Route{"PUT", "/api/v1/records/{id}", api::put_record, lang_and_wait, false, Freshness::none, Scope::records_write},
    Route{"DELETE", "/api/v1/records/{id}", api::delete_record, lang_and_wait, false, Freshness::none,
          Scope::records_write},
    Route{"POST", "/api/v1/import", api::post_import, lang_and_wait, false, Freshness::none, Scope::records_write},
    Route{"GET", "/api/v1/needs/{id}/feedback", api::get_feedback_of, only_lang, false, Freshness::none,
          Scope::records_write},
    Route{"GET", "/api/v1/needs/{id}/feedback/{record}", api::get_feedback, only_lang, false, Freshness::none,
          Scope::records_write},
    Route{"PUT", "/api/v1/needs/{id}/feedback/{record}", api::put_feedback, only_lang, false, Freshness::none,
          Scope::records_write},
    Route{"DELETE", "/api/v1/needs/{id}/feedback/{record}", api::delete_feedback, only_lang, false, Freshness::none,
          Scope::records_write},
    Route{"GET", "/api/v1/code-lists", api::get_code_lists, only_lang, false, Freshness::body},
    Route{"GET", "/api/v1/code-lists/{id}", api::get_code_list, only_lang, false, Freshness::body},
    Route{"GET", "/api/v1/openapi.json", api::get_openapi, {}, false, Freshness::body},
    Route{"GET", "/openapi.json", api::get_openapi, {}, false, Freshness::body},
    Route{"GET", "/health", api::get_health, {}},
    Route{"GET", "/ready", api::get_ready, {}},
    Route{"GET", "/version", api::get_version, {}},
    Route{"GET", "/metrics", api::get_metrics, {}},
    Route{"GET", "/oai", exchange::get_oai, oai_arguments, true, Freshness::none, Scope::open, true},
    Route{"POST", "/oai", exchange::post_oai, {}, true, Freshness::none, Scope::open, true},
    Route{"GET", "/oai/kohtaamo.xsd", exchange::get_oai_schema, {}, false, Freshness::body},
    Route{"GET", "/feed", exchange::get_feed, search_parameters, true, Freshness::body},
    Route{"GET", "/calendar.ics", exchange::get_calendar, search_parameters, true, Freshness::body},
    Route{"GET", "/records/{id}/json-ld", exchange::get_record_json_ld, only_lang, true, Freshness::body},
    Route{"GET", "/records/{id}/table.csv", exchange::get_record_csv, only_lang, true, Freshness::body},
    Route{"GET", "/records/{id}/calendar.ics", exchange::get_record_calendar, only_lang, true, Freshness::body},
    Route{"GET", "/export/records.jsonl", exchange::get_jsonl, only_type},
    Route{"GET", "/export/records.csv", exchange::get_csv, only_type},
    Route{"GET", "/export/360giving.json", exchange::get_grants, {}},
    Route{"GET", "/export/sim.csv", exchange::get_sim, only_complete, true},
    Route{"GET", "/export/actors.geojson", exchange::get_actor_points, search_parameters, true},
    Route{"GET", "/export/actors.graphml", exchange::get_actor_graph, search_parameters, true},
    Route{"GET", "/vocabulary.ttl", exchange::get_vocabulary, {}, false, Freshness::body},
    Route{"GET", "/code-lists/{id}", exchange::get_code_list, {}, false, Freshness::body},
    Route{"GET", "/dcat.jsonld", exchange::get_catalogue, {}, false, Freshness::body},
    Route{"GET", "/opensearch.xml", exchange::get_opensearch, only_lang, false, Freshness::body},
    Route{"GET", "/sitemap.xml", exchange::get_sitemaps, {}, false, Freshness::body},
    Route{"GET", "/sitemaps/{id}", exchange::get_sitemap, {}, true, Freshness::body},
    Route{"GET", "/robots.txt", exchange::get_robots, {}, false, Freshness::body},
};

constexpr std::string_view id_segment = "{id}", record_segment = "{record}";

// Cuts off the next segment; nothing when there is none left.
std::optional<std::string_view> next_segment(std::string_view& path) {
  if (!path.starts_with('/')) return std::nullopt;
  const std::size_t end = std::min(path.find('/', 1), path.size());
  const std::string_view segment = path.substr(1, end - 1);
  path.remove_prefix(end);
  return segment;
}

// A segment as sent, decoded; empty when it cannot be: no segment of a route is.
std::string decoded(std::string_view segment) {
  const auto target = parse_target("/" + std::string(segment));
  return target ? target->path.substr(1) : std::string();
}

struct PathMatch {
  bool is_match = false;
  std::string id{}, record{};
};

PathMatch match_path(std::string_view pattern, std::string_view path) {
  PathMatch match;
  for (;;) {
    const auto wanted = next_segment(pattern);
    const auto sent = next_segment(path);
    if (!wanted && !sent) break;
    if (!wanted || !sent) return {};
    std::string segment = decoded(*sent);
    if (*wanted == id_segment && !segment.empty())
      match.id = std::move(segment);
    else if (*wanted == record_segment && !segment.empty())
      match.record = std::move(segment);
    else if (segment != *wanted)
      return {};
  }
  match.is_match = true;
  return match;
}

}  // namespace

std::span<const Route> api_routes() { return table; }

std::string_view to_text(Scope scope) { return scope == Scope::records_write ? "records:write" : ""; }

FoundRoute find_route(std::span<const Route> routes, std::string_view method, std::string_view target) {
  const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
  FoundRoute found;
  for (const Route& route : routes) {
    PathMatch match = match_path(route.path, path);
    if (!match.is_match) continue;
    found.allowed.push_back(route.method);
    if (route.method != method || found.route != nullptr) continue;
    found.route = &route;
    found.id = std::move(match.id);
    found.record = std::move(match.record);
  }
  return found;
}

}  // namespace kohtaamo::server
