// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/facets.h"

#include <algorithm>

#include "corpora/effective_status.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"
#include "server/search/call_reach.h"
#include "server/search/call_values.h"

namespace kohtaamo::server {
namespace {

constexpr char separator = '\x1f';

std::vector<std::string> split(std::string_view value) {
  std::vector<std::string> parts;
  while (!value.empty()) {
    const auto end = std::min(value.find(separator), value.size());
    if (end > 0) parts.emplace_back(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return parts;
}

std::string value_of(const Xapian::Document& document, std::string_view field) {
  return document.get_value(indexer::field(field).slot);
}

std::string status_value(const Xapian::Document& call, corpora::Date today) {
  const std::string opens = value_of(call, "opens"), deadlines = value_of(call, "deadlines"),
                    state = value_of(call, "call_state");
  const corpora::CallDates dates = read_call_dates({.opens = opens, .deadlines = deadlines, .state = state});
  return std::string(effective_status(dates, today)) + separator;
}

// What is worked out of calls. Few sets of regions serve all of them.
class Computed {
 public:
  explicit Computed(corpora::Date today) : today_(today) {}

  std::string value(std::string_view field, const Xapian::Document& call) {
    return field == status_facet ? status_value(call, today_) : reach_value(value_of(call, "region"));
  }

 private:
  const std::string& reach_value(const std::string& regions) {
    const auto [found, is_new] = reach_by_regions_.try_emplace(regions);
    if (!is_new) return found->second;
    for (const std::string& region : regions_reached(split(regions))) found->second += region + separator;
    if (found->second.empty()) found->second = std::string(reach_unknown) + separator;
    return found->second;
  }

  corpora::Date today_{};
  std::map<std::string, std::string> reach_by_regions_{};
};

std::vector<FacetColumn> empty_columns() {
  std::vector<FacetColumn> columns;
  for (const std::string_view name : facet_names()) columns.push_back({.field = std::string(name)});
  return columns;
}

void read_all(const Xapian::Database& database, corpora::Date today, FacetTable& table) {
  for (FacetColumn& column : table.columns) {
    column.set_of_document.assign(database.get_lastdocid() + 1, 0);
    if (is_computed(column.field)) continue;
    const Xapian::valueno slot = indexer::field(column.field).slot;
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
      column.put(value.get_docid(), *value);
  }
  const std::string call = indexer::exact_term(indexer::field("type"), "call");
  Computed computed(today);
  for (auto posting = database.postlist_begin(call); posting != database.postlist_end(call); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    for (FacetColumn& column : table.columns)
      if (is_computed(column.field)) column.put(*posting, computed.value(column.field, document));
  }
}

void read_changed(const Xapian::Database& database, corpora::Date today, corpora::Seq after, FacetTable& table) {
  const Xapian::valueno seq_slot = indexer::field("seq").slot;
  Computed computed(today);
  for (auto seq = database.valuestream_begin(seq_slot); seq != database.valuestream_end(seq_slot); ++seq) {
    if (Xapian::sortable_unserialise(*seq) <= static_cast<double>(after)) continue;
    const Xapian::Document document = database.get_document(seq.get_docid());
    const bool is_call = value_of(document, "type") == std::string("call") + separator;
    for (FacetColumn& column : table.columns) {
      if (!is_computed(column.field))
        column.put(seq.get_docid(), value_of(document, column.field));
      else
        column.put(seq.get_docid(), is_call ? computed.value(column.field, document) : std::string());
    }
  }
}

}  // namespace

void FacetColumn::put(Xapian::docid document, const std::string& value) {
  if (document >= set_of_document.size()) set_of_document.resize(document + 1, 0);
  const auto [set, is_new] = set_by_value.try_emplace(value, static_cast<std::uint32_t>(sets.size()));
  if (is_new) {
    std::vector<CodeNumber> numbers;
    for (const std::string& code : split(value)) {
      const auto [number, first] = number_by_code.try_emplace(code, static_cast<CodeNumber>(codes.size()));
      if (first) codes.push_back(code);
      numbers.push_back(number->second);
    }
    sets.push_back(std::move(numbers));
  }
  set_of_document[document] = set->second;
}

const FacetColumn* FacetTable::find(std::string_view field) const {
  const auto found = std::ranges::find(columns, field, &FacetColumn::field);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string_view> facet_names() {
  std::vector<std::string_view> names;
  for (const indexer::Field& row : indexer::field_table)
    if (row.is_facet) names.push_back(row.name);
  names.insert(names.end(), computed_facets.begin(), computed_facets.end());
  return names;
}

bool is_facet(std::string_view field) {
  const auto names = facet_names();
  return std::ranges::find(names, field) != names.end();
}

std::shared_ptr<const FacetTable> FacetTables::at(const Xapian::Database& database, const indexer::IndexState& state,
                                                  corpora::Date today) {
  const std::lock_guard lock(mutex_);
  if (newest_ && newest_->state == state && newest_->today == today) return newest_;
  const bool can_follow = newest_ && newest_->state.generation == state.generation && newest_->today == today &&
                          newest_->state.seq <= state.seq;
  auto table = can_follow ? std::make_shared<FacetTable>(*newest_) : std::make_shared<FacetTable>();
  if (can_follow) {
    read_changed(database, today, newest_->state.seq, *table);
  } else {
    table->columns = empty_columns();
    read_all(database, today, *table);
  }
  table->state = state;
  table->today = today;
  newest_ = table;
  return table;
}

FacetCounter::FacetCounter(std::shared_ptr<const FacetTable> table, const std::vector<std::string>& facets,
                           const std::vector<FacetFilter>& filters, const std::vector<FacetFilter>& conditions)
    : table_(std::move(table)) {
  for (const FacetFilter& wanted : filters) filters_.push_back(filter_of(wanted));
  for (const FacetFilter& wanted : conditions) conditions_.push_back(filter_of(wanted));
  for (const std::string& facet : facets) {
    Counted counted{.column = table_->find(facet)};
    counted.counts.assign(counted.column->codes.size(), 0);
    for (std::size_t i = 0; i < filters.size(); ++i)
      if (filters[i].field == facet) counted.filter = static_cast<std::ptrdiff_t>(i);
    counted_.push_back(std::move(counted));
  }
}

FacetCounter::Filter FacetCounter::filter_of(const FacetFilter& wanted) const {
  Filter filter{.column = table_->find(wanted.field)};
  filter.allowed.assign(filter.column->codes.size(), false);
  for (const std::string& code : wanted.codes)
    if (const auto number = filter.column->number_by_code.find(code); number != filter.column->number_by_code.end())
      filter.allowed[number->second] = true;
  return filter;
}

bool FacetCounter::passes(const Filter& filter, Xapian::docid document) {
  return std::ranges::any_of(filter.column->codes_of(document), [&](CodeNumber code) { return filter.allowed[code]; });
}

bool FacetCounter::count(Xapian::docid document) const {
  if (std::ranges::any_of(conditions_, [&](const Filter& one) { return !passes(one, document); })) return false;
  constexpr std::ptrdiff_t none = -1;
  std::ptrdiff_t failed = none;
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    if (passes(filters_[i], document)) continue;
    if (failed != none) return false;  // fails two filters: no facet counts it
    failed = static_cast<std::ptrdiff_t>(i);
  }
  for (const Counted& counted : counted_)
    if (failed == none || failed == counted.filter)
      for (const CodeNumber code : counted.column->codes_of(document)) ++counted.counts[code];
  return failed == none;
}

std::vector<Facet> FacetCounter::take(std::size_t max_values) const {
  std::vector<Facet> facets;
  for (const Counted& counted : counted_) {
    Facet facet{.field = counted.column->field};
    for (std::size_t code = 0; code < counted.counts.size(); ++code)
      if (counted.counts[code] > 0) facet.counts.push_back({counted.column->codes[code], counted.counts[code]});
    std::ranges::sort(facet.counts, [](const FacetCount& a, const FacetCount& b) {
      return a.count != b.count ? a.count > b.count : a.code < b.code;
    });
    if (facet.counts.size() > max_values) {
      facet.counts.resize(max_values);
      facet.is_truncated = true;
    }
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace kohtaamo::server
