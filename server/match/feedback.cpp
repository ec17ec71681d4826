// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/feedback.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "server/match/index_terms.h"

namespace kohtaamo::server {
namespace {

struct Seen {
  double weight = 0;
  unsigned documents = 0;
};

}  // namespace

std::vector<FeedbackTerm> feedback_terms(const std::vector<Scored>& best_first, const Xapian::Database& database,
                                         const config::MatchSettings& settings) {
  const auto documents = std::min(best_first.size(), static_cast<std::size_t>(settings.feedback_documents));
  if (documents == 0 || best_first.front().score <= 0) return {};
  std::map<std::string, Seen> seen;
  for (std::size_t i = 0; i < documents; ++i) {
    // A record that falls this share short of the best counts for 1/e: the first few speak, and a record that
    // stands out speaks alone.
    constexpr double fading_share = 0.07;
    const double best = best_first.front().score;
    const double trust = std::exp((best_first[i].score - best) / (fading_share * best));
    const double length = std::max(1U, database.get_doclength(best_first[i].document));
    const auto end = database.termlist_end(best_first[i].document);
    for (auto term = database.termlist_begin(best_first[i].document); term != end; ++term) {
      const std::string text = *term;
      if (!is_word_or_concept(text)) continue;
      Seen& one = seen[text];
      one.weight += trust * term.get_wdf() / length;
      ++one.documents;
    }
  }
  std::vector<FeedbackTerm> terms;
  constexpr unsigned shared_by = 2;
  for (const auto& [term, one] : seen)
    if (one.documents >= shared_by)
      if (const double weight = one.weight * idf(term, database); weight > 0) terms.push_back({term, weight});
  std::ranges::stable_sort(terms, std::greater{}, &FeedbackTerm::weight);
  if (const auto most = static_cast<std::size_t>(settings.feedback_terms); terms.size() > most) terms.resize(most);
  double sum = 0;
  for (const FeedbackTerm& term : terms) sum += term.weight;
  for (FeedbackTerm& term : terms) term.weight /= sum;
  return terms;
}

void add_feedback(std::vector<Scored>& candidates, const std::vector<FeedbackTerm>& terms, double whole,
                  const Xapian::Database& database, const config::Settings& settings) {
  std::ranges::sort(candidates, {}, &Scored::document);
  std::vector<double> held_back;  // BM25's K of each candidate
  const double average = std::max(1.0, database.get_avlength());
  for (const Scored& one : candidates)
    held_back.push_back(settings.ranking.k1 *
                        (1 - settings.match.b + settings.match.b * database.get_doclength(one.document) / average));
  for (const FeedbackTerm& term : terms) {
    auto posting = database.postlist_begin(term.term);
    const auto end = database.postlist_end(term.term);
    for (std::size_t i = 0; i < candidates.size() && posting != end; ++i) {
      posting.skip_to(candidates[i].document);
      if (posting == end || *posting != candidates[i].document) continue;
      const double wdf = posting.get_wdf();
      candidates[i].score += whole * term.weight * wdf / (wdf + held_back[i]);
    }
  }
}

}  // namespace kohtaamo::server
