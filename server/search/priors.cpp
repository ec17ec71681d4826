// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/priors.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

constexpr double days_to_half = 365;

// "20261123", as the document builder writes days.
std::optional<corpora::Date> day_of(const std::string& value) {
  int number = 0;
  const char* end = value.data() + value.size();
  if (value.size() != 8 || std::from_chars(value.data(), end, number).ptr != end) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(number / 10'000),
                                        std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
                                        std::chrono::day(static_cast<unsigned>(number % 100)));
  if (!day.ok()) return std::nullopt;
  return corpora::Date(day);
}

float recency_of(const std::string& value, corpora::Date today) {
  const auto day = day_of(value);
  if (!day) return 0;
  const auto age = static_cast<double>((today - *day).count());
  return age <= 0 ? 1 : static_cast<float>(std::exp2(-age / days_to_half));
}

float completeness_of(const std::string& value) { return static_cast<float>(Xapian::sortable_unserialise(value)); }

template <class ShareOf>
PriorColumn read_column(const Xapian::Database& database, std::string_view field, ShareOf share_of) {
  PriorColumn column{.shares = std::vector<float>(database.get_lastdocid() + 1, 0)};
  const Xapian::valueno slot = indexer::field(field).slot;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
    column.shares[value.get_docid()] = share_of(*value);
  column.most = *std::ranges::max_element(column.shares);
  return column;
}

// Documents that the priors say something for, in their order.
class SharesInMemory : public Xapian::PostingSource {
 public:
  SharesInMemory(std::shared_ptr<const PriorTable> table, double recency, double completeness)
      : table_(std::move(table)), recency_(recency), completeness_(completeness) {}

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    at_ = 0;
    set_maxweight(recency_ * table_->recency.most + completeness_ * table_->completeness.most);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  double get_weight() const override { return weight_of(at_); }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ >= table_->recency.shares.size(); }
  void next(double /*least_weight*/) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double /*least_weight*/) override { move_to(std::max(at_, document)); }
  bool check(Xapian::docid document, double /*least_weight*/) override {
    at_ = document;
    return at_end() || weight_of(at_) > 0;
  }
  SharesInMemory* clone() const override { return new SharesInMemory(table_, recency_, completeness_); }
  std::string get_description() const override { return "SharesInMemory"; }

 private:
  double weight_of(Xapian::docid document) const {
    return recency_ * table_->recency.shares[document] + completeness_ * table_->completeness.shares[document];
  }
  void move_to(Xapian::docid document) {
    for (at_ = document; !at_end() && weight_of(at_) <= 0;) ++at_;
  }

  std::shared_ptr<const PriorTable> table_;
  double recency_, completeness_;
  Xapian::doccount documents_ = 0;
  Xapian::docid at_ = 0;
};

Xapian::Query query_of(const std::shared_ptr<const PriorTable>& table, double recency, double completeness) {
  return Xapian::Query((new SharesInMemory(table, recency, completeness))->release());  // Xapian takes it over
}

}  // namespace

std::shared_ptr<const PriorTable> PriorTables::at(const Xapian::Database& database, const indexer::IndexState& state,
                                                  corpora::Date today) {
  const std::lock_guard lock(mutex_);
  if (newest_ && newest_->state == state && newest_->today == today) return newest_;
  newest_ = std::make_shared<PriorTable>(PriorTable{
      .state = state,
      .today = today,
      .recency = read_column(database, "modified", [&](const std::string& day) { return recency_of(day, today); }),
      .completeness = read_column(database, "completeness", completeness_of)});
  return newest_;
}

double prior_of(Xapian::docid document, const config::RankingSettings& ranking, const PriorTable& table) {
  return ranking.recency_weight * table.recency.shares[document] +
         ranking.completeness_weight * table.completeness.shares[document];
}

bool has_priors(const config::RankingSettings& ranking) {
  return ranking.recency_weight > 0 || ranking.completeness_weight > 0;
}

Priors plan_priors(const config::RankingSettings& ranking, const std::shared_ptr<const PriorTable>& table) {
  Priors priors{.query = query_of(table, ranking.recency_weight, ranking.completeness_weight)};
  if (ranking.recency_weight > 0)
    priors.clauses.push_back({.query = query_of(table, ranking.recency_weight, 0), .prior = Reached::recency});
  if (ranking.completeness_weight > 0)
    priors.clauses.push_back(
        {.query = query_of(table, 0, ranking.completeness_weight), .prior = Reached::completeness});
  return priors;
}

}  // namespace kohtaamo::server
