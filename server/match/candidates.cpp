// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/candidates.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "indexer/schema.h"
#include "server/match/joint_work.h"
#include "server/search/find_document.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using corpora::RecordType;
using stemming::Language;

// The planner's view of what the asker says.
LongText long_text(const Asker& asker, const config::MatchSettings& settings) {
  LongText text{.max_terms = static_cast<std::size_t>(settings.query_terms),
                .max_terms_of_long = static_cast<std::size_t>(settings.long_query_terms)};
  for (const AskerText& part : asker.parts)
    text.parts.push_back({.text = part.text, .language = part.language, .weight = part.weight});
  return text;
}

QueryPlan plan_for(const SearchEngine& engine, const Asker& asker, const CallWords* call_words,
                   const Xapian::Database& database) {
  LongText text = long_text(asker, engine.settings().match);
  constexpr double of_idle = 0.3;  // what of its weight a word has that a need is asked in
  text.factor = [&](const std::string& term) { return asker.idle_terms.contains(term) ? of_idle : 1; };
  if (call_words != nullptr) text.factor = [&](const std::string& term) { return call_words->share(term, database); };
  return engine.planner().plan_long_text(text, database);
}

// As Xapian bounds it, before it looks at any document.
double most_that_words_give(const QueryPlan& plan, const config::RankingSettings& ranking,
                            const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25(ranking));
  enquire.set_query(plan.query);
  return enquire.get_mset(0, 0).get_max_possible();
}

// Long records answer calls as well as short ones do: they are held back less.
config::RankingSettings ranking_for(const config::Settings& settings, bool speaks_as_call) {
  config::RankingSettings ranking = settings.ranking;
  if (speaks_as_call) ranking.b = settings.match.b;
  return ranking;
}

// By document: which have one of the codes.
std::vector<bool> documents_with(const FacetFilter& filter, const Xapian::Database& database, std::size_t size) {
  std::vector<bool> found(size, false);
  for (const std::string& code : filter.codes) {
    const std::string term = indexer::exact_term(indexer::field(filter.field), code);
    for (auto one = database.postlist_begin(term); one != database.postlist_end(term); ++one)
      if (*one < size) found[*one] = true;
  }
  return found;
}

}  // namespace

Candidates::Candidates(const SearchEngine& engine, const Asker& asker, const CallWords* call_words,
                       const Xapian::Database& database, const indexer::IndexState& state,
                       std::shared_ptr<const DocumentTable> table)
    : engine_(engine),
      asker_(asker),
      database_(database),
      state_(state),
      ranking_(ranking_for(engine.settings(), call_words != nullptr)),
      plan_(plan_for(engine, asker, call_words, database)),
      sweep_(plan_.words, ranking_, database, std::move(table)),
      whole_(most_that_words_give(plan_, ranking_, database)),
      itself_(find_document(database, asker.id)) {
  if (call_words != nullptr) neighbours_.emplace(asker, engine.analyzer(), database, engine.settings());
}

std::vector<Scored> Candidates::all_of(const std::vector<RecordType>& types,
                                       const std::vector<FacetFilter>& filters) const {
  std::vector<std::vector<bool>> conditions;
  for (const FacetFilter& filter : filters) conditions.push_back(documents_with(filter, database_, sweep_.size()));
  const DocumentTable& table = sweep_.table();
  const auto is_sought = [&](Xapian::docid document) {
    if (!types.empty() && std::ranges::none_of(types, [&](RecordType type) { return table.is_of(document, type); }))
      return false;
    return std::ranges::all_of(conditions, [&](const std::vector<bool>& one) { return one[document]; });
  };
  std::vector<Scored> all;
  for (const Xapian::docid document : sweep_.found())
    if (const double score = sweep_.score_of(document);
        score > 0 && document != itself_ && !table.is_unlisted(document) && is_sought(document))
      all.push_back({document, score});
  return all;
}

// A record in the asker's language shares more words with it than an equal one that is reached by translations
// and concepts, and where there are many of them none other would be judged. So each language has its best, and
// the others are lifted most of the way to where the asker's own stand (bench/relevance.md).
std::vector<Scored> Candidates::best_of_each_language(const std::vector<Scored>& all, std::size_t count) const {
  constexpr double lift = 0.7;
  if (asker_.languages.size() != 1) return best_of(all, count, database_);
  std::vector<Language> languages{asker_.languages.front()};
  for (const Language other : stemming::all_languages)
    if (other != languages.front()) languages.push_back(other);
  std::vector<Scored> best;
  std::set<Xapian::docid> seen;
  for (const Language language : languages) {
    std::vector<Scored> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const Scored& one) { return sweep_.table().is_in(one.document, language); });
    found = best_of(std::move(found), count, database_);
    const double best_of_own = best.empty() ? 0 : best.front().score;
    std::erase_if(found, [&](const Scored& one) { return !seen.insert(one.document).second; });
    if (found.empty()) continue;
    const double factor = std::pow(std::max(1.0, best_of_own / std::max(1e-9, found.front().score)), lift);
    for (Scored& one : found) one.score *= language == languages.front() ? 1 : factor;
    best.insert(best.end(), found.begin(), found.end());
  }
  sort_best_first(best);
  return best;
}

