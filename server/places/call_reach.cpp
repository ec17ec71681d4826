// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/call_reach.h"

#include <algorithm>

#include "config/code_lists.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

bool Reach::reaches(std::uint32_t set, const std::vector<std::string>& ancestors) {
  const std::vector<CodeNumber>& codes = regions_.sets[set];
  if (std::ranges::any_of(codes, [&](CodeNumber code) { return regions_.codes[code] == ancestors.front(); }))
    return true;
  return std::ranges::any_of(own_codes(set), [&](const std::string& code) { return has(ancestors, code); });
}

const std::vector<std::string>& Reach::own_codes(std::uint32_t set) {
  std::optional<std::vector<std::string>>& own = own_[set];
  if (own) return *own;
  own.emplace();
  std::vector<std::vector<std::string>> ancestors;
  for (const CodeNumber code : regions_.sets[set]) ancestors.push_back(config::region_ancestors(regions_.codes[code]));
  for (std::size_t i = 0; i < ancestors.size(); ++i) {
    const std::string& code = regions_.codes[regions_.sets[set][i]];
    // Areas that are equal each contain the other.
    const bool contains_another = std::ranges::any_of(ancestors, [&](const std::vector<std::string>& of_other) {
      return !of_other.empty() && of_other.front() != code && has(of_other, code) &&
             !has(ancestors[i], of_other.front());
    });
    if (!contains_another) own->push_back(code);
  }
  return *own;
}

}  // namespace kohtaamo::server
