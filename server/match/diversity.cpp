// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/diversity.h"

#include <algorithm>
#include <cmath>

#include "server/match/index_terms.h"
#include "server/match/owner.h"
#include "server/search/find_document.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t first_page = 10;  // where one owner may have so many

// Whose a record is, or what it was made after: of one key, few stand among the first ten. Empty: nobody's.
// Calls have none: that one funder has several that fit is what an applicant wants to know.
std::string owner_or_lineage(const corpora::Record& record) {
  if (const auto* adoption = std::get_if<corpora::Adoption>(&record.details)) return adoption->innovation;
  for (const corpora::Link& link : record.links)
    if (link.rel == "derived_from") return link.target;
  if (const auto* project = std::get_if<corpora::Project>(&record.details)) return project->coordinator;
  return owner_of(record);
}

// Calls with the same text may have other conditions, and each is worth an application.
bool may_be_folded(const corpora::Record& record) { return record.type() != corpora::RecordType::call; }

// Copies go to the better one, in the order of score.
std::vector<Ranked> fold_twins(std::vector<Ranked> best_first, double twin_from) {
  std::vector<Ranked> kept;
  for (Ranked& one : best_first) {
    const auto twin = std::ranges::find_if(
        kept, [&](const Ranked& better) { return likeness(better.terms, one.terms) >= twin_from; });
    if (twin_from >= 1 || twin == kept.end() || !may_be_folded(one.match.record))
      kept.push_back(std::move(one));
    else
      twin->match.twins.push_back(one.match.record.id);
  }
  return kept;
}

}  // namespace

double TermVectors::rarity(const std::string& term) {
  const auto [place, is_new] = rarities_.emplace(term, 0);
  if (is_new)
    place->second =
        std::log(static_cast<double>(database_.get_doccount()) / std::max(1U, database_.get_termfreq(term)));
  return place->second;
}

TermVector TermVectors::read(Xapian::docid document) {
  TermVector terms;
  double squares = 0;
  for (auto term = database_.termlist_begin(document); term != database_.termlist_end(document); ++term) {
    const std::string text = *term;
    if (!is_word_or_concept(text)) continue;
    const double weight = (1 + std::log(std::max(1U, term.get_wdf()))) * rarity(text);
    if (weight <= 0) continue;
    squares += weight * weight;
    terms.emplace_hint(terms.end(), text, weight);
  }
  for (auto& [term, weight] : terms) weight /= std::sqrt(squares);
  return terms;
}

double likeness(const TermVector& a, const TermVector& b) {
  double sum = 0;
  auto in_b = b.begin();
  for (const auto& [term, weight] : a) {
    while (in_b != b.end() && in_b->first < term) ++in_b;
    if (in_b == b.end()) break;
    if (in_b->first == term) sum += weight * in_b->second;
  }
  return sum;
}

std::vector<Match> spread(std::vector<Ranked> best_first, std::size_t limit, const config::MatchSettings& settings) {
  std::vector<Ranked> left = fold_twins(std::move(best_first), settings.twin_similarity);
  std::vector<double> nearest(left.size(), 0);  // to what is chosen
  std::vector<Match> chosen;
  std::map<std::string, std::int64_t> of_key;
  const auto is_crowded = [&](const Match& match) {
    const std::string key = owner_or_lineage(match.record);
    return settings.most_of_one > 0 && chosen.size() < first_page && !key.empty() &&
           of_key[key] >= settings.most_of_one;
  };
  while (!left.empty() && chosen.size() < limit) {
    std::size_t best = 0;
    double best_value = -2;  // below any value
    for (std::size_t i = 0; i < left.size(); ++i) {
      const double value = settings.diversity * left[i].match.score - (1 - settings.diversity) * nearest[i] -
                           (is_crowded(left[i].match) ? 1 : 0);  // after all that are not
      if (value > best_value) {
        best = i;
        best_value = value;
      }
    }
    const TermVector terms = std::move(left[best].terms);
    ++of_key[owner_or_lineage(left[best].match.record)];
    chosen.push_back(std::move(left[best].match));
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
    nearest.erase(nearest.begin() + static_cast<std::ptrdiff_t>(best));
    for (std::size_t i = 0; i < left.size(); ++i) nearest[i] = std::max(nearest[i], likeness(terms, left[i].terms));
  }
  return chosen;
}

std::vector<Match> spread(std::vector<Match> best_first, std::size_t limit, const config::MatchSettings& settings,
                          const Xapian::Database& database) {
  // Farther down, nothing is so much more unlike that it would come up.
  constexpr std::size_t spread_among = 2;
  if (best_first.size() > spread_among * limit) best_first.resize(spread_among * limit);
  TermVectors vectors(database);
  std::vector<Ranked> ranked;
  for (Match& match : best_first) {
    const Xapian::docid document = find_document(database, match.record.id);
    TermVector terms = document == 0 ? TermVector{} : vectors.read(document);
    ranked.push_back({.match = std::move(match), .terms = std::move(terms)});
  }
  return spread(std::move(ranked), limit, settings);
}

}  // namespace kohtaamo::server
