// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/word_sweep.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <span>

#include "indexer/schema.h"
#include "server/search/idf.h"

namespace kohtaamo::server {
namespace {

using Join = WordTree::Join;

void sort_by_id(std::span<Scored> candidates, const Xapian::Database& database) {
  std::vector<std::pair<std::string, Scored>> by_id;
  for (const Scored& one : candidates)
    by_id.emplace_back(database.get_document(one.document).get_value(indexer::field("id").slot), one);
  std::ranges::sort(by_id, {}, [](const auto& one) { return std::string_view(one.first); });
  std::ranges::transform(by_id, candidates.begin(), [](const auto& one) { return one.second; });
}

}  // namespace

WordSweep::WordSweep(const WordTree& words, const config::RankingSettings& ranking, const Xapian::Database& database,
                     std::shared_ptr<const DocumentTable> table)
    : ranking_(ranking),
      database_(database),
      table_(std::move(table)),
      documents_(database.get_doccount()),
      per_length_(ranking.k1 * ranking.b / std::max(1.0, database.get_avlength())),  // an empty index has none
      least_of_length_(ranking.k1 * ranking.b * ranking.min_normlen),
      whatever_length_(ranking.k1 * (1 - ranking.b)),
      scores_(table_->size()) {
  add(words, 1, scores_);
}

void WordSweep::add(const WordTree& words, double factor, ScoreSheet& scores) const {
  factor *= words.factor;
  switch (words.join) {
    case Join::term:
      return add_term(words.term, factor, scores);
    case Join::sum:
      for (const WordTree& part : words.parts) add(part, factor, scores);
      return;
    case Join::synonym:
      return add_synonym(words, factor, scores);
    case Join::any:
      return add_any(words, factor, scores);
    case Join::best:
      return add_best(words, factor, scores);
    case Join::all:
      return add_all(words, factor, scores);
  }
}

void WordSweep::add_term(const std::string& term, double factor, ScoreSheet& scores) const {
  const Lease<std::vector<Posting>> lease;
  std::vector<Posting>& postings = *lease;
  postings.clear();
  append_postings(term, postings);
  add_postings(postings, static_cast<double>(postings.size()), factor, scores);
}

// As one term: how often any of them stands.
void WordSweep::add_synonym(const WordTree& words, double factor, ScoreSheet& scores) const {
  const Lease<std::vector<Posting>> lease;
  std::vector<Posting>& postings = *lease;
  postings.clear();
  std::vector<double> frequencies;
  for (const WordTree& part : words.parts)
    if (const std::size_t found = append_postings(part.term, postings); found > 0)
      frequencies.push_back(static_cast<double>(found));
  if (frequencies.size() == 1) return add_postings(postings, frequencies.front(), factor, scores);
  ScoreSheet counts(table_->size());
  for (const Posting& one : postings) counts.add(one.document, one.wdf);
  const double weight = weight_of(guessed_frequency(std::move(frequencies)), factor);
  for (const Xapian::docid document : counts.found())
    scores.add(document, weight * saturation(document, counts[document]));
}

// These terms are not counted in a document: it has them or not.
void WordSweep::add_any(const WordTree& words, double factor, ScoreSheet& scores) const {
  ScoreSheet seen(table_->size());
  for (const WordTree& part : words.parts)
    for (auto one = database_.postlist_begin(part.term); one != database_.postlist_end(part.term); ++one)
      if (!seen.has(*one)) seen.add(*one, 1);
  for (const Xapian::docid document : seen.found()) scores.add(document, factor);
}

void WordSweep::add_best(const WordTree& words, double factor, ScoreSheet& scores) const {
  ScoreSheet best(table_->size());
  for (const WordTree& part : words.parts) {
    const ScoreSheet one = scores_by(part, factor);
    for (const Xapian::docid document : one.found())
      if (!best.has(document) || one[document] > best[document]) best.add(document, one[document] - best[document]);
  }
  for (const Xapian::docid document : best.found()) scores.add(document, best[document]);
}

void WordSweep::add_all(const WordTree& words, double factor, ScoreSheet& scores) const {
  std::vector<ScoreSheet> parts;
  for (const WordTree& part : words.parts) parts.push_back(scores_by(part, factor));
  if (parts.empty()) return;
  for (const Xapian::docid document : parts.front().found()) {
    if (std::ranges::any_of(parts, [&](const ScoreSheet& one) { return !one.has(document); })) continue;
    for (const ScoreSheet& one : parts) scores.add(document, one[document]);
  }
}

ScoreSheet WordSweep::scores_by(const WordTree& words, double factor) const {
  ScoreSheet scores(table_->size());
  add(words, factor, scores);
  return scores;
}

std::size_t WordSweep::append_postings(const std::string& term, std::vector<Posting>& postings) const {
  const std::size_t before = postings.size();
  for (auto one = database_.postlist_begin(term); one != database_.postlist_end(term); ++one)
    postings.push_back({*one, one.get_wdf()});
  return postings.size() - before;
}

void WordSweep::add_postings(const std::vector<Posting>& postings, double found, double factor,
                             ScoreSheet& scores) const {
  const double weight = weight_of(found, factor);
  for (const Posting& one : postings) scores.add(one.document, weight * saturation(one.document, one.wdf));
}

// How many documents have any of some terms, as Xapian guesses it, which takes them for independent: the two rarest as
// one, in whole numbers, and so on.
double WordSweep::guessed_frequency(std::vector<double> frequencies) const {
  std::priority_queue found(std::greater<>(), std::move(frequencies));
  while (found.size() > 1) {
    const double one = found.top();
    found.pop();
    const double other = found.top();
    found.pop();
    found.push(std::floor(one + other - one * other / documents_ + 0.5));
  }
  return found.empty() ? 0 : found.top();
}

double WordSweep::weight_of(double found, double factor) const {
  return factor * idf_of(found, documents_) * (ranking_.k1 + 1);
}

std::vector<Scored> best_of(std::vector<Scored> all, std::size_t count, const Xapian::Database& database) {
  if (count == 0) return {};
  if (all.size() > count) {
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::ranges::nth_element(all, last, [](const Scored& a, const Scored& b) { return a.score > b.score; });
    // Also all that stand equal with the last, so that which of them are kept does not hang on when they were indexed.
    const double least = last->score;
    all.erase(std::partition(last + 1, all.end(), [&](const Scored& one) { return one.score == least; }), all.end());
  }
  sort_best_first(all);
  for (auto equal = all.begin(); equal != all.end();) {
    const auto next = std::find_if(equal, all.end(), [&](const Scored& one) { return one.score != equal->score; });
    if (next - equal > 1) sort_by_id({equal, next}, database);
    equal = next;
  }
  if (all.size() > count) all.resize(count);
  return all;
}

}  // namespace kohtaamo::server
