// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/unfolded.h"

#include <algorithm>
#include <iterator>

namespace kohtaamo::server {
namespace {

// The copies that these name, which they then name no more.
std::vector<std::string> take_twins(std::vector<Match>& matches) {
  std::vector<std::string> ids;
  for (Match& match : matches) {
    ids.insert(ids.end(), match.twins.begin(), match.twins.end());
    match.twins.clear();
  }
  return ids;
}

void number(std::vector<Match>& matches) {
  std::ranges::stable_sort(matches, [](const Match& a, const Match& b) {
    if (a.record.type() != b.record.type()) return a.record.type() < b.record.type();
    return a.score != b.score ? a.score > b.score : a.record.id < b.record.id;
  });
  for (std::size_t i = 0; i < matches.size(); ++i)
    matches[i].rank = i > 0 && matches[i].record.type() == matches[i - 1].record.type() ? matches[i - 1].rank + 1 : 1;
}

void append(std::vector<Match> more, std::vector<Match>& all) {
  all.insert(all.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
}

}  // namespace

config::Result<MatchResult> match_unfolded(const Matcher& matcher, const MatchRequest& request) {
  auto result = matcher.match(request);
  if (!result) return result;
  if (std::vector<std::string> twins = take_twins(result->matches); !twins.empty()) {
    MatchRequest again = request;
    again.limit = std::max(request.limit, twins.size());
    again.filters.push_back({.field = "id", .codes = std::move(twins)});  // asked for by id, none is folded
    auto copies = matcher.match(again);
    if (!copies) return copies;
    append(std::move(copies->matches), result->matches);
    append(std::move(copies->near_misses), result->near_misses);
  }
  number(result->matches);
  number(result->near_misses);
  return result;
}

}  // namespace kohtaamo::server
