// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/priors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kohtaamo::server {
namespace {

constexpr double days_to_half = 365;

// By age in days, so that a search need not work it out for each document.
const auto& recency_by_age() {
  static const auto shares = [] {
    std::array<float, 20 * 365> all{};
    for (std::size_t age = 0; age < all.size(); ++age)
      all.at(age) = static_cast<float>(std::exp2(-static_cast<double>(age) / days_to_half));
    return all;
  }();
  return shares;
}

// Documents that the priors say something for, in their order.
class PriorSource : public Xapian::PostingSource {
 public:
  explicit PriorSource(Priors priors) : priors_(std::move(priors)) {}

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    at_ = 0;
    set_maxweight(priors_.most());
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  double get_weight() const override { return priors_.of(at_); }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ >= priors_.size(); }
  void next(double /*least_weight*/) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double /*least_weight*/) override { move_to(std::max(at_, document)); }
  bool check(Xapian::docid document, double /*least_weight*/) override {
    at_ = document;
    return at_end() || priors_.of(at_) > 0;
  }
  PriorSource* clone() const override { return new PriorSource(priors_); }
  std::string get_description() const override { return "PriorSource"; }

 private:
  void move_to(Xapian::docid document) {
    for (at_ = document; !at_end() && priors_.of(at_) <= 0;) ++at_;
  }

  Priors priors_;
  Xapian::doccount documents_ = 0;
  Xapian::docid at_ = 0;
};

}  // namespace

Priors::Priors(const config::RankingSettings& ranking, std::shared_ptr<const DocumentTable> table, corpora::Date today)
    : table_(std::move(table)),
      today_(DocumentTable::day_of(today)),
      recency_(ranking.recency_weight),
      completeness_(ranking.completeness_weight) {}

Priors::Priors(const Priors& all, double recency, double completeness)
    : table_(all.table_), today_(all.today_), recency_(recency), completeness_(completeness) {}

double Priors::recency_of(DocumentTable::Day day) const {
  if (day == DocumentTable::no_day) return 0;
  const auto age = static_cast<std::size_t>(std::max(0, today_ - day));
  return age < recency_by_age().size() ? recency_by_age()[age] : 0;
}

Xapian::Query Priors::query() const {
  return Xapian::Query((new PriorSource(*this))->release());  // Xapian takes it over
}

std::vector<Clause> Priors::clauses() const {
  std::vector<Clause> clauses;
  if (recency_ > 0) clauses.push_back({.query = Priors(*this, recency_, 0).query(), .prior = Reached::recency});
  if (completeness_ > 0)
    clauses.push_back({.query = Priors(*this, 0, completeness_).query(), .prior = Reached::completeness});
  return clauses;
}

}  // namespace kohtaamo::server
