// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/query_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/schema.h"
#include "server/search/phrase.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using Kind = QueryNode::Kind;
using stemming::Language;
using stemming::TermKind;

// The base forms and the parts of a word in some languages, each text once.
struct WordReadings {
  std::vector<std::string> bases{}, parts{};
  bool is_stop_word = true;             // in every language
};

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

void add_readings(WordReadings& readings, const stemming::WordTerms& terms) {
  readings.is_stop_word = readings.is_stop_word && terms.is_stop_word;
  for (const stemming::WordTerm& term : terms.terms)
    add_once(term.kind == TermKind::base ? readings.bases : readings.parts, term.text);
}

// The words of a text, read in all the languages. The languages cut the same text at the same places,
// up to a few signs; words of other languages than the first are met by their first byte.
std::vector<WordReadings> read_words(const stemming::Analyzer& analyzer, std::string_view text,
                                     const std::vector<Language>& languages) {
  std::map<std::uint32_t, WordReadings> by_begin;
  for (const Language language : languages)
    for (const stemming::Word& word : analyzer.analyze(text, language)) add_readings(by_begin[word.bytes.begin], *word.terms);
  std::vector<WordReadings> words;
  for (auto& [begin, readings] : by_begin) words.push_back(std::move(readings));
  return words;
}

Xapian::Query any_term(Xapian::Query::op op, std::string_view prefix, const std::vector<std::string>& terms) {
  std::vector<std::string> prefixed;
  for (const std::string& term : terms) prefixed.push_back(std::string(prefix) + term);
  return {op, prefixed.begin(), prefixed.end()};
}

}  // namespace

// One walk over a tree; gathers clauses on the way.
class QueryPlanner::Walk {
 public:
  Walk(const QueryPlanner& planner, std::vector<Language> languages, const Xapian::Database& database)
      : planner_(planner), database_(database) {
    plan_.languages = std::move(languages);
  }

  QueryPlan take(Xapian::Query query) {
    plan_.query = std::move(query);
    return std::move(plan_);
  }

  Xapian::Query node(const QueryNode& node) {
    switch (node.kind) {
      case Kind::word: return word(node);
      case Kind::phrase: return phrase(node);
      case Kind::prefix: return prefix(node);
      case Kind::exact: return exact(node);
      case Kind::all_of: return list(Xapian::Query::OP_AND, node.children);
      case Kind::any_of: return list(Xapian::Query::OP_OR, node.children);
      case Kind::loose: return loose(node);
      case Kind::none_of: return without({}, node);
    }
    return {};
  }

  // The share of one word: its readings as one, its parts for less.
  Xapian::Query readings(const WordReadings& word, const std::string& typed, const std::string& field) {
    const std::string_view field_prefix = field.empty() ? std::string_view() : indexer::field(field).prefix;
    Xapian::Query query = any_term(Xapian::Query::OP_SYNONYM, field_prefix, word.bases);
    if (!word.parts.empty()) {
      const Xapian::Query parts = any_term(Xapian::Query::OP_OR, field_prefix, word.parts);
      query = Xapian::Query(Xapian::Query::OP_OR, query,
                            Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, parts, planner_.ranking_.part_weight));
    }
    Clause clause{.text = typed, .field = field, .terms = word.bases, .base_count = word.bases.size(), .query = query};
    clause.terms.insert(clause.terms.end(), word.parts.begin(), word.parts.end());
    plan_.marked_terms.insert(clause.terms.begin(), clause.terms.end());
    plan_.clauses.push_back(std::move(clause));
    return query;
  }

 private:
  Xapian::Query list(Xapian::Query::op op, const std::vector<QueryNode>& children) {
    std::vector<Xapian::Query> queries;
    const QueryNode* negated = nullptr;
    Xapian::Query without_all;
    for (const QueryNode& child : children) {
      if (child.kind == Kind::none_of && op == Xapian::Query::OP_AND) {
        const Xapian::Query unwanted = unweighted(child.children.front());
        without_all = negated == nullptr ? unwanted : Xapian::Query(Xapian::Query::OP_OR, without_all, unwanted);
        negated = &child;
        continue;
      }
      if (Xapian::Query query = node(child); !query.empty()) queries.push_back(std::move(query));
    }
    Xapian::Query all(op, queries.begin(), queries.end());
    if (negated == nullptr) return all;
    if (queries.empty()) all = Xapian::Query::MatchAll;
    return {Xapian::Query::OP_AND_NOT, all, without_all};
  }

  // Words side by side: the more the better; exact fields and NOT are conditions on all of it.
  Xapian::Query loose(const QueryNode& parent) {
    std::vector<Xapian::Query> wanted, required;
    std::vector<Xapian::Query> unwanted;
    for (const QueryNode& child : parent.children) {
      if (child.kind == Kind::none_of) {
        unwanted.push_back(unweighted(child.children.front()));
        continue;
      }
      Xapian::Query query = node(child);
      if (query.empty()) continue;
      (child.kind == Kind::exact ? required : wanted).push_back(std::move(query));
    }
    Xapian::Query query(Xapian::Query::OP_OR, wanted.begin(), wanted.end());
    if (wanted.empty() && (!required.empty() || !unwanted.empty())) query = Xapian::Query::MatchAll;
    if (!required.empty())
      query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                            Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end()));
    if (!unwanted.empty())
      query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
                            Xapian::Query(Xapian::Query::OP_OR, unwanted.begin(), unwanted.end()));
    return query;
  }

  // What is excluded neither scores nor is marked.
  Xapian::Query unweighted(const QueryNode& child) {
    Walk aside(planner_, plan_.languages, database_);
    return aside.node(child);
  }
  Xapian::Query without(Xapian::Query all, const QueryNode& negation) {
    if (all.empty()) all = Xapian::Query::MatchAll;
    return {Xapian::Query::OP_AND_NOT, all, unweighted(negation.children.front())};
  }

  Xapian::Query word(const QueryNode& typed) {
    const auto words = read_words(planner_.analyzer_, typed.text, plan_.languages);
    std::vector<Xapian::Query> queries;
    const bool only_stop_words = std::ranges::all_of(words, &WordReadings::is_stop_word);
    for (const WordReadings& one : words)
      if ((!one.is_stop_word || (only_stop_words && stop_words_count_)) && !one.bases.empty())
        queries.push_back(readings(one, typed.text, typed.field));
    return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
  }

  Xapian::Query prefix(const QueryNode& typed) {
    std::string folded;
    stemming::fold_word(typed.text, folded);
    const std::string term = std::string(typed.field.empty() ? "" : indexer::field(typed.field).prefix) + folded;
    const Xapian::Query query(Xapian::Query::OP_WILDCARD, term, static_cast<Xapian::termcount>(planner_.limits_.wildcard_expansion),
                              Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM);
    plan_.clauses.push_back({.text = typed.text + "*", .field = typed.field, .terms = {folded + "*"}, .query = query});
    plan_.marked_terms.insert(folded + "*");
    return query;
  }

  Xapian::Query exact(const QueryNode& typed) {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(indexer::exact_term(indexer::field(typed.field), typed.text)), 0.0};
  }

  Xapian::Query phrase(const QueryNode& typed) {
    PhraseToCheck to_check;
    for (WordReadings& word : read_words(planner_.analyzer_, typed.text, plan_.languages))
      if (!word.bases.empty()) to_check.words.push_back(std::move(word.bases));
    if (to_check.words.empty()) return {};
    const std::string field_prefix(typed.field.empty() ? "" : indexer::field(typed.field).prefix);
    const Xapian::Query query = phrase_query(to_check, field_prefix, planner_.analyzer_, database_);
    Clause clause{.text = "\"" + typed.text + "\"", .field = typed.field, .query = query};
    for (const auto& bases : to_check.words) clause.terms.insert(clause.terms.end(), bases.begin(), bases.end());
    plan_.marked_terms.insert(clause.terms.begin(), clause.terms.end());
    plan_.clauses.push_back(std::move(clause));
    return query;
  }

  const QueryPlanner& planner_;
  const Xapian::Database& database_;
  QueryPlan plan_{};
  bool stop_words_count_ = false;

 public:
  // A query of stop words alone ("olla vai ei olla") means its stop words.
  void let_stop_words_count() { stop_words_count_ = true; }
};

