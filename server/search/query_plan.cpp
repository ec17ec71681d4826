// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/query_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/schema.h"
#include "server/search/phrase.h"
#include "stemming/concept_ranking.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using Kind = QueryNode::Kind;
using stemming::Language;
using stemming::TermKind;

// The base forms and the parts of a word in some languages, each text once.
struct WordReadings {
  std::string_view typed{};  // as it stands in the text
  std::vector<std::string> bases{}, parts{};
  bool is_stop_word = true;  // in every language
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
    for (const stemming::Word& word : analyzer.analyze(text, language)) {
      WordReadings& readings = by_begin[word.bytes.begin];
      readings.typed = text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin);
      add_readings(readings, *word.terms);
    }
  std::vector<WordReadings> words;
  for (auto& [begin, readings] : by_begin) words.push_back(std::move(readings));
  return words;
}

Xapian::Query any_term(Xapian::Query::op op, std::string_view prefix, const std::vector<std::string>& terms) {
  std::vector<std::string> prefixed;
  for (const std::string& term : terms) prefixed.push_back(std::string(prefix) + term);
  return {op, prefixed.begin(), prefixed.end()};
}

// A word of a long text, with how much it says.
struct WeighedWord {
  std::string typed{};
  WordReadings readings{};
  std::vector<Language> languages{};  // that it was read in
  double count = 0, factor = 1;       // occurrences by weight of their part; what its weight is multiplied by
  double weight = 0;                  // count * idf * factor
};

// The words of a long text, each base form once.
class LongTextWords {
 public:
  void add(const stemming::Analyzer& analyzer, const LongText::Part& part, const std::vector<Language>& languages) {
    for (WordReadings& read : read_words(analyzer, part.text, languages)) {
      if (read.is_stop_word || read.bases.empty()) continue;
      WeighedWord& word = by_base_[read.bases.front()];
      if (word.count == 0) {
        word.typed = std::string(read.typed);
        word.readings = std::move(read);
        word.languages = languages;
      }
      word.count += part.weight;
    }
  }

  // frequency: in how many documents the word stands in one way or another; words that are in none find nothing.
  template <class Frequency>
  std::vector<WeighedWord> best(const LongText& text, double documents, const Frequency& frequency) && {
    std::vector<WeighedWord> words;
    for (auto& [base, word] : by_base_) {
      const Xapian::doccount found = frequency(word);
      if (found == 0) continue;
      if (text.factor) word.factor = text.factor(base);
      word.weight = word.count * word.factor * std::log(std::max(1.0, documents / static_cast<double>(found)));
      words.push_back(std::move(word));
    }
    std::ranges::stable_sort(words, std::greater{}, &WeighedWord::weight);
    const std::size_t most = words.size() > many_words ? text.max_terms_of_long : text.max_terms;
    if (words.size() > most) words.resize(most);
    return words;
  }

 private:
  std::map<std::string, WeighedWord> by_base_{};
};

}  // namespace

// One walk over a tree; gathers clauses on the way.
class QueryPlanner::Walk {
 public:
  Walk(const QueryPlanner& planner, std::vector<Language> languages, const Xapian::Database& database)
      : planner_(planner), database_(database) {
    plan_.languages = std::move(languages);
  }

  void read_in(std::vector<Language> languages) { plan_.languages = std::move(languages); }

  QueryPlan take(Xapian::Query query) {
    plan_.query = std::move(query);
    return std::move(plan_);
  }