Result<std::vector<Found>> Candidates::find(const std::vector<RecordType>& types, std::size_t count,
                                            const std::vector<FacetFilter>& filters) const {
  double whole = whole_;
  std::vector<Scored> scored = all_of(types, filters);
  if (speaks_as_call()) {
    // What is put in order once more may come from far down.
    const auto pool = static_cast<std::size_t>(engine_.settings().match.candidates);
    scored = best_of(std::move(scored), std::max(count, pool), database_);
    if (auto ok = order_for_call(scored, whole); !ok) return fail(ok.error());
  } else {
    scored = best_of_each_language(scored, count);
  }
  if (scored.size() > count) scored.resize(count);
  std::vector<Found> found;
  for (const Scored& one : scored) {
    auto record = engine_.records().get(database_, state_, one.document);
    if (!record) return fail(record.error());
    found.push_back({one.document, std::move(*record), std::min(1.0, one.score / std::max(1e-9, whole))});
  }
  return found;
}

// A call has many answers of one kind, so the best of them tell of the others. A need asks for whatever
// helps, and what the best have in common leads away from it (bench/relevance.md).
Result<void> Candidates::order_for_call(std::vector<Scored>& best_first, double& whole) const {
  if (auto ok = add_neighbours(best_first); !ok) return ok;
  const config::Settings& settings = engine_.settings();
  const double of_words = whole;
  auto of_joint_work = add_joint_work(best_first, of_words);
  if (!of_joint_work) return fail(of_joint_work.error());
  whole += *of_joint_work;
  const auto terms = feedback_terms(best_first, database_, settings.match);
  if (terms.empty()) return {};
  const double of_feedback = of_words * settings.match.feedback_weight;
  add_feedback(best_first, terms, of_feedback, database_, settings);
  sort_best_first(best_first);
  whole += of_feedback;
  return {};
}

Result<void> Candidates::add_neighbours(std::vector<Scored>& best_first) const {
  if (neighbours_->empty()) return {};
  const auto read = std::min<std::size_t>(best_first.size(), neighbours_read);
  for (std::size_t i = 0; i < read; ++i) {
    const auto record = engine_.records().get(database_, state_, best_first[i].document);
    if (!record) return fail(record.error());
    best_first[i].score += neighbours_->bonus(**record, database_.get_doclength(best_first[i].document));
  }
  sort_best_first(best_first);
  return {};
}

Result<double> Candidates::add_joint_work(std::vector<Scored>& best_first, double of_words) const {
  constexpr double weight = 0.25;  // against all the asker's words (bench/relevance.md)
  std::vector<std::optional<bool>> is_joint;
  for (const Scored& one : best_first) {
    const auto record = engine_.records().get(database_, state_, one.document);
    if (!record) return fail(record.error());
    is_joint.push_back(is_joint_work(**record));
  }
  return prefer_joint_work(best_first, is_joint, weight * of_words);
}

bool Candidates::is_idle(const Clause& clause) const { return is_of(clause, asker_.idle_terms); }

bool Candidates::is_of(const Clause& clause, const std::set<std::string>& bases) {
  return std::ranges::any_of(clause.terms, [&](const ReachedTerm& term) {
    return term.reached == Reached::base_form && bases.contains(term.text);
  });
}

// That a word is shared is no reason where a need is asked in it, or where a good part of all records have it.
bool Candidates::tells_little(const Clause& clause) const {
  constexpr double good_part = 0.25;
  const double most = good_part * database_.get_doccount();
  return is_idle(clause) || std::ranges::any_of(clause.terms, [&](const ReachedTerm& term) {
           return term.reached == Reached::base_form && database_.get_termfreq(term.text) > most;
         });
}

std::vector<MarkedTerm> Candidates::marked_terms(const std::set<std::string>& left_out) const {
  std::set<std::string> idle, telling;
  for (const Clause& clause : plan_.clauses)
    for (const ReachedTerm& term : clause.terms)
      (is_idle(clause) || is_of(clause, left_out) ? idle : telling).insert(term.text);
  std::vector<MarkedTerm> marked = plan_.marked_terms;
  std::erase_if(marked,
                [&](const MarkedTerm& term) { return idle.contains(term.text) && !telling.contains(term.text); });
  return marked;
}

std::vector<std::string> Candidates::shared_words(const corpora::RecordId& record,
                                                  const std::set<std::string>& left_out) const {
  const Xapian::docid document = find_document(database_, record);
  if (document == 0) return {};
  std::vector<std::string> words;
  for (const Clause& clause : plan_.clauses) {
    if (!clause.concept_uri.empty()) continue;  // concepts are a signal of their own
    if (tells_little(clause) || is_of(clause, left_out)) continue;
    const auto shared = std::ranges::find_if(clause.terms, [&](const ReachedTerm& term) {
      if (term.reached == Reached::compound_part) return false;
      auto posting = database_.postlist_begin(term.text);
      const auto end = database_.postlist_end(term.text);
      if (posting != end) posting.skip_to(document);
      return posting != end && *posting == document;
    });
    if (shared != clause.terms.end()) words.push_back(clause.text);
  }
  return words;
}

}  // namespace kohtaamo::server
