// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/query_plan.h"

#include <algorithm>
#include <map>

#include "indexer/schema.h"
#include "server/search/phrase.h"
#include "server/search/word_shares.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using Kind = QueryNode::Kind;
using stemming::Language;

// An empty query means that nothing was typed; this one finds nothing.
constexpr const char* term_of_no_record = "\xFF";

}  // namespace

// One walk over a tree; gathers clauses on the way.
class QueryPlanner::Walk {
 public:
  // A query of stop words alone ("olla vai ei olla") means its stop words.
  Walk(const QueryPlanner& planner, std::vector<Language> languages, const Xapian::Database& database,
       bool stop_words_count = false)
      : planner_(planner),
        database_(database),
        shares_(planner.analyzer_, planner.knowledge_, planner.ranking_, std::move(languages), database),
        stop_words_count_(stop_words_count) {}

  // Of words side by side, as most queries are. None: no word to look for.
  std::optional<QueryPlan> plan_words(const QueryNode& root) {
    WordTree all{.parts = side_by_side(root.children)};
    if (all.parts.empty()) return std::nullopt;
    if (WordTree concepts = concepts_of(root); !concepts.parts.empty()) all.parts.push_back(std::move(concepts));
    return shares_.take(std::move(all));
  }

  // Of any query. Concepts add to what it finds; they find by themselves only where words side by side would.
  std::optional<QueryPlan> plan(const QueryNode& root) {
    Xapian::Query query = node(root);
    if (query.empty()) return std::nullopt;
    if (const WordTree concepts = concepts_of(root); !concepts.parts.empty())
      query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, to_query(concepts));
    return shares_.take(std::move(query));
  }

 private:
  WordTree concepts_of(const QueryNode& root) {
    constexpr std::size_t most_concepts = 5;
    if (stop_words_count_) return {};
    return shares_.concepts(wanted_words(root), most_concepts);
  }

  Xapian::Query node(const QueryNode& node) {
    switch (node.kind) {
      case Kind::word:
        return to_query(word(node));
      case Kind::phrase:
        return phrase(node);
      case Kind::prefix:
        return prefix(node);
      case Kind::exact:
        return exact(node);
      case Kind::all_of:
        return list(Xapian::Query::OP_AND, node.children);
      case Kind::any_of:
        return list(Xapian::Query::OP_OR, node.children);
      case Kind::loose:
        return loose(node);
      case Kind::none_of:
        return without({}, node);
    }
    return {};
  }

  // Each text once: a word is met again as one of several.
  const std::vector<WordReadings>& read(const std::string& text) {
    const auto [place, is_new] = read_.try_emplace(text);
    if (is_new) place->second = read_words(planner_.analyzer_, place->first, shares_.languages());
    return place->second;
  }

  // Words side by side may be one expression, and titles may have them side by side as well.
  void add_what_several_mean(const std::vector<QueryNode>& children, std::vector<WordTree>& wanted) {
    std::vector<WordReadings> words;
    for (const QueryNode& child : children) {
      if (child.kind != Kind::word || !child.field.empty()) {
        words.emplace_back();  // no expression reaches over it
        continue;
      }
      for (const WordReadings& one : read(child.text))
        if (!one.is_stop_word && !one.bases.empty()) words.push_back(one);
    }
    std::ranges::move(shares_.synonyms_of_several(words), std::back_inserter(wanted));
    std::ranges::move(shares_.neighbours(words), std::back_inserter(wanted));
  }

  // The more of them the better.
  std::vector<WordTree> side_by_side(const std::vector<QueryNode>& typed) {
    std::vector<WordTree> wanted;
    for (const QueryNode& one : typed)
      if (WordTree share = word(one); !share.parts.empty()) wanted.push_back(std::move(share));
    add_what_several_mean(typed, wanted);
    return wanted;
  }

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
    if (queries.empty()) all = everything();
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
    std::vector<WordTree> together;
    add_what_several_mean(parent.children, together);
    std::ranges::transform(together, std::back_inserter(wanted), to_query);
    Xapian::Query query(Xapian::Query::OP_OR, wanted.begin(), wanted.end());
    if (wanted.empty() && (!required.empty() || !unwanted.empty())) query = everything();
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
    Walk aside(planner_, shares_.languages(), database_);
    return aside.node(child);
  }
  Xapian::Query without(Xapian::Query all, const QueryNode& negation) {
    if (all.empty()) all = everything();
    return {Xapian::Query::OP_AND_NOT, all, unweighted(negation.children.front())};
  }

  WordTree word(const QueryNode& typed) {
    const auto& words = read(typed.text);
    WordTree all;
    const bool only_stop_words = std::ranges::all_of(words, &WordReadings::is_stop_word);
    for (const WordReadings& one : words)
      if ((!one.is_stop_word || (only_stop_words && stop_words_count_)) && !one.bases.empty())
        all.parts.push_back(shares_.readings(one, typed.text, typed.field));
    return all;
  }

  Xapian::Query prefix(const QueryNode& typed) {
    std::string folded;
    stemming::fold_word(typed.text, folded);
    const std::string term = std::string(typed.field.empty() ? "" : indexer::field(typed.field).prefix) + folded;
    const Xapian::Query query(Xapian::Query::OP_WILDCARD, term,
                              static_cast<Xapian::termcount>(planner_.limits_.wildcard_expansion),
                              Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM);
    shares_.add(
        {.text = typed.text + "*", .field = typed.field, .terms = {{folded + "*", Reached::prefix}}, .query = query});
    return query;
  }

  Xapian::Query exact(const QueryNode& typed) {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(indexer::exact_term(indexer::field(typed.field), typed.text)),
            0.0};
  }

  Xapian::Query phrase(const QueryNode& typed) {
    PhraseToCheck to_check;
    for (WordReadings& word : read_words(planner_.analyzer_, typed.text, shares_.languages()))
      if (!word.bases.empty()) to_check.words.push_back(std::move(word.bases));
    if (to_check.words.empty()) return {};
    const std::string field_prefix(typed.field.empty() ? "" : indexer::field(typed.field).prefix);
    const Xapian::Query query = phrase_query(to_check, field_prefix, planner_.analyzer_, database_);
    Clause clause{.text = "\"" + typed.text + "\"", .field = typed.field, .query = query};
    for (const auto& bases : to_check.words)
      for (const std::string& base : bases) clause.terms.push_back({base, Reached::phrase});
    shares_.add(std::move(clause));
    return query;
  }

  const QueryPlanner& planner_;
  const Xapian::Database& database_;
  WordShares shares_;
  std::map<std::string, std::vector<WordReadings>> read_{};
  bool stop_words_count_ = false;
};