  Xapian::Query node(const QueryNode& node) {
    switch (node.kind) {
      case Kind::word:
        return word(node);
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

  // The share of one word: its readings as one, its parts and translations for less.
  Xapian::Query readings(const WordReadings& word, const std::string& typed, const std::string& field) {
    const std::string_view prefix = field.empty() ? std::string_view() : indexer::field(field).prefix;
    Clause clause{.text = typed, .field = field};
    std::vector<Xapian::Query> shares{any_term(Xapian::Query::OP_SYNONYM, prefix, word.bases)};
    add_terms(clause, word.bases, Reached::base_form);
    if (!word.parts.empty()) {
      shares.push_back(scaled(any_term(Xapian::Query::OP_OR, prefix, word.parts), planner_.ranking_.part_weight));
      add_terms(clause, word.parts, Reached::compound_part);
    }
    for (const Language language : plan_.languages)
      for (const stemming::FoundExpression& found : expressions_in({word}, language))
        shares.push_back(other_names(found, prefix, clause));
    for (const auto& translations : translations_of(word)) {
      shares.push_back(scaled(any_term(Xapian::Query::OP_SYNONYM, prefix, translations.terms),
                              planner_.ranking_.translation_weight * translations.certainty));
      add_terms(clause, translations.terms, Reached::translation);
    }
    clause.query = Xapian::Query(Xapian::Query::OP_OR, shares.begin(), shares.end());
    for (const ReachedTerm& term : clause.terms) plan_.marked_terms.insert(term.text);
    plan_.clauses.push_back(std::move(clause));
    return plan_.clauses.back().query;
  }

  // In how many documents a word stands: in its base form, else in another language, else in parts.
  Xapian::doccount frequency(const WordReadings& word) const {
    if (const auto of_bases = highest_frequency(word.bases); of_bases > 0) return of_bases;
    Xapian::doccount found = 0;
    for (const Translations& translations : translations_of(word))
      found = std::max(found, highest_frequency(translations.terms));
    return found > 0 ? found : highest_frequency(word.parts);
  }

  // The concepts that a text names, each a share of its own beside its words.
  Xapian::Query concepts(std::string_view text, std::size_t most) {
    if (planner_.knowledge_ == nullptr || planner_.ranking_.concept_weight <= 0) return {};
    std::vector<Xapian::Query> queries;
    const stemming::ConceptTagger& tagger = planner_.knowledge_->tagger();
    for (const Language language : plan_.languages) {
      const auto tags = tagger.tag(text, language);
      for (const stemming::ScoredConcept& one :
           stemming::rank_concepts(tags, static_cast<std::uint32_t>(text.size()), tagger.vocabulary()))
        if (seen_concepts_.size() < most && seen_concepts_.insert(one.concept_index).second)
          queries.push_back(concept_share(tagger.vocabulary().concepts()[one.concept_index], language));
    }
    return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
  }

 private:
  struct Translations {
    std::vector<std::string> terms{};
    double certainty = 0;  // of the surest
  };

  // Whether some record of the index has text in it: in no other language would a word find what it means.
  bool is_held(Language language) const {
    return database_.term_exists(indexer::exact_term(indexer::field("language"), to_text(language)));
  }

  Xapian::doccount highest_frequency(const std::vector<std::string>& terms) const {
    Xapian::doccount highest = 0;
    for (const std::string& term : terms) highest = std::max(highest, database_.get_termfreq(term));
    return highest;
  }

  static Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
  }

  static void add_terms(Clause& clause, const std::vector<std::string>& terms, Reached reached) {
    for (const std::string& term : terms) clause.terms.push_back({term, reached});
  }

  // What an expression is called besides: one word as much as several, and the best of them counts.
  Xapian::Query other_names(const stemming::FoundExpression& found, std::string_view prefix, Clause& clause) const {
    std::vector<Xapian::Query> names;
    for (const stemming::Expression* other : found.others) names.push_back(expression(*other, prefix, clause));
    return scaled(Xapian::Query(Xapian::Query::OP_MAX, names.begin(), names.end()), planner_.ranking_.synonym_weight);
  }

  std::vector<stemming::FoundExpression> expressions_in(const std::vector<WordReadings>& words,
                                                        Language language) const {
    if (planner_.knowledge_ == nullptr || planner_.ranking_.synonym_weight <= 0) return {};
    std::vector<std::vector<std::string>> bases;
    for (const WordReadings& word : words) bases.push_back(word.bases);
    return planner_.knowledge_->synonyms().find(bases, language);
  }

  static Xapian::Query expression(const stemming::Expression& all, std::string_view prefix, Clause& clause) {
    std::vector<Xapian::Query> words;
    for (const std::vector<std::string>& bases : all.places) {
      words.push_back(any_term(Xapian::Query::OP_SYNONYM, prefix, bases));
      add_terms(clause, bases, Reached::synonym);
    }
    return scaled(Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()),
                  1.0 / static_cast<double>(words.size()));
  }

