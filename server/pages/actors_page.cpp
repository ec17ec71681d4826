// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/actors_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "config/code_lists.h"
#include "config/messages.h"
#include "indexer/document_builder.h"
#include "server/pages/format.h"
#include "server/pages/search_address.h"
#include "server/places/region_tiles.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::array filters{
    FacetRow{"actor_type", "actor_type", "actor_types"},
    FacetRow{"role", "actor_role", "roles"},
    FacetRow{"region", "region", "regions"},
    FacetRow{"function", "actor_function", "functions"},
};
constexpr std::array sisters{SisterPage{"actors", "place_list"}, SisterPage{"actors/map", "place_map"},
                             SisterPage{"actors/network", "actor_network"}};

constexpr int tile_side = 60, tile_gap = 4;

std::string_view language_of(const ActorsView& view) { return to_text(view.place.reader.language); }

// --- the list -----------------------------------------------------------------------------------

View actor_view(const Hit& hit, const Reader& reader) {
  View card = card_of(hit, reader);
  const auto& actor = std::get<corpora::Actor>(hit.record->details);
  const std::string_view language = to_text(reader.language);
  std::vector<std::string> roles;
  for (const std::string& role : actor.roles) roles.emplace_back(config::label_of("roles", role, language));
  card.set("roles", optional_text(fmt::format("{}", fmt::join(roles, ", "))));
  card.set("offers", actor.offers.empty() ? View(false)
                                          : View(message("actor_offers", language, {{"count", actor.offers.size()}})));
  return card;
}

View actors_view(const ActorsView& view) {
  View list(View::type::list);
  for (const Hit& hit : view.list.actors) list << actor_view(hit, view.place.reader);
  return list;
}

// --- the map ------------------------------------------------------------------------------------

struct RegionCount {
  std::string_view region{};
  std::string name{};
  std::size_t count = 0;
};

std::vector<RegionCount> regions_of(const ActorsView& view) {
  std::vector<RegionCount> regions;
  for (const RegionTile& tile : region_tiles)
    regions.push_back({.region = tile.region,
                       .name = std::string(config::label_of("regions", tile.region, language_of(view))),
                       .count = count_in(view.list.regions, tile.region)});
  std::ranges::sort(regions, {}, [](const RegionCount& one) { return indexer::name_value(one.name); });
  return regions;
}

std::string address_of_region(const ActorsView& view, std::string_view region) {
  SearchRequest search = view.place.request;
  std::erase_if(search.filters, [](const FacetFilter& filter) { return filter.field == "region"; });
  search.filters.push_back({.field = "region", .codes = {std::string(region)}});
  return page_address(view.place.reader.language, rest_of({.rest = "actors"}, search, {})) + "#results";
}

View region_view(const ActorsView& view, const RegionCount& region, std::size_t most) {
  View item;
  item.set("address", address_of_region(view, region.region));
  item.set("name", region.name);
  item.set("short_name", short_region_name(region.name));
  item.set("count", format_number(static_cast<double>(region.count), view.place.reader.language));
  item.set("words", message("region_actors", language_of(view), {{"region", region.name}, {"count", region.count}}));
  item.set("level", fmt::format("{}", level_of(region.count, most)));
  item.set("is_gap", View(region.count == 0));
  return item;
}

std::string number_text(double number) { return fmt::format("{:.1f}", number); }

void set_tiles(const ActorsView& view, const std::vector<RegionCount>& regions, std::size_t most, View& values) {
  View tiles(View::type::list);
  for (const RegionTile& tile : region_tiles) {
    const auto region = std::ranges::find(regions, tile.region, &RegionCount::region);
    View item = region_view(view, *region, most);
    const int x = tile.column * (tile_side + tile_gap) + 2, y = tile.row * (tile_side + tile_gap) + 2;
    item.set("x", fmt::format("{}", x));
    item.set("y", fmt::format("{}", y));
    item.set("middle", fmt::format("{}", x + tile_side / 2));
    item.set("upper", fmt::format("{}", y + 24));
    item.set("lower", fmt::format("{}", y + 47));
    tiles << std::move(item);
  }
  values.set("tiles", std::move(tiles));
  values.set("side", fmt::format("{}", tile_side));
  values.set("map_width", fmt::format("{}", tile_columns * (tile_side + tile_gap)));
  values.set("map_height", fmt::format("{}", tile_rows * (tile_side + tile_gap)));
}

