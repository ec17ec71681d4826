// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "corpora/hash.h"
#include "indexer/schema.h"
#include "server/requests.h"
#include "server/search/call_reach.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::array<std::string_view, 4> sort_names{"relevance", "newest", "deadline", "name"};
constexpr std::array<std::string_view, 3> explain_names{"none", "brief", "full"};
constexpr std::size_t default_limit = 20;
constexpr std::size_t default_matches = 10, most_matches = 50;
constexpr std::size_t default_members = 10, most_members = 20;
constexpr std::size_t most_suggestions = 10;
constexpr std::size_t max_values_of_filter = 50;
constexpr std::size_t sum_digits = 16;

tl::unexpected<config::Error> not_a_code(std::string_view field, std::string_view value,
                                         std::span<const std::string_view> known, std::string where) {
  return fail(ErrorCode::bad_request,
              fmt::format("'{}' is not a {}{}", value, field, config::did_you_mean(value, known)), std::move(where));
}

// The code as records carry it. Fields without a list take any text; regions also their European codes.
Result<std::string> parse_code(std::string_view field, const std::string& value, const std::string& where) {
  const std::string_view list = code_list_of(field);
  if (list.empty() || ((field == "region" || field == reach_facet) && value.starts_with("nuts:"))) return value;
  if (field == reach_facet && value == reach_unknown) return value;
  const config::CodeList& codes = config::code_list(list);
  if (const config::Code* code = codes.find(value)) return code->code;
  return not_a_code(field, value, codes.names(), where);
}

Result<std::vector<FacetFilter>> parse_filters(const Parameters& parameters) {
  std::vector<FacetFilter> filters;
  for (const std::string_view field : filter_names) {
    const std::vector<std::string> values = parameters.list(field);
    if (values.empty()) continue;
    if (values.size() > max_values_of_filter)
      return fail(ErrorCode::bad_request, fmt::format("at most {} values of a filter", max_values_of_filter),
                  parameters.place(field));
    FacetFilter filter{.field = std::string(field)};
    for (const std::string& value : values) {
      auto code = parse_code(field, value, parameters.place(field));
      if (!code) return fail(code.error());
      filter.codes.push_back(std::move(*code));
    }
    filters.push_back(std::move(filter));
  }
  return filters;
}

Result<std::vector<std::string>> parse_facets(const Parameters& parameters) {
  std::vector<std::string> facets = parameters.list("facets");
  for (const std::string& facet : facets)
    if (std::ranges::find(filter_names, facet) == filter_names.end())
      return not_a_code("facet", facet, filter_names, parameters.place("facets"));
  return facets;
}

// What makes a search the same search: all but the page and how it is shown.
std::string sum_of(const SearchRequest& request, std::size_t offset) {
  std::string text =
      fmt::format("{}\n{}\n{}\n{}\n{}\n", offset, request.q, request.language ? to_text(*request.language) : "",
                  request.same_language, static_cast<int>(request.sort));
  for (const FacetFilter& filter : request.filters)
    text += fmt::format("{}={}\n", filter.field, fmt::join(filter.codes, ","));
  return corpora::hash_of(text).substr(0, sum_digits);
}

Result<std::size_t> parse_cursor(const std::string& cursor, const SearchRequest& request, const std::string& where) {
  std::size_t offset = 0;
  const auto [end, problem] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset, 16);
  if (problem != std::errc() || cursor_of(request, offset) != cursor)
    return fail(ErrorCode::bad_request, "the cursor is not one of this search; begin again without it", where);
  return offset;
}

Result<std::size_t> parse_offset(const Parameters& parameters, const SearchRequest& request,
                                 const config::SearchSettings& limits) {
  const auto reach = static_cast<std::size_t>(limits.max_reach);
  const auto offset = parameters.count("offset", 0, reach, 0);
  if (!offset) return fail(offset.error());
  const auto cursor = parameters.text("cursor");
  if (!cursor) return fail(cursor.error());
  if (!*cursor) return offset;
  if (*offset != 0)
    return fail(ErrorCode::bad_request, "give an offset or a cursor, not both", parameters.place("cursor"));
  return parse_cursor(**cursor, request, parameters.place("cursor"));
}

// How a page of the search is shown.
Result<void> parse_shape(const Parameters& parameters, const config::SearchSettings& limits, SearchRequest& request) {
  const auto limit = parameters.count("limit", 0, static_cast<std::size_t>(limits.max_limit), default_limit);
  if (!limit) return fail(limit.error());
  const auto highlight = parameters.flag("highlight", true);
  if (!highlight) return fail(highlight.error());
  const auto explain = parameters.choice("explain", explain_names, 0);
  if (!explain) return fail(explain.error());
  request.limit = *limit;
  request.highlight = *highlight;
  request.explain = static_cast<Explain>(*explain);
  return {};
}

}  // namespace

std::string_view code_list_of(std::string_view facet) {
  if (facet == status_facet) return "effective_statuses";
  if (facet == reach_facet) return "regions";
  if (facet == "stage_group") return "stage_groups";
  return indexer::field(facet).list;
}

