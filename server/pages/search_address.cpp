// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/search_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/http_message.h"

namespace kohtaamo::server {

std::string_view to_text(Sort sort) {
  constexpr std::array<std::string_view, 4> names{"relevance", "newest", "deadline", "name"};
  return names.at(static_cast<std::size_t>(sort));
}

std::string search_address(const SearchRequest& request) {
  std::string address = "search";
  const auto add = [&](std::string_view name, std::string_view value) {
    address += fmt::format("{}{}={}", address.find('?') == std::string::npos ? '?' : '&', name, percent_encode(value));
  };
  if (!request.q.empty()) add("q", request.q);
  if (request.language) add("lang", stemming::to_text(*request.language));
  if (request.same_language) add("same_language", "true");
  for (const FacetFilter& filter : request.filters)
    for (const std::string& code : filter.codes) add(filter.field, code);
  if (request.sort != Sort::relevance) add("sort", to_text(request.sort));
  if (request.limit != hits_per_page) add("limit", fmt::format("{}", request.limit));
  if (request.offset > 0) add("offset", fmt::format("{}", request.offset));
  return address;
}

std::string subscription_address(std::string_view path, SearchRequest request, stemming::Language language) {
  request.language = language;
  request.sort = Sort::relevance;
  request.limit = hits_per_page;
  request.offset = 0;
  return std::string(path) + search_address(request).substr(std::string_view("search").size());
}

SearchRequest at_offset(SearchRequest request, std::size_t offset) {
  request.offset = offset;
  return request;
}

SearchRequest sorted_by(SearchRequest request, Sort sort) {
  request.sort = sort;
  return at_offset(std::move(request), 0);
}

SearchRequest without_code(SearchRequest request, std::string_view field, std::string_view code) {
  for (FacetFilter& filter : request.filters)
    if (filter.field == field) std::erase(filter.codes, code);
  std::erase_if(request.filters, [](const FacetFilter& filter) { return filter.codes.empty(); });
  return at_offset(std::move(request), 0);
}

SearchRequest without_filters(SearchRequest request) {
  request.filters.clear();
  return at_offset(std::move(request), 0);
}

SearchRequest with_query(SearchRequest request, std::string_view q) {
  request.q = q;
  return at_offset(std::move(request), 0);
}

SearchRequest in_same_language(SearchRequest request, bool same_language) {
  request.same_language = same_language;
  return at_offset(std::move(request), 0);
}

bool is_chosen(const SearchRequest& request, std::string_view field, std::string_view code) {
  return std::ranges::any_of(request.filters, [&](const FacetFilter& filter) {
    return filter.field == field && std::ranges::find(filter.codes, code) != filter.codes.end();
  });
}

}  // namespace kohtaamo::server
