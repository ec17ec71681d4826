// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/page_handlers.h"

#include <algorithm>
#include <array>

#include "config/messages.h"
#include "indexer/record_parts.h"
#include "server/app.h"
#include "server/exchange/addresses.h"
#include "server/exchange/json_ld.h"
#include "server/exchange/shared_record.h"
#include "server/match/lineage.h"
#include "server/pages/frame.h"
#include "server/pages/page_reply.h"
#include "server/pages/plain_pages.h"
#include "server/pages/record_page.h"
#include "server/pages/report_page.h"
#include "server/pages/search_address.h"
#include "server/pages/search_page.h"
#include "server/places/listed_counts.h"
#include "server/requests.h"

namespace kohtaamo::server::pages {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordId;
using corpora::RecordType;

constexpr std::size_t newest_on_front = 6, closing_on_front = 3, themes_on_front = 9;
constexpr std::size_t most_related = 60, most_referring = 40, most_similar = 3;

// --- search -------------------------------------------------------------------------------------

Result<SearchRequest> parse_page_search(const App& app, const RoutedRequest& request) {
  const Parameters parameters = Parameters::of_query(request.http);
  auto search = parse_search(parameters, app.settings().search, app.today());
  if (!search) return search;
  search->facets = page_facets();
  search->highlight = true;
  search->explain = Explain::none;
  if (search->limit == 0) search->limit = hits_per_page;
  // Without words nothing is more relevant than anything else.
  if (search->q.empty() && parameters.list("sort").empty()) search->sort = Sort::newest;
  return search;
}

Titles theme_titles(const App& app, const SearchRequest& request, const SearchResult& result) {
  std::vector<RecordId> ids;
  for (const Facet& facet : result.facets)
    if (facet.field == "theme")
      for (const FacetCount& count : facet.counts) ids.push_back(count.code);
  for (const FacetFilter& filter : request.filters)
    if (filter.field == "theme") ids.insert(ids.end(), filter.codes.begin(), filter.codes.end());
  return titles_of(app.search(), ids);
}

// --- the front page ------------------------------------------------------------------------------

struct FrontCounts {
  std::vector<FacetCount> types{}, themes{};
};

Result<FrontCounts> count_for_front(const App& app, corpora::Date today) {
  return app.search().reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> Result<FrontCounts> {
        const auto table = app.search().facets_at(database, state, today);
        return FrontCounts{.types = listed_counts(database, *table, "type"),
                           .themes = listed_counts(database, *table, "theme")};
      });
}

std::vector<FrontTheme> front_themes(const App& app, const std::vector<FacetCount>& counts) {
  std::vector<RecordId> ids;
  for (const FacetCount& count : counts) ids.push_back(count.code);
  const Titles titles = titles_of(app.search(), ids);
  std::vector<FrontTheme> themes;
  for (const FacetCount& count : counts)
    if (const auto title = titles.find(count.code); title != titles.end() && themes.size() < themes_on_front)
      themes.push_back({.id = count.code, .title = title->second, .count = count.count});
  return themes;
}

struct Newest {
  std::vector<FacetFilter> filters{};  // of the list that goes on
  std::vector<Hit> hits{};
};

// What can be read in the reader's language and acted on: among all, research from everywhere would be all there is.
Result<Newest> newest_for(const App& app, const Reader& reader) {
  FacetFilter types{.field = "type"};
  for (const corpora::RecordType type : {RecordType::need, RecordType::innovation, RecordType::call,
                                         RecordType::project, RecordType::resource, RecordType::adoption})
    types.codes.emplace_back(to_text(type));
  const FacetFilter language{.field = "language", .codes = {std::string(to_text(reader.language))}};
  const std::array<std::vector<FacetFilter>, 2> choices{{{types, language}, {}}};
  Newest newest;
  for (const std::vector<FacetFilter>& filters : choices) {
    auto found = app.search().search({.filters = filters,
                                      .sort = Sort::newest,
                                      .limit = newest_on_front,
                                      .highlight = false,
                                      .today = reader.today});
    if (!found) return fail(found.error());
    newest.hits = std::move(found->hits);
    newest.filters = filters.empty() ? filters : std::vector<FacetFilter>{language};
    if (newest.hits.size() == newest_on_front) break;
  }
  return newest;
}

// --- records ------------------------------------------------------------------------------------

Related related_to(const App& app, const Record& record) {
  Related related;
  for (const RecordId& id : indexer::references_of(record)) {
    if (related.size() == most_related) break;
    if (auto other = app.search().find(id); other && *other) related.emplace(id, std::move(**other));
  }
  return related;
}