void set_outlines(const ActorsView& view, const std::vector<RegionCount>& regions, std::size_t most, View& values) {
  View list(View::type::list);
  for (const RegionOutline& outline : view.outlines->regions) {
    const auto region = std::ranges::find(regions, outline.region, &RegionCount::region);
    View item = region_view(view, *region, most);
    item.set("path", outline.path);
    item.set("middle", number_text(outline.middle_x));
    item.set("lower", number_text(outline.middle_y + 4));
    list << std::move(item);
  }
  values.set("outlines", std::move(list));
  values.set("map_width", number_text(view.outlines->width));
  values.set("map_height", number_text(view.outlines->height));
}

void set_map(const ActorsView& view, View& values) {
  const std::vector<RegionCount> regions = regions_of(view);
  const std::size_t most = std::ranges::max(regions, {}, &RegionCount::count).count;
  View rows(View::type::list), gaps(View::type::list);
  for (const RegionCount& region : regions) {
    rows << region_view(view, region, most);
    if (region.count == 0) gaps << region_view(view, region, most);
  }
  values.set("rows", std::move(rows));
  values.set("gaps", std::move(gaps));
  values.set("has_gaps", View(std::ranges::any_of(regions, [](const RegionCount& one) { return one.count == 0; })));
  const auto counted = [&](std::string_view key, std::size_t count) {
    return count == 0 ? View(false) : View(message(key, language_of(view), {{"count", count}}));
  };
  values.set("nationwide", counted("actors_nationwide", view.list.nationwide));
  values.set("unplaced", counted("actors_unplaced", view.list.unplaced));
  values.set("has_outlines", View(view.outlines != nullptr));
  if (view.outlines != nullptr)
    set_outlines(view, regions, most, values);
  else
    set_tiles(view, regions, most, values);
}

}  // namespace

std::span<const FacetRow> actor_filters() { return filters; }
std::span<const SisterPage> actor_pages() { return sisters; }

int level_of(std::size_t count, std::size_t most) {
  if (count == 0 || most == 0) return 0;
  constexpr double levels = 4;
  const double share = std::sqrt(static_cast<double>(count) / static_cast<double>(most));
  return std::clamp(static_cast<int>(std::ceil(share * levels)), 1, 4);
}

// Two words by their first letters, one by its first three.
std::string short_region_name(std::string_view name) {
  const auto letters = [](std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size() && count > 0; --count) do
        ++end;
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
    return std::string(text.substr(0, end));
  };
  const std::size_t between = name.find_first_of("- ");
  if (between == std::string_view::npos) return letters(name, 3);
  return letters(name, 1) + name[between] + letters(name.substr(between + 1), 1);
}

std::string render_actors_page(const ActorsView& view) {
  const Place& place = view.place;
  const std::string heading = message("nav_actors", language_of(view));
  const std::string count = message("actors_count", language_of(view), {{"count", view.list.total}});
  std::string title = heading + " – " + (view.is_map ? message("place_map", language_of(view)) : count);
  if (view.page > 1) title += " – " + message("page_number", language_of(view), {{"page", view.page}});
  View values = place_view(place,
                           {.title = title,
                            .heading = heading,
                            .lead = message("actors_lead", language_of(view)),
                            .words_label = message("actors_words", language_of(view)),
                            .results = count},
                           sisters);
  if (view.is_map) {
    set_map(view, values);
    return render("actors_map", place.reader.language, values);
  }
  set_paging(place, {.page = view.page, .total = view.list.reachable, .per_page = actors_per_page}, values);
  values.set("actors", actors_view(view));
  values.set("has_actors", View(!view.list.actors.empty()));
  values.set("is_by_name", View(place.request.q.empty() && view.list.total > actors_per_page));
  SearchRequest search = search_of_actors(place.request);
  search.facets.clear();
  search.limit = hits_per_page;
  values.set("feed", subscription_address("/feed", search, place.reader.language));
  values.set("json_address", "/api/v1/" + search_address(search));
  values.set("points", subscription_address("/export/actors.geojson", search, place.reader.language));
  values.set("graph", subscription_address("/export/actors.graphml", search, place.reader.language));
  return render("actors", place.reader.language, values);
}

}  // namespace kohtaamo::server