std::string cursor_of(const SearchRequest& request, std::size_t offset) {
  return fmt::format("{:x}.{}", offset, sum_of(request, offset));
}

Result<SearchRequest> parse_search(const Parameters& parameters, const config::SearchSettings& limits,
                                   corpora::Date today) {
  SearchRequest request{.with_help = true, .today = today};
  const auto q = parameters.text("q");
  if (!q) return fail(q.error());
  const auto language = parameters.language("lang");
  if (!language) return fail(language.error());
  const auto same_language = parameters.flag("same_language", false);
  if (!same_language) return fail(same_language.error());
  const auto sort = parameters.choice("sort", sort_names, 0);
  if (!sort) return fail(sort.error());
  auto filters = parse_filters(parameters);
  if (!filters) return fail(filters.error());
  auto facets = parse_facets(parameters);
  if (!facets) return fail(facets.error());
  request.q = q->value_or("");
  request.language = *language;
  request.same_language = *same_language;
  request.sort = static_cast<Sort>(*sort);
  request.filters = std::move(*filters);
  request.facets = std::move(*facets);
  if (auto ok = parse_shape(parameters, limits, request); !ok) return fail(ok.error());
  const auto offset = parse_offset(parameters, request, limits);
  if (!offset) return fail(offset.error());
  request.offset = *offset;
  return request;
}

Result<SuggestRequest> parse_suggest(const Parameters& parameters, const config::SearchSettings& limits) {
  const auto typed = parameters.text("q");
  if (!typed) return fail(typed.error());
  const auto language = parameters.language("lang");
  if (!language) return fail(language.error());
  const auto limit = parameters.count("limit", 1, most_suggestions, most_suggestions);
  if (!limit) return fail(limit.error());
  SuggestRequest request{.typed = typed->value_or(""), .language = *language, .limit = *limit};
  if (request.typed.size() > static_cast<std::size_t>(limits.max_query_bytes))
    return fail(ErrorCode::query_too_complex, fmt::format("at most {} bytes", limits.max_query_bytes),
                parameters.place("q"));
  return request;
}

Result<MatchRequest> parse_match(const Parameters& parameters, const config::Settings& settings, corpora::Date today) {
  const auto text = parameters.text("text");
  if (!text) return fail(text.error());
  const auto id = parameters.text("id");
  if (!id) return fail(id.error());
  if (text->has_value() == id->has_value())
    return fail(ErrorCode::bad_request, "give either a text or the id of a record", parameters.place("text"));
  if (text->value_or("").size() > static_cast<std::size_t>(settings.match.max_text_bytes))
    return fail(ErrorCode::bad_request, fmt::format("at most {} bytes", settings.match.max_text_bytes),
                parameters.place("text"));
  const auto language = parameters.language("lang");
  if (!language) return fail(language.error());
  const auto role = parameters.choice("role", role_names, 0);
  if (!role) return fail(role.error());
  const auto limit = parameters.count("limit", 1, most_matches, default_matches);
  if (!limit) return fail(limit.error());
  MatchRequest request{
      .text = text->value_or(""), .id = id->value_or(""), .language = *language, .limit = *limit, .today = today};
  request.role = static_cast<Role>(*role);
  for (const std::string& name : parameters.list("types")) {
    const auto type = corpora::parse_record_type(name);
    if (!type) return not_a_code("type", name, corpora::record_type_names, parameters.place("types"));
    request.types.push_back(*type);
  }
  auto corrections = parse_corrections(parameters);
  if (!corrections) return fail(corrections.error());
  request.corrections = std::move(*corrections);
  return request;
}

Result<ConsortiumRequest> parse_consortium(const Parameters& parameters, corpora::Date today) {
  const auto call = parameters.text("call");
  if (!call) return fail(call.error());
  if (call->value_or("").empty())
    return fail(ErrorCode::bad_request, "give the id of a call", parameters.place("call"));
  const auto actor = parameters.text("actor");
  if (!actor) return fail(actor.error());
  const auto limit = parameters.count("limit", 2, most_members, default_members);
  if (!limit) return fail(limit.error());
  ConsortiumRequest request{.call = **call, .actor = actor->value_or(""), .limit = *limit, .today = today};
  for (const std::string& skill : parameters.list("skills")) {
    auto code = parse_code("resource_kind", skill, parameters.place("skills"));
    if (!code) return fail(code.error());
    request.skills.push_back(std::move(*code));
  }
  return request;
}

Result<LineageRequest> parse_lineage(const Parameters& parameters, const corpora::RecordId& id) {
  LineageRequest request{.id = id};
  for (const auto& [name, member] :
       {std::pair{"region", &LineageRequest::region}, std::pair{"actor_type", &LineageRequest::actor_type}}) {
    const auto given = parameters.text(name);
    if (!given) return fail(given.error());
    if (!*given) continue;
    auto code = parse_code(name, **given, parameters.place(name));
    if (!code) return fail(code.error());
    request.*member = std::move(*code);
  }
  return request;
}

}  // namespace kohtaamo::server