std::vector<Language> QueryPlanner::languages_for(std::string_view text, std::optional<Language> language) const {
  if (language) return {*language};
  if (const auto detected = stemming::detect_language(text)) return {*detected};
  return {stemming::all_languages.begin(), stemming::all_languages.end()};
}

QueryPlan QueryPlanner::plan(const QueryNode& root, std::optional<Language> language, const Xapian::Database& database) const {
  const std::vector<Language> languages = languages_for(to_text(root), language);
  Walk walk(*this, languages, database);
  if (Xapian::Query query = walk.node(root); !query.empty() || root.children.empty()) return walk.take(std::move(query));
  Walk again(*this, languages, database);
  again.let_stop_words_count();
  Xapian::Query query = again.node(root);
  if (query.empty()) query = Xapian::Query::MatchNothing;   // only signs: no word to look for
  return again.take(std::move(query));
}

QueryPlan QueryPlanner::plan_long_text(std::string_view text, std::optional<Language> language, std::size_t max_terms,
                                       const Xapian::Database& database) const {
  struct Weighed {
    WordReadings readings{};
    std::string typed{};
    unsigned count = 0;
    double weight = 0;
  };
  Walk walk(*this, languages_for(text, language), database);
  std::map<std::string, Weighed> by_base;
  for (WordReadings& word : read_words(analyzer_, text, languages_for(text, language))) {
    if (word.is_stop_word || word.bases.empty()) continue;
    Weighed& weighed = by_base[word.bases.front()];
    if (weighed.count++ == 0) {
      weighed.typed = word.bases.front();
      weighed.readings = std::move(word);
    }
  }
  const double documents = std::max(1.0, static_cast<double>(database.get_doccount()));
  std::vector<Weighed> best;
  for (auto& [base, weighed] : by_base) {
    const Xapian::doccount frequency = database.get_termfreq(base);
    if (frequency == 0 && weighed.readings.parts.empty()) continue;
    weighed.weight = weighed.count * std::log(documents / std::max(1.0, static_cast<double>(frequency)));
    best.push_back(std::move(weighed));
  }
  std::ranges::stable_sort(best, std::greater{}, &Weighed::weight);
  if (best.size() > max_terms) best.resize(max_terms);
  std::vector<Xapian::Query> queries;
  for (const Weighed& weighed : best) {
    const Xapian::Query one = walk.readings(weighed.readings, weighed.typed, "");
    const double repeated = weighed.count * (ranking_.k3 + 1) / (ranking_.k3 + weighed.count);   // BM25's query part
    queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, one, repeated);
  }
  return walk.take(Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end()));
}

Xapian::BM25Weight bm25(const config::RankingSettings& ranking) {
  return {ranking.k1, 0, ranking.k3, ranking.b, ranking.min_normlen};
}

}  // namespace kohtaamo::server