  // Words side by side may be one expression: "Euroopan sosiaalirahasto" is ESR as well.
  void add_synonyms_of_several(const QueryNode& parent, std::vector<Xapian::Query>& wanted) {
    std::vector<WordReadings> words;
    for (const QueryNode& child : parent.children) {
      if (child.kind != Kind::word || !child.field.empty()) {
        words.emplace_back();  // no expression reaches over it
        continue;
      }
      for (WordReadings& one : read_words(planner_.analyzer_, child.text, plan_.languages))
        if (!one.is_stop_word && !one.bases.empty()) words.push_back(std::move(one));
    }
    for (const Language language : plan_.languages)
      for (const stemming::FoundExpression& found : expressions_in(words, language)) {
        if (found.length < 2) continue;
        Clause clause{};
        for (std::size_t i = found.first; i < found.first + found.length; ++i)
          clause.text += (clause.text.empty() ? "" : " ") + std::string(words[i].typed);
        clause.query = other_names(found, "", clause);
        wanted.push_back(clause.query);
        for (const ReachedTerm& term : clause.terms) plan_.marked_terms.insert(term.text);
        plan_.clauses.push_back(std::move(clause));
      }
  }

  // Into each other language; of a compound that has none, those of its parts.
  std::vector<Translations> translations_of(const WordReadings& word) const {
    std::vector<Translations> all;
    // A word read in all languages already stands for itself in each.
    if (planner_.knowledge_ == nullptr || plan_.languages.size() != 1 || planner_.ranking_.translation_weight <= 0)
      return all;
    for (const Language to : stemming::all_languages) {
      if (to == plan_.languages.front() || !is_held(to)) continue;
      Translations found = translated(word.bases, to);
      if (found.terms.empty()) {
        found = translated(word.parts, to);
        found.certainty *= planner_.ranking_.part_weight;
      }
      if (!found.terms.empty()) all.push_back(std::move(found));
    }
    return all;
  }

  Translations translated(const std::vector<std::string>& terms, Language to) const {
    Translations out;
    for (const std::string& term : terms) {
      for (const stemming::Translated& one :
           planner_.knowledge_->translator().translate(term, plan_.languages.front(), to)) {
        add_once(out.terms, one.term);
        out.certainty = std::max(out.certainty, one.weight);
      }
    }
    return out;
  }

  Xapian::Query concept_share(const stemming::ConceptEntry& entry, Language language) {
    const Xapian::Query itself(indexer::exact_term(indexer::field("concept"), entry.uri));
    const Xapian::Query narrower(indexer::exact_term(indexer::field("broader"), entry.uri));
    const Xapian::Query share =
        scaled(Xapian::Query(Xapian::Query::OP_OR, itself, scaled(narrower, planner_.ranking_.narrower_weight)),
               planner_.ranking_.concept_weight);
    plan_.clauses.push_back(
        {.text = entry.labels.preferred[stemming::index_of(language)],
         .terms = {{std::string(indexer::field("concept").prefix) + entry.uri, Reached::shared_concept},
                   {std::string(indexer::field("broader").prefix) + entry.uri, Reached::narrower_concept}},
         .concept_uri = entry.uri,
         .query = share});
    mark_labels(entry);
    return share;
  }

  // In the other languages as well. The words of a longer label ("older people") say little one by one.
  void mark_labels(const stemming::ConceptEntry& entry) {
    for (const Language language : stemming::all_languages) {
      const auto words =
          read_words(planner_.analyzer_, entry.labels.preferred[stemming::index_of(language)], {language});
      if (words.size() == 1) plan_.marked_terms.insert(words.front().bases.begin(), words.front().bases.end());
    }
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
    add_synonyms_of_several(parent, wanted);
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
    const Xapian::Query query(Xapian::Query::OP_WILDCARD, term,
                              static_cast<Xapian::termcount>(planner_.limits_.wildcard_expansion),
                              Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM);
    plan_.clauses.push_back(
        {.text = typed.text + "*", .field = typed.field, .terms = {{folded + "*", Reached::prefix}}, .query = query});
    plan_.marked_terms.insert(folded + "*");
    return query;
  }

