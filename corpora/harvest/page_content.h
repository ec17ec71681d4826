// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// page_content.h — what the pages of a run bring, counted before any of it is taken.
//
// Given   pages one after another, and the importer that reads their rows.
// Gives   how many rows, records and tombstones there are, and which members the records have.
// Fails   as the importer does for a page that it cannot read at all.
// Threads one at a time.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "config/error.h"
#include "corpora/importer.h"

namespace kohtaamo::corpora::harvest {

struct PageCount {
  std::int64_t rows = 0;      // records, rejected rows and tombstones
  std::int64_t new_rows = 0;  // of them those that no earlier page had, with this content
};

class RunContent {
 public:
  RunContent(const Importer& importer, std::vector<std::string> required)
      : importer_(importer), required_(std::move(required)) {}

  config::Result<PageCount> add(const std::string& name, std::string_view page);
  config::Result<PageCount> add(ByteStream& page);

  std::int64_t records() const { return records_; }
  std::int64_t tombstones() const { return tombstones_; }
  std::int64_t rejected() const { return rejected_; }
  const std::optional<config::Error>& first_rejected() const { return first_rejected_; }
  // Of how many records the member is known.
  std::int64_t with(const std::string& member) const;

 private:
  void count(const ImportedRow& row, PageCount& page);

  const Importer& importer_;
  std::vector<std::string> required_;
  std::unordered_set<std::string> seen_{};
  std::map<std::string, std::int64_t> with_{};
  std::int64_t records_ = 0, tombstones_ = 0, rejected_ = 0;
  std::optional<config::Error> first_rejected_{};
};

}  // namespace kohtaamo::corpora::harvest
