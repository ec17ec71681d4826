// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/call_list.h"

#include <algorithm>
#include <set>

#include "config/code_lists.h"
#include "server/places/call_reach.h"
#include "server/places/selection_where.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using indexer::IndexState;

// The regions that a reader may look for: those of the country, and what was chosen beside them.
std::set<std::string, std::less<>> regions_asked_about(const SearchRequest& search) {
  std::set<std::string, std::less<>> regions;
  for (const config::Code& code : config::code_list("regions").codes())
    if (code.scheme == "mk") regions.insert(code.code);
  for (const FacetFilter& filter : search.filters)
    if (filter.field == region_facet) regions.insert(filter.codes.begin(), filter.codes.end());
  return regions;
}

// How many of the calls may be applied to in each region.
Facet count_reach(const Selection& calls, const SearchRequest& search) {
  const FacetColumn& column = *calls.table->find(region_facet);
  std::vector<std::uint32_t> of_set(column.sets.size(), 0);
  for (const Xapian::docid document : calls.documents) ++of_set[set_of(column, document)];
  Reach reach(column);
  Facet facet{.field = std::string(region_facet)};
  for (const std::string& region : regions_asked_about(search)) {
    const std::vector<std::string> ancestors = config::region_ancestors(region);
    FacetCount count{.code = region};
    for (std::uint32_t set = 0; set < of_set.size(); ++set)
      if (of_set[set] > 0 && reach.reaches(set, ancestors)) count.count += of_set[set];
    if (count.count > 0) facet.counts.push_back(std::move(count));
  }
  std::ranges::stable_sort(facet.counts, std::greater{}, &FacetCount::count);
  return facet;
}

// The same search wherever the applicant is, and the regions that were chosen.
std::vector<std::string> take_regions(SearchRequest& search) {
  std::vector<std::string> regions;
  for (const FacetFilter& filter : search.filters)
    if (filter.field == region_facet) regions.insert(regions.end(), filter.codes.begin(), filter.codes.end());
  std::erase_if(search.filters, [](const FacetFilter& filter) { return filter.field == region_facet; });
  return regions;
}

class Listing {
 public:
  Listing(const SearchEngine& engine, const CallListRequest& request, const Xapian::Database& database,
          const IndexState& state)
      : engine_(engine), request_(request), database_(database), state_(state) {}

  Result<CallList> list() {
    const auto selection = select_calls();
    if (!selection) return fail(selection.error());
    const std::vector<CallEntry> calls = list_calls(*selection, database_, request_.search.today);
    CallList list{.total = calls.size(), .facets = selection->facets};
    if (auto ok = set_reach(*selection, list); !ok) return fail(ok.error());
    list.undated = static_cast<std::size_t>(std::ranges::count_if(
        calls, [](const CallEntry& call) { return call.dates.deadlines.empty() && !call.dates.is_rolling; }));
    for (std::size_t i = request_.begin; i < std::min(calls.size(), request_.begin + request_.count); ++i) {
      auto record = engine_.records().get(database_, state_, calls[i].document);
      if (!record) return fail(record.error());
      list.calls.push_back({.record = std::move(*record), .status = calls[i].status});
    }
    if (request_.month)
      if (auto ok = add_month(calls, *request_.month, list); !ok) return fail(ok.error());
    return list;
  }

 private:
  Result<Selection> select_calls() {
    SearchRequest everywhere = request_.search;
    std::vector<std::vector<std::string>> wanted;
    for (const std::string& region : take_regions(everywhere)) wanted.push_back(config::region_ancestors(region));
    everywhere = search_of_calls(std::move(everywhere));
    if (wanted.empty()) return select(engine_, everywhere, database_, state_);
    std::optional<Reach> reach;
    const FacetColumn* column = nullptr;
    return select_where(engine_, everywhere, database_, state_, [&](const FacetTable& table, Xapian::docid document) {
      if (!reach) reach.emplace(*(column = table.find(region_facet)));
      return std::ranges::any_of(wanted, [&](const std::vector<std::string>& ancestors) {
        return reach->reaches(set_of(*column, document), ancestors);
      });
    });
  }

  // As every facet, that of the regions is counted as if it were not filtered itself.
  Result<void> set_reach(const Selection& shown, CallList& list) {
    const auto facet = std::ranges::find(list.facets, region_facet, &Facet::field);
    if (facet == list.facets.end()) return {};
    SearchRequest everywhere = request_.search;
    if (take_regions(everywhere).empty()) {
      *facet = count_reach(shown, request_.search);
      return {};
    }
    everywhere.facets.clear();
    const auto all = select(engine_, search_of_calls(std::move(everywhere)), database_, state_);
    if (!all) return fail(all.error());
    *facet = count_reach(*all, request_.search);
    return {};
  }

  Result<void> add_month(const std::vector<CallEntry>& calls, Month month, CallList& list) {
    const std::vector<DatedCall> dated = deadlines_in(calls, month);
    list.all_deadlines = dated.size();
    list.before = month_before(calls, month);
    list.after = month_after(calls, month);
    for (const DatedCall& one : dated) {
      if (list.deadlines.size() == most_deadlines) break;
      auto record = engine_.records().get(database_, state_, one.call->document);
      if (!record) return fail(record.error());
      list.deadlines.push_back({.day = one.day,
                                .record = std::move(*record),
                                .status = one.call->status,
                                .number = one.number,
                                .of = one.of});
    }
    return {};
  }

  const SearchEngine& engine_;
  const CallListRequest& request_;
  const Xapian::Database& database_;
  const IndexState& state_;
};

}  // namespace

namespace {

std::vector<std::string> with_what_contains(const std::vector<std::string>& regions) {
  std::vector<std::string> all;
  for (const std::string& region : regions)
    for (std::string& code : config::region_ancestors(region))
      if (std::ranges::find(all, code) == all.end()) all.push_back(std::move(code));
  return all;
}

}  // namespace

SearchRequest search_of_calls(SearchRequest search) {
  for (FacetFilter& filter : search.filters)
    if (filter.field == region_facet) filter.codes = with_what_contains(filter.codes);
  search.filters.push_back({.field = "type", .codes = {"call"}});
  if (std::ranges::find(search.filters, status_facet, &FacetFilter::field) != search.filters.end()) return search;
  FacetFilter current{.field = std::string(status_facet)};
  for (const std::string_view status : current_statuses()) current.codes.emplace_back(status);
  search.filters.push_back(std::move(current));
  return search;
}

Result<CallList> list_calls(const SearchEngine& engine, const CallListRequest& request) {
  return engine.reader().read([&](const Xapian::Database& database, const IndexState& state) {
    return Listing(engine, request, database, state).list();
  });
}

}  // namespace kohtaamo::server
