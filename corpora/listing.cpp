// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/listing.h"

#include <algorithm>

namespace kohtaamo::corpora {

bool is_listed(const Record& record) {
  const bool is_public = record.visibility.empty() || record.visibility == "public";
  return is_public && record.status != "draft" && record.status != "withdrawn";
}

std::vector<std::string> sets_of(const Record& record) {
  if (!is_listed(record)) return {};
  std::vector<std::string> sets{std::string(set_of_all), "type:" + std::string(to_text(record.type()))};
  if (!record.themes.empty()) sets.emplace_back("theme");
  for (const RecordId& theme : record.themes)
    if (std::string set = "theme:" + theme; std::ranges::find(sets, set) == sets.end()) sets.push_back(std::move(set));
  return sets;
}

}  // namespace kohtaamo::corpora
