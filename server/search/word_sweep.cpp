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

// Two lists by document as one; what stands in both is given to `both`, what in one alone is kept.
template <class Item, class Both>
std::vector<Item> merged(const std::vector<Item>& one, const std::vector<Item>& other, Both both) {
  std::vector<Item> all;
  all.reserve(one.size() + other.size());
  auto b = other.begin();
  for (const Item& a : one) {
    while (b != other.end() && b->document < a.document) all.push_back(*b++);
    if (b != other.end() && b->document == a.document)
      all.push_back(both(a, *b++));
    else
      all.push_back(a);
  }
  all.insert(all.end(), b, other.end());
  return all;
}

std::vector<Scored> in_both(const std::vector<Scored>& one, const std::vector<Scored>& other) {
  std::vector<Scored> all;
  auto b = other.begin();
  for (const Scored& a : one) {
    while (b != other.end() && b->document < a.document) ++b;
    if (b != other.end() && b->document == a.document) all.push_back({a.document, a.score + b->score});
  }
  return all;
}

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
      average_length_(database.get_avlength()),
      scores_(table_->lengths.size(), 0) {
  add(words, 1);
}

void WordSweep::add(const WordTree& words, double factor) {
  if (words.join == Join::sum) {
    for (const WordTree& part : words.parts) add(part, factor * words.factor);
    return;
  }
  for (const Scored& one : scored(words, factor)) {
    double& score = scores_[one.document];
    if (score == 0 && one.score > 0) found_.push_back(one.document);
    score += one.score;
  }
}

std::vector<WordSweep::Posting> WordSweep::postings_of(const std::string& term) const {
  std::vector<Posting> postings;
  postings.reserve(database_.get_termfreq(term));
  for (auto one = database_.postlist_begin(term); one != database_.postlist_end(term); ++one)
    postings.push_back({*one, one.get_wdf()});
  return postings;
}

std::vector<Scored> WordSweep::scored(const WordTree& words, double factor) const {
  factor *= words.factor;
  if (words.join == Join::term) {
    const std::vector<Posting> postings = postings_of(words.term);
    return weighed(postings, static_cast<double>(postings.size()), factor);
  }
  if (words.join == Join::synonym) return scored_synonym(words, factor);
  if (words.join == Join::any) return with_any(words, factor);
  std::vector<Scored> all;
  for (std::size_t i = 0; i < words.parts.size(); ++i) {
    std::vector<Scored> one = scored(words.parts[i], factor);
    if (i == 0)
      all = std::move(one);
    else if (words.join == Join::all)
      all = in_both(all, one);
    else
      all = merged(all, one, [&](const Scored& a, const Scored& b) {
        return Scored{a.document, words.join == Join::best ? std::max(a.score, b.score) : a.score + b.score};
      });
  }
  return all;
}

// As one term. How many documents have any is guessed as Xapian does, which takes the terms for independent: the two
// rarest as one, in whole numbers, and so on.
std::vector<Scored> WordSweep::scored_synonym(const WordTree& words, double factor) const {
  std::priority_queue<double, std::vector<double>, std::greater<>> found;
  for (const WordTree& part : words.parts) found.push(database_.get_termfreq(part.term));
  while (found.size() > 1) {
    const double one = found.top();
    found.pop();
    const double other = found.top();
    found.pop();
    found.push(std::floor(one + other - one * other / documents_ + 0.5));
  }
  return weighed(postings_of_any(words), found.empty() ? 0 : found.top(), factor);
}

std::vector<Scored> WordSweep::with_any(const WordTree& words, double factor) const {
  std::vector<Scored> all;
  for (const Posting& one : postings_of_any(words)) all.push_back({one.document, factor});
  return all;
}

std::vector<WordSweep::Posting> WordSweep::postings_of_any(const WordTree& words) const {
  std::vector<Posting> all;
  for (const WordTree& part : words.parts) {
    std::vector<Posting> postings = postings_of(part.term);
    all = all.empty() ? std::move(postings) : merged(all, postings, [](const Posting& a, const Posting& b) {
      return Posting{a.document, a.wdf + b.wdf};
    });
  }
  return all;
}

std::vector<Scored> WordSweep::weighed(const std::vector<Posting>& postings, double found, double factor) const {
  const double weight = factor * idf_of(found, documents_) * (ranking_.k1 + 1);
  std::vector<Scored> all;
  all.reserve(postings.size());
  for (const Posting& one : postings) {
    const double length = std::max(table_->lengths[one.document] / average_length_, ranking_.min_normlen);
    const double wdf = one.wdf;
    all.push_back({one.document, weight * wdf / (ranking_.k1 * (length * ranking_.b + 1 - ranking_.b) + wdf)});
  }
  return all;
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
