// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/selection.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

using config::Result;

// Notes what passes the filters. Xapian calls it for each match.
class Collector : public Xapian::MatchDecider {
 public:
  explicit Collector(const FacetCounter& filters) : filters_(filters) {}
  bool operator()(const Xapian::Document& document) const override {
    if (filters_(document)) documents_.push_back(document.get_docid());
    return false;  // nothing is ranked
  }
  std::vector<Xapian::docid> take() const { return std::move(documents_); }

 private:
  const FacetCounter& filters_;
  mutable std::vector<Xapian::docid> documents_{};
};

// What the index knows as conditions of it, which skip; what is computed is in the table alone.
// A facet that is counted must be seen failing.
Xapian::Query narrowed(const Xapian::Query& query, const SearchRequest& request) {
  std::vector<Xapian::Query> conditions;
  for (const FacetFilter& filter : request.filters) {
    const bool is_counted = std::ranges::find(request.facets, filter.field) != request.facets.end();
    if (is_counted || is_computed(filter.field)) continue;
    std::vector<std::string> terms;
    for (const std::string& code : filter.codes)
      terms.push_back(indexer::exact_term(indexer::field(filter.field), code));
    conditions.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  if (conditions.empty()) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_AND, conditions.begin(), conditions.end())};
}

std::vector<std::size_t> counts_by_number(const Selection& selection, const FacetColumn& column) {
  std::vector<std::size_t> of_set(column.sets.size(), 0), of_code(column.codes.size(), 0);
  for (const Xapian::docid document : selection.documents)
    if (document < column.set_of_document.size()) ++of_set[column.set_of_document[document]];
  for (std::size_t set = 0; set < of_set.size(); ++set)
    for (const CodeNumber code : column.sets[set]) of_code[code] += of_set[set];
  return of_code;
}

}  // namespace

Result<Selection> select(const SearchEngine& engine, const SearchRequest& request, const Xapian::Database& database,
                         const indexer::IndexState& state) {
  const auto parsed = parse_query(request.q, engine.settings().search);
  if (!parsed) return config::fail(parsed.error());
  const QueryPlan plan = engine.planner().plan(parsed->root, request.language, database);
  const Xapian::Query words = plan.query.empty() ? everything() : plan.query;
  Selection selection{.table = engine.facets_at(database, state, request.today)};
  const FacetCounter filters(selection.table, request.facets, request.filters);
  const Collector collector(filters);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  enquire.set_query(only_listed(narrowed(words, request)));
  enquire.get_mset(0, 1, database.get_doccount(), nullptr, &collector);
  selection.documents = collector.take();
  selection.facets = filters.take(std::numeric_limits<std::size_t>::max());
  std::ranges::sort(selection.documents);
  return selection;
}

Counts counts_of(const Selection& selection, std::string_view facet) {
  const FacetColumn& column = *selection.table->find(facet);
  const std::vector<std::size_t> numbers = counts_by_number(selection, column);
  Counts counts;
  for (std::size_t code = 0; code < numbers.size(); ++code)
    if (numbers[code] > 0) counts.emplace(column.codes[code], numbers[code]);
  return counts;
}

std::size_t count_without(const Selection& selection, std::string_view facet) {
  const FacetColumn& column = *selection.table->find(facet);
  return static_cast<std::size_t>(std::ranges::count_if(
      selection.documents, [&](Xapian::docid document) { return column.codes_of(document).empty(); }));
}

std::map<std::string, Counts, std::less<>> cross_counts(const Selection& selection, std::string_view facet,
                                                        std::string_view other) {
  const FacetColumn& rows = *selection.table->find(facet);
  const FacetColumn& columns = *selection.table->find(other);
  std::map<std::string, Counts, std::less<>> counts;
  for (const Xapian::docid document : selection.documents)
    for (const CodeNumber row : rows.codes_of(document)) {
      Counts& of_row = counts[rows.codes[row]];
      for (const CodeNumber column : columns.codes_of(document)) ++of_row[columns.codes[column]];
    }
  return counts;
}

std::vector<Xapian::docid> by_name(const Selection& selection, const Xapian::Database& database, std::size_t begin,
                                   std::size_t count) {
  std::vector<std::tuple<bool, std::string, Xapian::docid>> named;  // false before true: letters before digits
  named.reserve(selection.documents.size());
  const Xapian::valueno slot = indexer::field("name").slot;
  auto at = database.valuestream_begin(slot);
  for (const Xapian::docid document : selection.documents) {
    if (at != database.valuestream_end(slot) && at.get_docid() < document) at.skip_to(document);
    const bool has_name = at != database.valuestream_end(slot) && at.get_docid() == document;
    std::string name = has_name ? *at : std::string();
    const bool begins_otherwise = name.empty() || static_cast<unsigned char>(name.front()) < 'a';
    named.emplace_back(begins_otherwise, std::move(name), document);
  }
  begin = std::min(begin, named.size());
  const std::size_t end = begin + std::min(count, named.size() - begin);
  std::ranges::partial_sort(named, named.begin() + static_cast<std::ptrdiff_t>(end));
  std::vector<Xapian::docid> documents;
  for (std::size_t i = begin; i < end; ++i) documents.push_back(std::get<Xapian::docid>(named[i]));
  return documents;
}

}  // namespace kohtaamo::server
