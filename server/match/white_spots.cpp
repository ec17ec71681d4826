// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/white_spots.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "config/code_lists.h"
#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using corpora::Record;

constexpr std::size_t most_needs = 2'000;  // read in full
constexpr std::size_t examples_shown = 3;

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return has(b, one); });
}

std::vector<std::string> starting_with(const std::vector<std::string>& codes, std::string_view begin) {
  std::vector<std::string> some;
  for (const std::string& code : codes)
    if (code.starts_with(begin) && !has(some, code)) some.push_back(code);
  return some;
}

// Places are told apart as provinces, since they are what needs and solutions have in common; who names
// none is of the whole country.
std::vector<std::string> cells_of_regions(const std::vector<std::string>& with_ancestors) {
  for (const char* scheme : {"mk:", "national:", "country:"})
    if (auto some = starting_with(with_ancestors, scheme); !some.empty()) return some;
  return {};
}

std::vector<std::string> regions_of(const Record& record) {
  std::vector<std::string> all;
  for (const corpora::Region& region : record.regions)
    for (std::string& key : config::region_ancestors(region.key())) all.push_back(std::move(key));
  return cells_of_regions(all);
}

// The index also has the wider groups of each; the narrowest are those that the record names.
std::vector<std::string> narrowest(const std::vector<std::string>& groups) {
  std::vector<std::string> some;
  for (const std::string& group : groups) {
    const bool is_wider = std::ranges::any_of(groups, [&](const std::string& other) {
      const config::Code* code = config::code_list("target_groups").find(other);
      return code != nullptr && has(code->broader, group);
    });
    if (!is_wider) some.push_back(group);
  }
  return some;
}

bool is_open(const Record& record) {
  const corpora::Closed& closed = std::get<corpora::Need>(record.details).closed;
  return !closed.date && closed.outcome.empty() && record.status != "archived";
}

bool is_answered(const Record& record) { return !std::get<corpora::Need>(record.details).answers.empty(); }

bool is_within(const Record& need, const Field& field) {
  const bool is_bound = !field.themes.empty() || !field.target_groups.empty();
  if (is_bound && !share_one(need.themes, field.themes) && !share_one(need.target_groups, field.target_groups))
    return false;
  if (field.regions.empty() || need.regions.empty()) return true;
  return std::ranges::any_of(field.regions, [&](const std::string& wanted) {
    return std::ranges::any_of(need.regions, [&](const corpora::Region& region) {
      const config::RegionFit fit = config::region_fit(wanted, region.key());
      return fit != config::RegionFit::apart && fit != config::RegionFit::neighbour;
    });
  });
}

class Counting {
 public:
  Counting(const SearchEngine& engine, const Xapian::Database& database, const indexer::IndexState& state,
           const Field& field)
      : engine_(engine), database_(database), state_(state), field_(field) {
    const std::string unlisted = indexer::exact_term(indexer::field("visibility"), "unlisted");
    for (auto one = database.postlist_begin(unlisted); one != database.postlist_end(unlisted); ++one)
      unlisted_.insert(*one);
  }

  Result<void> count_needs() {
    for (const Xapian::docid document : documents_of("need")) {
      const auto record = engine_.records().get(database_, state_, document);
      if (!record) return fail(record.error());
      if (!is_within(**record, field_) || !is_open(**record)) continue;
      if (spots_.needs == most_needs) {
        spots_.is_complete = false;
        break;
      }
      ++spots_.needs;
      place(**record);
    }
    return {};
  }

  // One pass over all innovations, by the small arrays that facets are counted from.
  void count_innovations(const FacetTable& facets) {
    const FacetColumn& stages = *facets.find("stage");
    for (const Xapian::docid document : documents_of("innovation")) {
      if (has(codes_of(stages, document), "stopped")) continue;
      const std::vector<std::string> regions = cells_of_regions(codes_of(*facets.find("region"), document));
      const std::vector<std::string> groups = narrowest(codes_of(*facets.find("target_group"), document));
      for (const std::string& theme : codes_of(*facets.find("theme"), document))
        for (const std::string& group : groups) count_in_row(theme, group, regions);
    }
  }

