// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// facets.h — how many hits each code has, exactly, counted from small arrays in memory.
//
// Given   an open index, and later the documents that match a query.
// Gives   for each facet its codes with counts, as if that facet itself were not filtered, so that
//         several codes of one facet can be chosen side by side.
// How     document id -> set of codes, one 32-bit number a document and facet; equal sets are kept
//         once. Three facets cost a third of what Xapian's value spies cost (PERFORMANCE.md).
//         A table follows the index: only documents changed since are read again.
// Threads a table is constant; FacetTables is safe from everywhere.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "corpora/date.h"
#include "indexer/index_reader.h"

namespace kohtaamo::server {

using CodeNumber = std::uint16_t;

// One facet of all documents.
struct FacetColumn {
  std::string field{};
  std::vector<std::uint32_t> set_of_document{};   // by document id; 0: no codes
  std::vector<std::vector<CodeNumber>> sets{{}};  // by set number
  std::vector<std::string> codes{};               // by code number
  std::map<std::string, std::uint32_t, std::less<>> set_by_value{};
  std::map<std::string, CodeNumber, std::less<>> number_by_code{};

  void put(Xapian::docid document, const std::string& value);  // value: codes, each with '\x1f' after it
  const std::vector<CodeNumber>& codes_of(Xapian::docid document) const {
    return document < set_of_document.size() ? sets[set_of_document[document]] : sets[0];
  }
};

struct FacetTable {
  indexer::IndexState state{};
  corpora::Date today{};
  std::vector<FacetColumn> columns{};
  const FacetColumn* find(std::string_view field) const;
};

// Of calls, computed while a table is read; the index knows no terms of them.
inline constexpr std::string_view status_facet = "status";  // effective, for today
inline constexpr std::string_view reach_facet = "open_to";  // regions that applicants may be in (call_reach.h)
inline constexpr std::array computed_facets{status_facet, reach_facet};

constexpr bool is_computed(std::string_view field) {
  return std::ranges::find(computed_facets, field) != computed_facets.end();
}
bool is_facet(std::string_view field);
std::vector<std::string_view> facet_names();

class FacetTables {
 public:
  // The table of just this state of the index.
  std::shared_ptr<const FacetTable> at(const Xapian::Database& database, const indexer::IndexState& state,
                                       corpora::Date today);

 private:
  std::mutex mutex_{};
  std::shared_ptr<const FacetTable> newest_{};
};

struct FacetFilter {
  std::string field{};
  std::vector<std::string> codes{};  // any of them
};

struct FacetCount {
  std::string code{};
  std::uint32_t count = 0;
};
struct Facet {
  std::string field{};
  std::vector<FacetCount> counts{};  // most first; equal counts by code
  bool is_truncated = false;
};

// Passes the documents that all filters allow, and counts on the way.
class FacetCounter : public Xapian::MatchDecider {
 public:
  // conditions: what a document must have besides; no facet is counted without them.
  FacetCounter(std::shared_ptr<const FacetTable> table, const std::vector<std::string>& facets,
               const std::vector<FacetFilter>& filters, const std::vector<FacetFilter>& conditions = {});

  bool count(Xapian::docid document) const;
  // Xapian calls it for each match.
  bool operator()(const Xapian::Document& document) const override { return count(document.get_docid()); }
  std::vector<Facet> take(std::size_t max_values) const;

 private:
  struct Filter {
    const FacetColumn* column{};
    std::vector<bool> allowed{};  // by code number
  };
  struct Counted {
    const FacetColumn* column{};
    std::ptrdiff_t filter = -1;  // its own filter, or none
    mutable std::vector<std::uint32_t> counts{};
  };
  Filter filter_of(const FacetFilter& wanted) const;
  static bool passes(const Filter& filter, Xapian::docid document);

  std::shared_ptr<const FacetTable> table_;
  std::vector<Filter> filters_{}, conditions_{};
  std::vector<Counted> counted_{};
};

}  // namespace kohtaamo::server
