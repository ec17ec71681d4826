// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/call_list.h"

#include <algorithm>

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using indexer::IndexState;

constexpr std::string_view region_facet = "region";

class Listing {
 public:
  Listing(const SearchEngine& engine, const CallListRequest& request, const Xapian::Database& database,
          const IndexState& state)
      : engine_(engine), request_(request), database_(database), state_(state) {}

  Result<CallList> list() {
    SearchRequest search = search_of_calls(request_.search);
    const auto selection = select(engine_, search, database_, state_);
    if (!selection) return fail(selection.error());
    const std::vector<CallEntry> calls = list_calls(*selection, database_, request_.search.today);
    CallList list{.total = calls.size(), .facets = selection->facets};
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

SearchRequest search_of_calls(SearchRequest search) {
  for (FacetFilter& filter : search.filters)
    if (filter.field == region_facet) filter.field = reach_facet;
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