  WhiteSpots take() {
    for (const std::vector<Key>& keys : places_of_unanswered_)
      if (std::ranges::all_of(keys, [&](const Key& key) { return cells_.at(key).is_white_spot(); }))
        ++spots_.unanswered;
    for (auto& [key, cell] : cells_) spots_.cells.push_back(std::move(cell));
    std::ranges::stable_sort(spots_.cells, [](const Cell& a, const Cell& b) {
      if (a.is_white_spot() != b.is_white_spot()) return a.is_white_spot();
      return a.needs > b.needs;
    });
    return std::move(spots_);
  }

 private:
  using Row = std::tuple<std::string, std::string>;               // theme, group
  using Key = std::tuple<std::string, std::string, std::string>;  // theme, group, region

  std::vector<Xapian::docid> documents_of(std::string_view type) const {
    std::vector<Xapian::docid> documents;
    const std::string term = indexer::exact_term(indexer::field("type"), type);
    for (auto one = database_.postlist_begin(term); one != database_.postlist_end(term); ++one)
      if (!unlisted_.contains(*one)) documents.push_back(*one);
    return documents;
  }

  static std::vector<std::string> codes_of(const FacetColumn& column, Xapian::docid document) {
    std::vector<std::string> codes;
    for (const CodeNumber number : column.codes_of(document)) codes.push_back(column.codes[number]);
    return codes;
  }

  void place(const Record& need) {
    const std::vector<std::string> regions = regions_of(need);
    if (need.themes.empty() || need.target_groups.empty() || regions.empty()) {
      ++spots_.unplaced;
      return;
    }
    std::vector<Key> places;
    for (const std::string& theme : need.themes)
      for (const std::string& group : need.target_groups)
        for (const std::string& region : regions) {
          if (!is_of_field(theme, group)) continue;
          places.emplace_back(theme, group, region);
          add_need(places.back(), need.id);
        }
    if (!is_answered(need)) places_of_unanswered_.push_back(std::move(places));
  }

  // Of what else a need is about, the field says nothing.
  bool is_of_field(const std::string& theme, const std::string& group) const {
    if (field_.themes.empty() && field_.target_groups.empty()) return true;
    return has(field_.themes, theme) || has(field_.target_groups, group);
  }

  void add_need(const Key& key, const corpora::RecordId& need) {
    const auto& [theme, group, region] = key;
    Cell& cell = cells_.try_emplace(key, Cell{.theme = theme, .target_group = group, .region = region}).first->second;
    if (cell.needs == 0) rows_[{theme, group}].push_back(&cell);
    ++cell.needs;
    if (cell.examples.size() < examples_shown) cell.examples.push_back(need);
  }

  void count_in_row(const std::string& theme, const std::string& group, const std::vector<std::string>& regions) {
    const auto row = rows_.find({theme, group});
    if (row == rows_.end()) return;
    const bool is_national = std::ranges::any_of(regions, [](const auto& one) { return one.starts_with("national:"); });
    for (Cell* cell : row->second)
      ++(is_national || has(regions, cell->region) ? cell->innovations : cell->innovations_elsewhere);
  }

  const SearchEngine& engine_;
  const Xapian::Database& database_;
  const indexer::IndexState& state_;
  const Field& field_;
  std::set<Xapian::docid> unlisted_{};
  std::map<Key, Cell> cells_{};
  std::map<Row, std::vector<Cell*>> rows_{};
  std::vector<std::vector<Key>> places_of_unanswered_{};
  WhiteSpots spots_{};
};

}  // namespace

Result<WhiteSpots> find_white_spots(const SearchEngine& engine, const Xapian::Database& database,
                                    const indexer::IndexState& state, const Field& field, corpora::Date today) {
  Counting counting(engine, database, state, field);
  if (auto ok = counting.count_needs(); !ok) return fail(ok.error());
  counting.count_innovations(*engine.facets_at(database, state, today));
  return counting.take();
}

}  // namespace kohtaamo::server
