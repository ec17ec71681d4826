// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/word_shares.h"

#include <algorithm>
#include <map>

#include "indexer/schema.h"
#include "server/search/idf.h"
#include "stemming/concept_ranking.h"
#include "stemming/meant_bases.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using stemming::TermKind;
using Join = WordTree::Join;

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

void add_readings(WordReadings& readings, const stemming::WordTerms& terms) {
  readings.is_stop_word = readings.is_stop_word && terms.is_stop_word;
  for (const stemming::WordTerm& term : terms.terms)
    add_once(term.kind == TermKind::base ? readings.bases : readings.parts, term.text);
}

void add_terms(Clause& clause, const std::vector<std::string>& terms, Reached reached,
               std::optional<Language> language = {}) {
  for (const std::string& term : terms) clause.terms.push_back({term, reached, language});
}

WordTree expression(const stemming::Expression& all, std::string_view prefix, Clause& clause) {
  WordTree words{.join = Join::all, .factor = 1.0 / static_cast<double>(all.places.size())};
  for (const std::vector<std::string>& bases : all.places) {
    words.parts.push_back(join_terms(Join::synonym, prefix, bases));
    add_terms(clause, bases, Reached::synonym);
  }
  return words;
}

}  // namespace

std::vector<WordReadings> read_words(const stemming::Analyzer& analyzer, std::string_view text,
                                     const std::vector<Language>& languages) {
  std::map<std::uint32_t, WordReadings> by_begin;
  for (const Language language : languages)
    for (const stemming::Word& word : analyzer.analyze(text, language)) {
      WordReadings& readings = by_begin[word.bytes.begin];
      readings.typed = text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin);
      add_readings(readings, *word.terms);
      if (languages.size() == 1)
        for (const std::string& base : stemming::meant_bases(word, text)) add_once(readings.meant, base);
    }
  std::vector<WordReadings> words;
  for (auto& [begin, readings] : by_begin) words.push_back(std::move(readings));
  return words;
}

WordTree WordShares::readings(const WordReadings& word, const std::string& typed, const std::string& field) {
  const std::string_view prefix = field.empty() ? std::string_view() : indexer::field(field).prefix;
  Clause clause{.text = typed, .field = field};
  WordTree shares{.parts = {join_terms(Join::synonym, prefix, word.bases)}};
  add_terms(clause, word.bases, Reached::base_form);
  if (!word.parts.empty()) {
    shares.parts.push_back(join_terms(Join::sum, prefix, word.parts, ranking_.part_weight));
    add_terms(clause, word.parts, Reached::compound_part);
  }
  for (const Language language : plan_.languages)
    for (const stemming::FoundExpression& found : expressions_in({word}, language))
      shares.parts.push_back(other_names(found, prefix, clause));
  for (const auto& translations : translations_of(word)) {
    shares.parts.push_back(
        join_terms(Join::synonym, prefix, translations.terms, ranking_.translation_weight * translations.certainty));
    add_terms(clause, translations.terms, Reached::translation, translations.language);
  }
  clause.query = to_query(shares);
  add(std::move(clause));
  return shares;
}

void WordShares::add(Clause clause) {
  for (const ReachedTerm& term : clause.terms) plan_.marked_terms.push_back({term.text, term.language});
  plan_.clauses.push_back(std::move(clause));
}

QueryPlan WordShares::take(Xapian::Query query) {
  plan_.query = std::move(query);
  return std::move(plan_);
}

QueryPlan WordShares::take(WordTree words) {
  plan_.query = to_query(words);
  plan_.words = std::move(words);
  return std::move(plan_);
}

Xapian::doccount WordShares::frequency(const WordReadings& word) const {
  if (const auto of_bases = highest_frequency(word.bases); of_bases > 0) return of_bases;
  Xapian::doccount found = 0;
  for (const Translations& translations : translations_of(word))
    found = std::max(found, highest_frequency(translations.terms));
  return found > 0 ? found : highest_frequency(word.parts);
}