std::vector<Language> QueryPlanner::languages_for(std::string_view text, std::optional<Language> language) const {
  if (language) return {*language};
  if (const auto detected = stemming::detect_language(text, analyzer_)) return {*detected};
  return {stemming::all_languages.begin(), stemming::all_languages.end()};
}

QueryPlan QueryPlanner::plan(const QueryNode& root, std::optional<Language> language,
                             const Xapian::Database& database) const {
  const std::vector<Language> languages = languages_for(wanted_words(root), language);
  if (root.children.empty()) return {.languages = languages};
  const bool only_words =
      std::ranges::all_of(root.children, [](const QueryNode& child) { return child.kind == Kind::word; });
  for (const bool stop_words_count : {false, true}) {
    Walk walk(*this, languages, database, stop_words_count);
    if (auto plan = only_words ? walk.plan_words(root) : walk.plan(root)) return std::move(*plan);
  }
  return {.query = Xapian::Query(term_of_no_record), .languages = languages};  // only signs: no word to look for
}

Xapian::Query everything() { return Xapian::Query(std::string()); }

std::string_view to_text(Reached reached) {
  switch (reached) {
    case Reached::base_form:
      return "base_form";
    case Reached::compound_part:
      return "compound_part";
    case Reached::prefix:
      return "prefix";
    case Reached::phrase:
      return "phrase";
    case Reached::synonym:
      return "synonym";
    case Reached::translation:
      return "translation";
    case Reached::shared_concept:
      return "shared_concept";
    case Reached::narrower_concept:
      return "narrower_concept";
    case Reached::neighbour:
      return "neighbour";
    case Reached::recency:
      return "recency";
    case Reached::completeness:
      return "completeness";
  }
  return "base_form";
}

Xapian::BM25Weight bm25(const config::RankingSettings& ranking) {
  return {ranking.k1, 0, ranking.k3, ranking.b, ranking.min_normlen};
}

}  // namespace kohtaamo::server
