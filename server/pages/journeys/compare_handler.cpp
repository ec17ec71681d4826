// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison: the records, and how the matcher judges them for what was asked.
#include <algorithm>

#include "indexer/record_parts.h"
#include "server/app.h"
#include "server/match/mirror.h"
#include "server/pages/journeys/compare_page.h"
#include "server/pages/journeys/journey_handlers.h"
#include "server/pages/page_reply.h"

namespace kohtaamo::server::pages {
namespace {

using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordId;

constexpr std::size_t most_related = 60;

// "of" names the record that asks, since "id" names those that are compared.
std::vector<NameValue> asker_fields(const HttpRequest& request) {
  std::vector<NameValue> fields;
  for (const auto& [name, value] : request.query) {
    if (name == "of")
      fields.emplace_back("id", value);
    else if (name != "id" && name != "journey")
      fields.emplace_back(name, value);
  }
  return fields;
}

Result<JourneyRequest> read_asked(const HttpRequest& request, stemming::Language language) {
  const std::string_view name = request.find_query("journey").value_or(to_text(Journey::need));
  const auto journey = parse_journey(name);
  if (!journey) return fail(config::ErrorCode::bad_request, "this is no journey: need, develop or fund", "journey");
  JourneyForm form = read_journey(*journey, asker_fields(request), language);
  if (!form.problems.empty())
    return fail(config::ErrorCode::bad_request, "this value is not understood", form.problems.front().field);
  return std::move(form.asked);
}

Result<void> add_records(const App& app, const HttpRequest& request, Comparison& comparison) {
  std::vector<RecordId> ids;
  for (const auto& [name, value] : request.query)
    if (name == "id" && !value.empty() && std::ranges::find(ids, value) == ids.end()) ids.push_back(value);
  for (const RecordId& id : ids) {
    if (comparison.records.size() == most_compared_side_by_side) {
      ++comparison.left_out;
      continue;
    }
    auto record = app.search().find(id);
    if (!record) return fail(record.error());
    if (*record)
      comparison.records.push_back(std::move(**record));
    else
      ++comparison.left_out;
  }
  return {};
}

Result<void> add_related(const App& app, Comparison& comparison) {
  for (const Record& record : comparison.records)
    for (const RecordId& id : indexer::references_of(record)) {
      if (comparison.related.size() == most_related) return {};
      auto other = app.search().find(id);
      if (!other) return fail(other.error());
      if (*other) comparison.related.emplace(id, std::move(**other));
    }
  return {};
}

void keep(std::vector<Match>& matches, const std::vector<RecordId>& ids, Comparison& comparison) {
  for (Match& match : matches)
    if (std::ranges::find(ids, match.record.id) != ids.end())
      comparison.matches.emplace(match.record.id, std::move(match));
}

// Among these alone; near copies are folded into one, and are then asked about one by one.
Result<void> match_among(App& app, MatchRequest request, const std::vector<RecordId>& ids, Comparison& comparison) {
  request.types.clear();
  for (const Record& record : comparison.records) request.types.push_back(record.type());
  request.filters = {{.field = "id", .codes = ids}};
  request.limit = most_compared_side_by_side;
  auto result = app.matcher().match(request);
  if (!result) return fail(result.error());
  keep(result->matches, ids, comparison);
  keep(result->near_misses, ids, comparison);
  if (ids.size() == 1) return {};
  for (const RecordId& id : ids)
    if (!comparison.matches.contains(id))
      if (auto ok = match_among(app, request, {id}, comparison); !ok) return ok;
  return {};
}

// A call judges by its own conditions, as its mirror does.
Result<void> match_in_mirror(App& app, MatchRequest request, const std::vector<RecordId>& ids, Comparison& comparison) {
  constexpr std::size_t limit = 5;  // as on the page of the mirror: the same judgements
  request.limit = limit;
  auto mirror = find_mirror(app.matcher(), app.search(), request);
  if (!mirror) return fail(mirror.error());
  for (auto* matches : {&mirror->fits, &mirror->near_misses, &mirror->demand, &mirror->overlap})
    keep(*matches, ids, comparison);
  return {};
}

Result<void> add_matches(App& app, Comparison& comparison) {
  if (comparison.asked.is_empty() || comparison.records.empty()) return {};
  std::vector<RecordId> ids;
  for (const Record& record : comparison.records) ids.push_back(record.id);
  const MatchRequest request = match_request_of(comparison.asked, app.today());
  return comparison.asked.journey == Journey::fund ? match_in_mirror(app, request, ids, comparison)
                                                   : match_among(app, request, ids, comparison);
}

}  // namespace

Result<HttpReply> get_compare(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto asked = read_asked(request.http, reader.language);
  if (!asked) return fail(asked.error());
  Comparison comparison{.asked = *asked, .reader = reader};
  if (auto ok = add_records(app, request.http, comparison); !ok) return fail(ok.error());
  if (auto ok = add_related(app, comparison); !ok) return fail(ok.error());
  if (auto ok = add_matches(app, comparison); !ok) return fail(ok.error());
  return html(render_compare_page(comparison), reader);
}

}  // namespace kohtaamo::server::pages