Xapian::doccount WordShares::highest_frequency(const std::vector<std::string>& terms) const {
  Xapian::doccount highest = 0;
  for (const std::string& term : terms) highest = std::max(highest, database_.get_termfreq(term));
  return highest;
}

bool WordShares::is_held(Language language) const {
  std::optional<bool>& known = is_held_.at(stemming::index_of(language));
  if (!known) known = database_.term_exists(indexer::exact_term(indexer::field("language"), to_text(language)));
  return *known;
}

WordTree WordShares::concepts(std::string_view text, std::size_t most) {
  WordTree concepts;
  if (knowledge_ == nullptr || ranking_.concept_weight <= 0) return concepts;
  const stemming::ConceptTagger& tagger = knowledge_->tagger();
  for (const Language language : plan_.languages) {
    const auto tags = tagger.tag(text, language);
    for (const stemming::ScoredConcept& one :
         stemming::rank_concepts(tags, static_cast<std::uint32_t>(text.size()), tagger.vocabulary()))
      if (seen_concepts_.size() < most && seen_concepts_.insert(one.concept_index).second)
        concepts.parts.push_back(concept_share(tagger.vocabulary().concepts()[one.concept_index], language));
  }
  return concepts;
}

// What an expression is called besides: one word as much as several, and the best of them counts.
WordTree WordShares::other_names(const stemming::FoundExpression& found, std::string_view prefix,
                                 Clause& clause) const {
  WordTree names{.join = Join::best, .factor = ranking_.synonym_weight};
  for (const stemming::Expression* other : found.others) names.parts.push_back(expression(*other, prefix, clause));
  return names;
}

std::vector<stemming::FoundExpression> WordShares::expressions_in(const std::vector<WordReadings>& words,
                                                                  Language language) const {
  if (knowledge_ == nullptr || ranking_.synonym_weight <= 0) return {};
  std::vector<std::vector<std::string>> bases;
  for (const WordReadings& word : words) bases.push_back(word.bases);
  return knowledge_->synonyms().find(bases, language);
}

std::vector<WordTree> WordShares::synonyms_of_several(const std::vector<WordReadings>& words) {
  std::vector<WordTree> shares;
  for (const Language language : plan_.languages)
    for (const stemming::FoundExpression& found : expressions_in(words, language)) {
      if (found.length < 2) continue;
      Clause clause{};
      for (std::size_t i = found.first; i < found.first + found.length; ++i)
        clause.text += (clause.text.empty() ? "" : " ") + std::string(words[i].typed);
      shares.push_back(other_names(found, "", clause));
      clause.query = to_query(shares.back());
      add(std::move(clause));
    }
  return shares;
}

// Of the commonest reading.
double WordShares::idf_in_titles(const std::vector<std::string>& bases) const {
  const std::string prefix(indexer::field("title").prefix);
  Xapian::doccount found = 0;
  for (const std::string& base : bases) found = std::max(found, database_.get_termfreq(prefix + base));
  return idf_of(found, database_.get_doccount());
}

std::vector<WordTree> WordShares::neighbours(const std::vector<WordReadings>& words) {
  std::vector<WordTree> shares;
  if (ranking_.neighbour_weight <= 0 || words.size() < 2) return shares;
  std::vector<double> idf;
  for (const WordReadings& word : words) idf.push_back(idf_in_titles(word.bases));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const WordReadings &first = words[i], &second = words[i + 1];
    if (first.bases.empty() || second.bases.empty()) continue;
    WordTree together{.join = Join::any, .factor = ranking_.neighbour_weight * (idf[i] + idf[i + 1])};
    for (const std::string& one : first.bases)
      for (const std::string& other : second.bases)
        together.parts.push_back(term_tree(indexer::neighbours_term(one, other)));
    Clause clause{.text = std::string(first.typed) + " " + std::string(second.typed), .field = "title"};
    add_terms(clause, first.bases, Reached::neighbour);
    add_terms(clause, second.bases, Reached::neighbour);
    clause.query = to_query(together);
    shares.push_back(std::move(together));
    add(std::move(clause));
  }
  return shares;
}