  Xapian::Query exact(const QueryNode& typed) {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(indexer::exact_term(indexer::field(typed.field), typed.text)),
            0.0};
  }

  Xapian::Query phrase(const QueryNode& typed) {
    PhraseToCheck to_check;
    for (WordReadings& word : read_words(planner_.analyzer_, typed.text, plan_.languages))
      if (!word.bases.empty()) to_check.words.push_back(std::move(word.bases));
    if (to_check.words.empty()) return {};
    const std::string field_prefix(typed.field.empty() ? "" : indexer::field(typed.field).prefix);
    const Xapian::Query query = phrase_query(to_check, field_prefix, planner_.analyzer_, database_);
    Clause clause{.text = "\"" + typed.text + "\"", .field = typed.field, .query = query};
    for (const auto& bases : to_check.words) add_terms(clause, bases, Reached::phrase);
    for (const ReachedTerm& term : clause.terms) plan_.marked_terms.insert(term.text);
    plan_.clauses.push_back(std::move(clause));
    return query;
  }

  const QueryPlanner& planner_;
  const Xapian::Database& database_;
  QueryPlan plan_{};
  std::set<std::uint32_t> seen_concepts_{};
  bool stop_words_count_ = false;

 public:
  // A query of stop words alone ("olla vai ei olla") means its stop words.
  void let_stop_words_count() { stop_words_count_ = true; }
};

std::vector<Language> QueryPlanner::languages_for(std::string_view text, std::optional<Language> language) const {
  if (language) return {*language};
  if (const auto detected = stemming::detect_language(text, analyzer_)) return {*detected};
  return {stemming::all_languages.begin(), stemming::all_languages.end()};
}

QueryPlan QueryPlanner::plan(const QueryNode& root, std::optional<Language> language,
                             const Xapian::Database& database) const {
  constexpr std::size_t most_concepts = 5;
  const std::string words = wanted_words(root);
  const std::vector<Language> languages = languages_for(words, language);
  Walk walk(*this, languages, database);
  if (Xapian::Query query = walk.node(root); !query.empty() || root.children.empty()) {
    // Concepts add to what the words find, and find by themselves only where words side by side would.
    const Xapian::Query concepts = walk.concepts(words, most_concepts);
    if (concepts.empty() || query.empty()) return walk.take(std::move(query));
    const bool only_words =
        std::ranges::all_of(root.children, [](const QueryNode& child) { return child.kind == Kind::word; });
    const auto joined = only_words ? Xapian::Query::OP_OR : Xapian::Query::OP_AND_MAYBE;
    return walk.take(Xapian::Query(joined, query, concepts));
  }
  Walk again(*this, languages, database);
  again.let_stop_words_count();
  Xapian::Query query = again.node(root);
  if (query.empty()) query = Xapian::Query::MatchNothing;  // only signs: no word to look for
  return again.take(std::move(query));
}

QueryPlan QueryPlanner::plan_long_text(std::string_view text, std::optional<Language> language, std::size_t max_terms,
                                       const Xapian::Database& database) const {
  return plan_long_text(
      {.parts = {{.text = text, .language = language}}, .max_terms = max_terms, .max_terms_of_long = max_terms},
      database);
}

QueryPlan QueryPlanner::plan_long_text(const LongText& text, const Xapian::Database& database) const {
  LongTextWords words;
  std::map<std::vector<Language>, std::string> texts;  // of all parts in the same languages: where concepts stand
  for (const LongText::Part& part : text.parts) {
    const std::vector<Language> languages = languages_for(part.text, part.language);
    texts[languages].append(part.text).append("\n");
    words.add(analyzer_, part, languages);
  }
  Walk walk(*this, {}, database);
  std::vector<Xapian::Query> queries;
  const auto frequency = [&](const WeighedWord& word) {
    walk.read_in(word.languages);
    return walk.frequency(word.readings);
  };
  for (const WeighedWord& word : std::move(words).best(text, database.get_doccount(), frequency)) {
    walk.read_in(word.languages);
    const Xapian::Query one = walk.readings(word.readings, word.typed, "");
    const double repeated = word.count * (ranking_.k3 + 1) / (ranking_.k3 + word.count);  // BM25's query part
    queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, one, repeated * word.factor);
  }
  constexpr std::size_t most_concepts = 15;
  std::set<Language> all;
  for (const auto& [languages, joined] : texts) {
    walk.read_in(languages);
    all.insert(languages.begin(), languages.end());
    if (Xapian::Query concepts = walk.concepts(joined, most_concepts); !concepts.empty())
      queries.push_back(std::move(concepts));
  }
  walk.read_in({all.begin(), all.end()});
  return walk.take(Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end()));
}

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
  }
  return "base_form";
}

Xapian::BM25Weight bm25(const config::RankingSettings& ranking) {
  return {ranking.k1, 0, ranking.k3, ranking.b, ranking.min_normlen};
}

}  // namespace kohtaamo::server
