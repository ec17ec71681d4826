// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/listed_counts.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

// How many of those that are not listed have each code.
std::map<CodeNumber, std::size_t> hidden_by_code(const Xapian::Database& database, const FacetColumn& column) {
  std::map<CodeNumber, std::size_t> hidden;
  for (const std::string_view visibility : {"confidential", "unlisted"}) {
    const std::string term = indexer::exact_term(indexer::field("visibility"), visibility);
    for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting)
      for (const CodeNumber code : column.codes_of(*posting)) ++hidden[code];
  }
  return hidden;
}

}  // namespace

std::vector<FacetCount> listed_counts(const Xapian::Database& database, const FacetTable& table,
                                      std::string_view facet) {
  const FacetColumn& column = *table.find(facet);
  const std::map<CodeNumber, std::size_t> hidden = hidden_by_code(database, column);
  std::vector<FacetCount> counts;
  for (CodeNumber number = 0; number < column.codes.size(); ++number) {
    const std::string& code = column.codes[number];
    const std::size_t all = database.get_termfreq(indexer::exact_term(indexer::field(facet), code));
    const auto unlisted = hidden.find(number);
    const std::size_t listed = all - (unlisted == hidden.end() ? 0 : unlisted->second);
    if (listed > 0) counts.push_back({.code = code, .count = static_cast<std::uint32_t>(listed)});
  }
  std::ranges::sort(counts, [](const FacetCount& a, const FacetCount& b) {
    return std::tie(b.count, a.code) < std::tie(a.count, b.code);
  });
  return counts;
}

}  // namespace kohtaamo::server