// Who gave the money, beside what the record itself refers to.
void add_funders(const App& app, const std::vector<Record>& referring, Related& related) {
  for (const Record& other : referring) {
    const auto* decision = std::get_if<corpora::Decision>(&other.details);
    if (decision == nullptr || related.contains(decision->funder)) continue;
    if (auto funder = app.search().find(decision->funder); funder && *funder)
      related.emplace(decision->funder, std::move(**funder));
  }
}

// An adoption may be there before its innovation: it has no lineage yet.
Result<std::optional<Lineage>> lineage_of(const App& app, const Record& record) {
  if (record.type() != corpora::RecordType::innovation && record.type() != corpora::RecordType::adoption)
    return std::optional<Lineage>();
  auto lineage = find_lineage(app.search(), {.id = record.id});
  if (lineage) return std::optional<Lineage>(std::move(*lineage));
  if (lineage.error().code == ErrorCode::not_found) return std::optional<Lineage>();
  return fail(lineage.error());
}

std::string json_ld_of(const App& app, const RoutedRequest& request, const Record& record, const Related& related,
                       const Reader& reader) {
  const exchange::Addresses addresses(app, request.http);
  return exchange::to_json_ld(exchange::shared_record(record),
                              {.page = addresses.page(record.id, reader.language),
                               .language = reader.language,
                               .name_of = [&](const RecordId& id) {
                                 const auto found = related.find(id);
                                 return found == related.end() ? std::string()
                                                               : found->second.title.best(reader.language);
                               }});
}

}  // namespace

Result<HttpReply> get_front(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto counts = count_for_front(app, reader.today);
  if (!counts) return fail(counts.error());
  const auto latest = newest_for(app, reader);
  if (!latest) return fail(latest.error());
  const SearchRequest soonest{.filters = open_calls(),
                              .sort = Sort::deadline,
                              .limit = closing_on_front,
                              .highlight = false,
                              .today = reader.today};
  auto closing = app.search().search(soonest);
  if (!closing) return fail(closing.error());
  return html(render_front_page({.reader = reader,
                                 .types = counts->types,
                                 .themes = front_themes(app, counts->themes),
                                 .newest_filters = latest->filters,
                                 .newest = latest->hits,
                                 .closing = closing->hits}),
              reader);
}

Result<HttpReply> get_search(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto search = parse_page_search(app, request);
  if (!search) return fail(search.error());
  const auto result = app.search().search(*search);
  if (!result) return fail(result.error());
  if (result->hits.empty() && result->total > 0 && search->offset > 0)
    return HttpReply{.status = 303,
                     .headers = {{"Location", page_address(reader.language, search_address(at_offset(*search, 0)))}}};
  return html(render_search_page({.request = *search,
                                  .result = *result,
                                  .reader = reader,
                                  .titles = theme_titles(app, *search, *result),
                                  .max_reach = static_cast<std::size_t>(app.settings().search.max_reach)}),
              reader);
}

Result<HttpReply> get_record(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  auto record = app.search().find(request.id);
  if (!record) return fail(record.error());
  if (!*record) return fail(app.no_record(request.id));
  auto referring = app.search().referring_to(request.id, most_referring);
  if (!referring) return fail(referring.error());
  auto similar = app.search().similar(request.id, most_similar);
  if (!similar) return fail(similar.error());
  auto lineage = lineage_of(app, **record);
  if (!lineage) return fail(lineage.error());
  const Record shown = std::move(**record);
  Related related = related_to(app, shown);
  add_funders(app, *referring, related);
  std::string json_ld = json_ld_of(app, request, shown, related, reader);
  return html(render_record_page({.record = shown,
                                  .reader = reader,
                                  .related = std::move(related),
                                  .referring = std::move(*referring),
                                  .similar = std::move(*similar),
                                  .lineage = std::move(*lineage),
                                  .json_ld = std::move(json_ld)}),
              reader);
}

Result<HttpReply> get_report(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const corpora::RecordId id(request.http.find_query("id").value_or(""));
  const exchange::Addresses addresses(app, request.http);
  ReportView report{.reader = reader};
  report.address = app.settings().service.feedback_address;
  if (report.address.empty() && !app.public_url().empty()) report.address = "postmaster@" + addresses.domain();
  std::optional<Record> record;
  if (!id.empty()) {
    auto found = app.search().find(id);
    if (!found) return fail(found.error());
    if (!*found) return fail(app.no_record(id));
    record = std::move(*found);
    report.record = &*record;
    report.permalink = addresses.at("/records/" + percent_encode(id));
  }
  return html(render_report_page(report), reader);
}

}  // namespace kohtaamo::server::pages
