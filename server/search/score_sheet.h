// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// score_sheet.h — a number for each document, of which most are 0.
//
// Given   documents and what to add to them.
// Gives   the sums, and which documents have one.
// How     an array as long as the index has documents, 8 bytes each. It is borrowed from the thread, cleared by the
// list
//         of what was added, and given back: to ask the system for so much memory anew takes longer than a search.
// Threads one object for one thread.

#include <memory>
#include <utility>
#include <vector>

#include <xapian.h>

namespace kohtaamo::server {

class ScoreSheet {
 public:
  // size: one above the last document.
  explicit ScoreSheet(std::size_t size) : numbers_(borrowed()) { numbers_->by_document.resize(size, 0); }
  ScoreSheet(ScoreSheet&&) = default;
  ScoreSheet& operator=(ScoreSheet&&) = delete;
  ~ScoreSheet() {
    if (!numbers_) return;
    clear();
    spare().push_back(std::move(numbers_));
  }

  const std::vector<Xapian::docid>& found() const { return numbers_->found; }  // in no order, each once
  double operator[](Xapian::docid document) const { return numbers_->by_document[document]; }
  std::size_t size() const { return numbers_->by_document.size(); }

  void add(Xapian::docid document, double score) {
    double& sum = numbers_->by_document[document];
    if (sum == 0 && score > 0) numbers_->found.push_back(document);
    sum += score;
  }
  void clear() {
    for (const Xapian::docid document : numbers_->found) numbers_->by_document[document] = 0;
    numbers_->found.clear();
  }

 private:
  struct Numbers {
    std::vector<double> by_document{};
    std::vector<Xapian::docid> found{};
  };
  static std::vector<std::unique_ptr<Numbers>>& spare() {
    thread_local std::vector<std::unique_ptr<Numbers>> sheets;
    return sheets;
  }
  static std::unique_ptr<Numbers> borrowed() {
    if (spare().empty()) return std::make_unique<Numbers>();
    auto sheet = std::move(spare().back());
    spare().pop_back();
    return sheet;
  }

  std::unique_ptr<Numbers> numbers_;
};

}  // namespace kohtaamo::server
