// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// score_sheet.h — a number for each of some documents, out of all.
//
// Given   documents and what to add to them, 0 as well.
// Gives   the sums, and which documents have one.
// How     an array as long as the index has documents, 8 bytes each, borrowed (lease.h), and cleared by the list of the
//         documents that were added.
// Threads one object for one thread.

#include <algorithm>
#include <cstddef>
#include <vector>

#include <xapian.h>

#include "server/search/lease.h"

namespace kohtaamo::server {

class ScoreSheet {
 public:
  // size: one above the last document.
  explicit ScoreSheet(std::size_t size) { numbers_->by_document.resize(size, absent); }
  ScoreSheet(ScoreSheet&&) noexcept = default;
  ScoreSheet& operator=(ScoreSheet&&) = delete;
  ~ScoreSheet() {
    if (!numbers_) return;
    for (const Xapian::docid document : numbers_->found) numbers_->by_document[document] = absent;
    numbers_->found.clear();
  }

  const std::vector<Xapian::docid>& found() const { return numbers_->found; }  // in no order, each once
  bool has(Xapian::docid document) const { return numbers_->by_document[document] >= 0; }
  double operator[](Xapian::docid document) const { return std::max(0.0, numbers_->by_document[document]); }
  std::size_t size() const { return numbers_->by_document.size(); }

  // number: not below 0.
  void add(Xapian::docid document, double number) {
    double& sum = numbers_->by_document[document];
    if (sum < 0) {
      numbers_->found.push_back(document);
      sum = 0;
    }
    sum += number;
  }

 private:
  static constexpr double absent = -1;
  struct Numbers {
    std::vector<double> by_document{};
    std::vector<Xapian::docid> found{};
  };
  Lease<Numbers> numbers_{};
};

}  // namespace kohtaamo::server