// Into each other language, or through the third where none is known; and those of a compound's parts for less, as the
// words of the other language have parts: "ilmalämmitys" is "luftuppvärmning", and "uppvärmning" speaks of it as well.
std::vector<WordShares::Translations> WordShares::translations_of(const WordReadings& word) const {
  std::vector<Translations> all;
  // A word read in all languages already stands for itself in each.
  if (knowledge_ == nullptr || plan_.languages.size() != 1 || ranking_.translation_weight <= 0) return all;
  for (const Language to : stemming::all_languages) {
    if (to == plan_.languages.front() || !is_held(to)) continue;
    const auto add = [&](Translations found, double factor) {
      found.certainty *= factor;
      found.language = to;
      if (!found.terms.empty()) all.push_back(std::move(found));
    };
    Translations of_whole = translated(word.meant, to);
    if (of_whole.terms.empty()) of_whole = through_third(word.meant, to);
    Translations of_parts = translated(word.parts, to);
    std::erase_if(of_parts.terms,
                  [&](const std::string& term) { return std::ranges::count(of_whole.terms, term) > 0; });
    add(std::move(of_whole), 1);
    add(std::move(of_parts), ranking_.part_weight);
  }
  return all;
}

// The dictionaries of Swedish and English are small, and both know Finnish well.
WordShares::Translations WordShares::through_third(const std::vector<std::string>& terms, Language to) const {
  constexpr double least_certainty = 0.05;
  Translations out;
  const stemming::Translator& translator = knowledge_->translator();
  for (const Language third : stemming::all_languages) {
    if (third == plan_.languages.front() || third == to) continue;
    for (const std::string& term : terms)
      for (const stemming::Translated& first : translator.translate(term, plan_.languages.front(), third))
        for (const stemming::Translated& second : translator.translate(first.term, third, to)) {
          const double certainty = first.weight * second.weight;
          if (certainty < least_certainty) continue;
          add_once(out.terms, second.term);
          out.certainty = std::max(out.certainty, certainty);
        }
  }
  return out;
}

WordShares::Translations WordShares::translated(const std::vector<std::string>& terms, Language to) const {
  Translations out;
  for (const std::string& term : terms) {
    for (const stemming::Translated& one : knowledge_->translator().translate(term, plan_.languages.front(), to)) {
      add_once(out.terms, one.term);
      out.certainty = std::max(out.certainty, one.weight);
    }
  }
  return out;
}

WordTree WordShares::concept_share(const stemming::ConceptEntry& entry, Language language) {
  const WordTree share{
      .factor = ranking_.concept_weight,
      .parts = {term_tree(indexer::exact_term(indexer::field("concept"), entry.uri)),
                term_tree(indexer::exact_term(indexer::field("broader"), entry.uri), ranking_.narrower_weight)}};
  plan_.clauses.push_back(
      {.text = entry.labels.preferred[stemming::index_of(language)],
       .terms = {{std::string(indexer::field("concept").prefix) + entry.uri, Reached::shared_concept},
                 {std::string(indexer::field("broader").prefix) + entry.uri, Reached::narrower_concept}},
       .concept_uri = entry.uri,
       .query = to_query(share)});
  mark_labels(entry);
  return share;
}

// In the other languages as well. The words of a longer label ("older people") say little one by one.
void WordShares::mark_labels(const stemming::ConceptEntry& entry) {
  for (const Language language : stemming::all_languages) {
    const auto words = read_words(analyzer_, entry.labels.preferred[stemming::index_of(language)], {language});
    if (words.size() != 1) continue;
    for (const std::string& base : words.front().bases) plan_.marked_terms.push_back({base, language});
  }
}

}  // namespace kohtaamo::server
