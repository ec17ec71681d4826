// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/priors.h"

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

class Recency : public Xapian::ValuePostingSource {
 public:
  explicit Recency(corpora::Date today) : ValuePostingSource(indexer::field("modified").slot), today_(today) {}

  double get_weight() const override {
    const auto day = day_of(get_value());
    if (!day) return 0;
    const auto age = static_cast<double>((today_ - *day).count());
    return age <= 0 ? 1 : std::exp2(-age / days_to_half);
  }
  Recency* clone() const override { return new Recency(today_); }
  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(1);
  }
  std::string get_description() const override { return "Recency"; }

 private:
  corpora::Date today_;
};

class Completeness : public Xapian::ValuePostingSource {
 public:
  Completeness() : ValuePostingSource(indexer::field("completeness").slot) {}

  double get_weight() const override { return Xapian::sortable_unserialise(get_value()); }
  Completeness* clone() const override { return new Completeness; }
  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(1);
  }
  std::string get_description() const override { return "Completeness"; }
};

// Xapian takes it over.
Clause clause_of(Reached prior, Xapian::PostingSource* source, double weight) {
  return {.query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(source->release()), weight),
          .prior = prior};
}

}  // namespace

std::vector<Clause> plan_priors(const config::RankingSettings& ranking, corpora::Date today) {
  std::vector<Clause> priors;
  if (ranking.recency_weight > 0)
    priors.push_back(clause_of(Reached::recency, new Recency(today), ranking.recency_weight));
  if (ranking.completeness_weight > 0)
    priors.push_back(clause_of(Reached::completeness, new Completeness, ranking.completeness_weight));
  return priors;
}

}  // namespace kohtaamo::server
