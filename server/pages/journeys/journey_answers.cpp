// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/journey_answers.h"

#include <algorithm>

#include "config/code_lists.h"

namespace kohtaamo::server::pages {
namespace {

using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordType;

constexpr std::size_t matches_of_type = 5, calls_shown = 8, members_shown = 6;

Result<MatchRequest> match_request(App& app, const JourneyRequest& asked) {
  MatchRequest request = match_request_of(asked, app.today());
  auto dismissed = app.feedback().dismissed(asked.id);
  if (!dismissed) return fail(dismissed.error());
  request.dismissed = std::move(*dismissed);
  return request;
}

std::vector<Match> of_type(std::vector<Match>& matches, RecordType type) {
  std::vector<Match> found;
  for (Match& match : matches)
    if (match.record.type() == type) found.push_back(std::move(match));
  return found;
}

Result<void> add_matches(App& app, MatchRequest request, Development& found) {
  request.types = {RecordType::need, RecordType::call, RecordType::paper, RecordType::resource};
  request.limit = calls_shown;
  auto result = app.matcher().match(request);
  if (!result) return fail(result.error());
  // Fit is judged by the matcher; what is weak helps nobody to go on.
  std::erase_if(result->matches, [](const Match& match) { return match.strength == Strength::weak; });
  std::erase_if(result->near_misses, [](const Match& match) { return match.strength == Strength::weak; });
  found.understood = std::move(result->understood);
  std::vector<Match> all = std::move(result->matches);
  std::vector<Match> missed = std::move(result->near_misses);
  const auto best = [](std::vector<Match> matches) {
    if (matches.size() > matches_of_type) matches.resize(matches_of_type);
    return matches;
  };
  found.calls = of_type(all, RecordType::call);
  found.closed_calls = best(of_type(missed, RecordType::call));
  found.needs = best(of_type(all, RecordType::need));
  found.papers = best(of_type(all, RecordType::paper));
  found.offers = best(of_type(all, RecordType::resource));
  sort_by_deadline(found.calls, request.today);
  return {};
}

Result<void> add_peers(App& app, MatchRequest request, Development& found) {
  request.types = {RecordType::innovation, RecordType::project};
  request.limit = matches_of_type;
  request.filters = {{.field = "stage", .codes = stages_of_peers(found.understood.stage)}};
  auto result = app.matcher().match(request);
  if (!result) return fail(result.error());
  found.peers = std::move(result->matches);
  std::erase_if(found.peers, [](const Match& match) { return match.strength == Strength::weak; });
  if (found.peers.size() > matches_of_type) found.peers.resize(matches_of_type);
  return {};
}

Titles theme_titles(const App& app, const WhiteSpots& spots) {
  std::vector<corpora::RecordId> themes;
  for (const Cell& cell : spots.cells) themes.push_back(cell.theme);
  return titles_of(app.search(), themes);
}

bool asks_for_partners(const Record& record) {
  const auto* call = std::get_if<corpora::Call>(&record.details);
  if (call == nullptr) return false;
  const auto& consortium = call->eligibility.consortium;
  return consortium.min_partners || consortium.min_countries || !consortium.required_types.empty();
}

bool is_shown_elsewhere(const Development& found, const corpora::RecordId& id) {
  const auto has = [&](const auto& list) {
    return std::ranges::any_of(list, [&](const auto& one) { return one.record.id == id; });
  };
  return has(found.peers) || has(found.overlap.near_duplicates) || has(found.overlap.overlapping);
}

// Most of what has been done tells no stage, and is no copy: without it who asks would think to be the first.
Result<void> add_prior(App& app, MatchRequest request, Development& found) {
  request.types = {RecordType::innovation, RecordType::project};
  request.limit = 2 * matches_of_type;
  auto result = app.matcher().match(request);
  if (!result) return fail(result.error());
  found.prior = std::move(result->matches);
  std::erase_if(found.prior, [&](const Match& match) {
    return match.strength == Strength::weak || is_shown_elsewhere(found, match.record.id);
  });
  if (found.prior.size() > matches_of_type) found.prior.resize(matches_of_type);
  return {};
}

}  // namespace

Result<Bundle> answer_need(App& app, const JourneyRequest& asked) {
  const auto request = match_request(app, asked);
  if (!request) return fail(request.error());
  return find_bundle(app.matcher(), app.search(), *request);
}

Result<Development> answer_develop(App& app, const JourneyRequest& asked) {
  const auto request = match_request(app, asked);
  if (!request) return fail(request.error());
  Development found;
  if (auto ok = add_matches(app, *request, found); !ok) return fail(ok.error());
  if (auto ok = add_peers(app, *request, found); !ok) return fail(ok.error());
  auto draft = overlap_request_of(app.search(), *request);
  if (!draft) return fail(draft.error());
  draft->limit = matches_of_type;
  draft->today = app.today();
  auto overlap = find_overlap(app.matcher(), app.search(), app.builder(), *draft);
  if (!overlap) return fail(overlap.error());
  found.overlap = std::move(*overlap);
  if (auto ok = add_prior(app, *request, found); !ok) return fail(ok.error());
  return found;
}

Result<Funding> answer_fund(App& app, const JourneyRequest& asked, const Record* call) {
  auto request = match_request(app, asked);
  if (!request) return fail(request.error());
  request->limit = matches_of_type;
  auto mirror = find_mirror(app.matcher(), app.search(), *request);
  if (!mirror) return fail(mirror.error());
  Funding funding{.mirror = std::move(*mirror)};
  funding.themes = theme_titles(app, funding.mirror.white_spots);
  auto funded = app.search().reader().read([&](const Xapian::Database& database, const indexer::IndexState& state) {
    return funded_in(app.search(), database, state, funding.mirror.field, app.today());
  });
  if (!funded) return fail(funded.error());
  funding.funded = std::move(*funded);
  if (call != nullptr && asks_for_partners(*call)) {
    auto consortium =
        find_consortium(app.matcher(), app.search(), {.call = asked.id, .limit = members_shown, .today = app.today()});
    if (!consortium) return fail(consortium.error());
    funding.consortium = std::move(*consortium);
  }
  return funding;
}

Result<std::string> matrix_region(const HttpRequest& request) {
  std::string region(request.find_query("at").value_or(""));
  if (!region.empty() && config::code_list("regions").find(region) == nullptr)
    return fail(config::ErrorCode::bad_request, "this is not a code of regions", "at");
  return region;
}

}  // namespace kohtaamo::server::pages
