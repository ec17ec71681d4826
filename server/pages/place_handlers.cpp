// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/place_handlers.h"

#include <algorithm>
#include <filesystem>

#include "corpora/store_copy.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/exchange/addresses.h"
#include "server/pages/about_page.h"
#include "server/pages/actors_page.h"
#include "server/pages/api_page.h"
#include "server/pages/funding_page.h"
#include "server/pages/funding_table.h"
#include "server/pages/network_page.h"
#include "server/pages/page_reply.h"
#include "server/pages/themes_page.h"
#include "server/requests.h"

namespace kohtaamo::server::pages {
namespace {

using config::fail;
using config::Result;
using corpora::RecordId;

constexpr std::size_t last_page = 100'000;
constexpr std::size_t calls_in_table = 10'000;
constexpr std::size_t drawn_nodes = 32, drawn_ties = 60;  // so many can be told apart

HttpReply redirect(std::string address) { return {.status = 303, .headers = {{"Location", std::move(address)}}}; }

// A form sends fields that were left empty; they say nothing.
Result<SearchRequest> parse_choice(const App& app, const RoutedRequest& request, std::span<const FacetRow> rows) {
  auto search = parse_search(Parameters::of_query(request.http), app.settings().search, app.today());
  if (!search) return search;
  search->facets.clear();
  for (const FacetRow& row : rows) search->facets.emplace_back(row.field);
  search->with_help = false;
  search->explain = Explain::none;
  return search;
}

// A region that is asked for among calls is one where an applicant may be.
Result<SearchRequest> parse_choice_of_calls(const App& app, const RoutedRequest& request) {
  auto search = parse_choice(app, request, funding_filters());
  if (!search) return search;
  for (FacetFilter& filter : search->filters)
    if (filter.field == "region") filter.field = std::string(reach_facet);
  return search;
}

Result<std::size_t> parse_page(const RoutedRequest& request) {
  return Parameters::of_query(request.http).count("page", 1, last_page, 1);
}

// What is chosen, as the address says it: what a place implies is added where records are looked for.
Place place_of(std::string rest, std::span<const FacetRow> rows, const SearchRequest& search, const Reader& reader) {
  Place place{.rest = std::move(rest), .rows = rows, .request = search, .reader = reader};
  place.request.facets.clear();
  return place;
}

Result<Month> month_of_request(const RoutedRequest& request, corpora::Date today) {
  const auto text = Parameters::of_query(request.http).text("month");
  if (!text) return fail(text.error());
  return *text && !(*text)->empty() ? parse_month(**text) : month_of(today);
}

struct AskedNetwork {
  RecordId actor{};
  NetworkScope scope{};
};

// Who names neither an actor nor a region is shown the country: elsewhere are far more actors than anybody here knows.
Result<AskedNetwork> parse_network(const App& app, const RoutedRequest& request, const SearchRequest& search) {
  const Parameters parameters = Parameters::of_query(request.http);
  const auto actor = parameters.text("actor");
  if (!actor) return fail(actor.error());
  const auto everywhere = parameters.flag("everywhere", false);
  if (!everywhere) return fail(everywhere.error());
  AskedNetwork asked{.actor = actor->value_or("")};
  const bool has_region = std::ranges::find(search.filters, "region", &FacetFilter::field) != search.filters.end();
  asked.scope = has_region || !asked.actor.empty() ? NetworkScope::chosen
                : *everywhere                      ? NetworkScope::everywhere
                                                   : NetworkScope::country;
  if (asked.actor.empty()) return asked;
  const auto record = app.search().find(asked.actor);
  if (!record) return fail(record.error());
  if (!*record) return fail(app.no_record(asked.actor));
  return asked;
}

struct DrawnNetwork {
  ActorNetwork network{};
  std::vector<Facet> facets{};
};

Result<DrawnNetwork> draw_network(App& app, SearchRequest search, const RecordId& actor, NetworkScope scope) {
  const bool has_region = std::ranges::find(search.filters, "region", &FacetFilter::field) != search.filters.end();
  if (scope == NetworkScope::country) search.filters.push_back(actors_of_country());
  auto selection = select_actors(app.search(), search);
  if (!selection) return fail(selection.error());
  DrawnNetwork drawn{.facets = std::move(selection->facets)};
  NetworkRequest wanted{
      .with_partners = has_region, .centre = actor, .most_nodes = drawn_nodes, .most_ties = drawn_ties};
  if (!search.filters.empty() || !search.q.empty()) wanted.among = std::move(*selection);
  auto network = app.networks().draw(wanted);
  if (!network) return fail(network.error());
  drawn.network = std::move(*network);
  return drawn;
}

// Where a region has no joint work to show: of how many actors the region is known at all.
Result<std::optional<PlacedActors>> placed_actors(const App& app, const SearchRequest& search,
                                                  const ActorNetwork& network) {
  const bool has_region = std::ranges::find(search.filters, "region", &FacetFilter::field) != search.filters.end();
  if (!has_region || !network.nodes.empty()) return std::optional<PlacedActors>();
  const auto all = list_actors(app.search(), {.search = {.today = search.today}, .count = 0});
  if (!all) return fail(all.error());
  return std::optional(PlacedActors{.known = all->total - all->nationwide - all->unplaced, .all = all->total});
}

Titles titles_in(const App& app, const ActorNetwork& network, const RecordId& centre) {
  std::vector<RecordId> ids{centre};
  for (const NetworkNode& node : network.nodes) ids.push_back(node.actor);
  for (const NetworkTie& tie : network.ties) ids.insert(ids.end(), tie.examples.begin(), tie.examples.end());
  return titles_of(app.search(), ids);
}

Result<std::vector<corpora::SourceHealth>> health_of(App& app) {
  const std::string& directory = app.settings().data.directory;
  std::error_code error;
  const bool has_store = std::filesystem::exists(corpora::store_path(directory), error);
  if (!has_store && !error) return std::vector<corpora::SourceHealth>{};  // a server may have an index alone
  auto store = corpora::Store::open(directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  return store->sources();
}

}  // namespace

Result<HttpReply> get_funding(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice_of_calls(app, request);
  if (!search) return fail(search.error());
  const auto page = parse_page(request);
  if (!page) return fail(page.error());
  const auto list =
      list_calls(app.search(), {.search = *search, .begin = (*page - 1) * calls_per_page, .count = calls_per_page});
  if (!list) return fail(list.error());
  Place place = place_of("funding", funding_filters(), *search, reader);
  place.facets = list->facets;
  if (list->calls.empty() && *page > 1) return redirect(address_of(place));
  return html(render_funding_page({.place = place, .list = *list, .page = *page}), reader);
}

Result<HttpReply> get_funding_calendar(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice_of_calls(app, request);
  if (!search) return fail(search.error());
  const auto month = month_of_request(request, reader.today);
  if (!month) return fail(month.error());
  Month shown = *month;
  auto list = list_calls(app.search(), {.search = *search, .count = 0, .month = shown});
  // Who names no month is shown the first that has something to show, from the present one on.
  const bool names_month = !request.http.find_query("month").value_or("").empty();
  if (list && !names_month && list->deadlines.empty() && list->after) {
    shown = *list->after;
    list = list_calls(app.search(), {.search = *search, .count = 0, .month = shown});
  }
  if (!list) return fail(list.error());
  Place place = place_of("funding/calendar", funding_filters(), *search, reader);
  place.facets = list->facets;
  place.others = {{"month", to_text(shown)}};
  return html(render_funding_page({.place = place, .list = *list, .month = shown}), reader);
}

Result<HttpReply> get_funding_table(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice(app, request, {});
  if (!search) return fail(search.error());
  CallListRequest wanted{.search = *search, .count = calls_in_table};
  if (!request.http.find_query("month").value_or("").empty()) {
    const auto month = month_of_request(request, reader.today);
    if (!month) return fail(month.error());
    wanted.month = *month;
    wanted.count = 0;
  }
  const auto list = list_calls(app.search(), wanted);
  if (!list) return fail(list.error());
  return table_reply("kohtaamo-calls.csv", call_rows(*list, exchange::Addresses(app, request.http).base(), reader));
}

Result<HttpReply> get_actors(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice(app, request, actor_filters());
  if (!search) return fail(search.error());
  const auto page = parse_page(request);
  if (!page) return fail(page.error());
  const auto list =
      list_actors(app.search(), {.search = *search, .begin = (*page - 1) * actors_per_page, .count = actors_per_page});
  if (!list) return fail(list.error());
  Place place = place_of("actors", actor_filters(), *search, reader);
  place.facets = list->facets;
  if (list->actors.empty() && *page > 1) return redirect(address_of(place));
  return html(render_actors_page({.place = place, .list = *list, .page = *page}), reader);
}

Result<HttpReply> get_actor_map(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice(app, request, actor_filters());
  if (!search) return fail(search.error());
  const auto list = list_actors(app.search(), {.search = *search, .count = 0});
  if (!list) return fail(list.error());
  Place place = place_of("actors/map", actor_filters(), *search, reader);
  place.facets = list->facets;
  return html(render_actors_page({.place = place, .list = *list, .is_map = true, .outlines = app.region_outlines()}),
              reader);
}

Result<HttpReply> get_actor_network(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_choice(app, request, actor_filters());
  if (!search) return fail(search.error());
  const auto asked = parse_network(app, request, *search);
  if (!asked) return fail(asked.error());
  NetworkScope scope = asked->scope;
  auto network = draw_network(app, *search, asked->actor, scope);
  if (!network) return fail(network.error());
  if (scope == NetworkScope::country && network->network.nodes.empty()) {
    scope = NetworkScope::everywhere;  // of a collection without anybody in the country
    network = draw_network(app, *search, asked->actor, scope);
    if (!network) return fail(network.error());
  }
  const auto placed = placed_actors(app, *search, network->network);
  if (!placed) return fail(placed.error());
  Place place = place_of("actors/network", actor_filters(), *search, reader);
  place.facets = network->facets;
  if (!asked->actor.empty()) place.others.emplace_back("actor", asked->actor);
  if (asked->scope == NetworkScope::everywhere) place.others.emplace_back("everywhere", "true");
  return html(render_network_page({.place = place,
                                   .network = network->network,
                                   .centre = asked->actor,
                                   .scope = scope,
                                   .titles = titles_in(app, network->network, asked->actor),
                                   .placed = *placed}),
              reader);
}

Result<HttpReply> get_themes(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto themes = app.search().reader().read([&](const auto& database, const indexer::IndexState& state) {
    return overview_of_themes(app.search(), database, state, reader.today);
  });
  if (!themes) return fail(themes.error());
  return html(render_themes_page({.reader = reader, .themes = *themes}), reader);
}

Result<HttpReply> get_about(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto health = health_of(app);
  if (!health) return fail(health.error());
  const auto coverage = app.search().reader().read([&](const auto& database, const indexer::IndexState& state) {
    return coverage_of(app.search(), database, state, reader.today, *health);
  });
  if (!coverage) return fail(coverage.error());
  return html(render_about_page({.reader = reader, .settings = app.settings(), .coverage = *coverage}), reader);
}

Result<HttpReply> get_api(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  static const Result<ApiOutline> outline = read_api_outline(api::openapi_text());
  if (!outline) return fail(outline.error());
  const exchange::Addresses addresses(app, request.http);
  return html(render_api_page({.reader = reader, .outline = *outline, .base = addresses.base()}), reader);
}

}  // namespace kohtaamo::server::pages
