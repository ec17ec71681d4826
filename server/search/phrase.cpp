// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/phrase.h"

#include <algorithm>

#include "corpora/record_json.h"
#include "indexer/record_parts.h"
#include "indexer/schema.h"
#include "server/search/query_plan.h"

namespace kohtaamo::server {
namespace {

using Places = std::vector<std::vector<std::string>>;

bool fits(const stemming::Word& word, const std::vector<std::string>& bases) {
  return std::ranges::any_of(word.terms->terms, [&](const stemming::WordTerm& term) {
    return std::ranges::find(bases, term.text) != bases.end();
  });
}

bool holds_phrase(const std::vector<stemming::Word>& words, const Places& places) {
  if (words.size() < places.size()) return false;
  for (std::size_t begin = 0; begin + places.size() <= words.size(); ++begin) {
    std::size_t place = 0;
    while (place < places.size() && fits(words[begin + place], places[place])) ++place;
    if (place == places.size()) return true;
  }
  return false;
}

bool body_holds_phrase(const std::string& json, const Places& places, const stemming::Analyzer& analyzer) {
  const auto record = corpora::read_own_record(json);
  if (!record) return false;
  return std::ranges::any_of(indexer::texts_of(*record), [&](const indexer::RecordText& text) {
    return text.role == indexer::TextRole::body && holds_phrase(analyzer.analyze(*text.text, text.language), places);
  });
}

Xapian::Query side_by_side(const Places& places, const std::string& prefix) {
  std::vector<Xapian::Query> words;
  for (const auto& bases : places) {
    std::vector<std::string> terms;
    for (const std::string& base : bases) terms.push_back(prefix + base);
    words.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size())};
}

Xapian::Query all_words(const Places& places, const std::string& prefix) {
  std::vector<Xapian::Query> words;
  for (const auto& bases : places) {
    std::vector<std::string> terms;
    for (const std::string& base : bases) terms.push_back(prefix + base);
    words.emplace_back(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
  }
  return {Xapian::Query::OP_AND, words.begin(), words.end()};
}

}  // namespace

Xapian::Query phrase_query(const PhraseToCheck& phrase, const std::string& field_prefix,
                           const stemming::Analyzer& analyzer, const Xapian::Database& database) {
  const Xapian::Query all = all_words(phrase.words, field_prefix);
  if (phrase.words.size() == 1) return all;
  const Xapian::Query by_position = side_by_side(phrase.words, field_prefix);
  if (!field_prefix.empty()) return {Xapian::Query::OP_FILTER, all, by_position};  // the title has positions
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, all, by_position));
  const Xapian::MSet candidates = enquire.get_mset(0, max_phrase_candidates);
  std::vector<std::string> found;
  for (auto hit = candidates.begin(); hit != candidates.end(); ++hit) {
    const Xapian::Document document = hit.get_document();
    if (body_holds_phrase(document.get_data(), phrase.words, analyzer))
      found.push_back(indexer::exact_term(indexer::field("id"), document.get_value(indexer::field("id").slot)));
  }
  const Xapian::Query by_reading(Xapian::Query::OP_OR, found.begin(), found.end());
  return {Xapian::Query::OP_FILTER, all, Xapian::Query(Xapian::Query::OP_OR, by_position, by_reading)};
}

}  // namespace kohtaamo::server
