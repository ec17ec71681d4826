// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/actor_list.h"

#include <algorithm>

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using indexer::IndexState;

bool is_within_country(std::string_view region) {
  return region.starts_with("mk:") || region.starts_with("hva:") || region.starts_with("kunta:");
}

void count_places(const Selection& selection, ActorList& list) {
  const FacetColumn& column = *selection.table->find("region");
  for (const Xapian::docid document : selection.documents) {
    const std::vector<CodeNumber>& codes = column.codes_of(document);
    const bool is_placed =
        std::ranges::any_of(codes, [&](CodeNumber code) { return is_within_country(column.codes[code]); });
    if (codes.empty()) ++list.unplaced;
    if (!codes.empty() && !is_placed) ++list.nationwide;
  }
}

bool is_in_country(std::string_view region) {
  return is_within_country(region) || region == "country:FI" || region == "national:FI";
}

// Those of the country come first: who looks for partners here need not pass thousands of others.
Result<void> add_by_name(const SearchEngine& engine, const ActorListRequest& request, const Selection& selection,
                         const Xapian::Database& database, const IndexState& state, ActorList& list) {
  const FacetColumn& column = *selection.table->find("region");
  Selection home{.table = selection.table}, others{.table = selection.table};
  for (const Xapian::docid document : selection.documents) {
    const bool is_home = std::ranges::any_of(column.codes_of(document),
                                             [&](CodeNumber code) { return is_in_country(column.codes[code]); });
    (is_home ? home : others).documents.push_back(document);
  }
  std::vector<Xapian::docid> shown = by_name(home, database, request.begin, request.count);
  const std::size_t passed = std::min(request.begin, home.documents.size());
  for (const Xapian::docid document :
       by_name(others, database, request.begin - passed, request.count - std::min(request.count, shown.size())))
    shown.push_back(document);
  for (const Xapian::docid document : shown) {
    const auto record = engine.records().get(database, state, document);
    if (!record) return fail(record.error());
    list.actors.push_back({.record = *record});
  }
  return {};
}

Result<void> add_best(const SearchEngine& engine, const ActorListRequest& request, ActorList& list) {
  SearchRequest search = search_of_actors(request.search);
  if (request.begin >= list.reachable) return {};
  search.facets.clear();
  search.offset = request.begin;
  search.limit = std::min(request.count, list.reachable - request.begin);
  auto found = engine.search(search);
  if (!found) return fail(found.error());
  list.actors = std::move(found->hits);
  return {};
}

}  // namespace

SearchRequest search_of_actors(SearchRequest search) {
  search.filters.push_back({.field = "type", .codes = {"actor"}});
  return search;
}

FacetFilter actors_of_country() { return {.field = "region", .codes = {"country:FI", "national:FI"}}; }

Result<ActorList> list_actors(const SearchEngine& engine, const ActorListRequest& request) {
  return engine.reader().read([&](const Xapian::Database& database, const IndexState& state) -> Result<ActorList> {
    const auto selection = select(engine, search_of_actors(request.search), database, state);
    if (!selection) return fail(selection.error());
    ActorList list{.total = selection->documents.size(), .facets = selection->facets};
    if (const auto region = std::ranges::find(list.facets, "region", &Facet::field); region != list.facets.end())
      for (const FacetCount& count : region->counts) list.regions.emplace(count.code, count.count);
    count_places(*selection, list);
    const auto reach = static_cast<std::size_t>(engine.settings().search.max_reach);
    list.reachable = request.search.q.empty() ? list.total : std::min(list.total, reach);
    const auto added = request.search.q.empty() ? add_by_name(engine, request, *selection, database, state, list)
                                                : add_best(engine, request, list);
    if (!added) return fail(added.error());
    return list;
  });
}

Result<Selection> select_actors(const SearchEngine& engine, const SearchRequest& search) {
  return engine.reader().read([&](const Xapian::Database& database, const IndexState& state) {
    return select(engine, search_of_actors(search), database, state);
  });
}

}  // namespace kohtaamo::server
