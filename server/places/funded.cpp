// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/funded.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "config/code_lists.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;

constexpr std::string_view whole_country = "national:FI";

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

std::vector<std::string> provinces_of(const std::vector<std::string>& regions) {
  std::vector<std::string> provinces;
  for (const std::string& region : regions)
    for (const std::string& one : config::region_ancestors(region))
      if (one.starts_with("mk:") && !has(provinces, one)) provinces.push_back(one);
  if (provinces.empty())
    for (const config::Code& code : config::code_list("regions").codes())
      if (code.code.starts_with("mk:")) provinces.push_back(code.code);
  std::ranges::sort(provinces);
  return provinces;
}

// Of the groups asked for, those that some of the documents name.
std::vector<std::string> groups_named(const FacetColumn& column, const std::vector<Xapian::docid>& documents,
                                      const std::vector<std::string>& asked) {
  std::set<CodeNumber> named;
  for (const Xapian::docid document : documents)
    named.insert(column.codes_of(document).begin(), column.codes_of(document).end());
  std::vector<std::string> groups;
  std::ranges::copy_if(asked, std::back_inserter(groups), [&](const std::string& group) {
    const auto number = column.number_by_code.find(group);
    return number != column.number_by_code.end() && named.contains(number->second);
  });
  return groups;
}

// The rows that a record counts in: its provinces that are of the field; without any province, the whole country.
class Places {
 public:
  Places(const FacetColumn& regions, const std::vector<std::string>& provinces) : column_(regions) {
    for (CodeNumber number = 0; number < regions.codes.size(); ++number) {
      const std::string& code = regions.codes[number];
      if (code == whole_country) country_ = number;
      if (!code.starts_with("mk:")) continue;
      const auto found = std::ranges::find(provinces, code);
      row_of_[number] = found == provinces.end() ? elsewhere : static_cast<std::size_t>(found - provinces.begin());
    }
    last_ = provinces.size();
  }

  std::vector<std::size_t> rows_of(Xapian::docid document) const {
    std::vector<std::size_t> rows;
    bool is_placed = false, is_national = false;
    for (const CodeNumber number : column_.codes_of(document)) {
      is_national = is_national || number == country_;
      const auto row = row_of_.find(number);
      if (row == row_of_.end()) continue;
      is_placed = true;
      if (row->second != elsewhere) rows.push_back(row->second);
    }
    if (!is_placed && is_national) rows.push_back(last_);
    return rows;
  }

 private:
  static constexpr auto elsewhere = static_cast<std::size_t>(-1);
  const FacetColumn& column_;
  std::map<CodeNumber, std::size_t> row_of_{};
  std::optional<CodeNumber> country_{};
  std::size_t last_ = 0;
};

}  // namespace

Result<Funded> funded_in(const SearchEngine& engine, const Xapian::Database& database, const indexer::IndexState& state,
                         const Field& field, corpora::Date today) {
  if (field.target_groups.empty()) return Funded{};
  const auto found = select(
      engine, {.filters = {{"type", {"project", "decision"}}, {"target_group", field.target_groups}}, .today = today},
      database, state);
  if (!found) return fail(found.error());
  const FacetColumn& groups = *found->table->find("target_group");
  Funded funded{.groups = groups_named(groups, found->documents, field.target_groups)};
  if (funded.groups.empty()) return Funded{};
  const std::vector<std::string> provinces = provinces_of(field.regions);
  for (const std::string& province : provinces)
    funded.rows.push_back({province, std::vector<std::size_t>(funded.groups.size(), 0)});
  funded.rows.push_back({std::string(whole_country), std::vector<std::size_t>(funded.groups.size(), 0)});
  const Places places(*found->table->find("region"), provinces);
  for (const Xapian::docid document : found->documents) {
    const std::vector<std::size_t> rows = places.rows_of(document);
    if (rows.empty()) continue;
    for (const CodeNumber number : groups.codes_of(document)) {
      const auto group = std::ranges::find(funded.groups, groups.codes[number]);
      if (group == funded.groups.end()) continue;
      for (const std::size_t row : rows)
        ++funded.rows[row].records[static_cast<std::size_t>(group - funded.groups.begin())];
    }
  }
  return funded;
}

}  // namespace kohtaamo::server
