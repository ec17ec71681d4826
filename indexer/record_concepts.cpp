// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/record_concepts.h"

#include <algorithm>
#include <array>
#include <set>

#include "indexer/record_parts.h"
#include "stemming/concept_ranking.h"

namespace kohtaamo::indexer {
namespace {

using stemming::Language;

// The texts of a record in one language, as one text: what it is about shows over all of them.
std::string text_in(const std::vector<RecordText>& texts, Language language) {
  std::string all;
  for (const RecordText& one : texts)
    if (one.language == language) all += *one.text + "\n";
  return all;
}

// A concept's best score over the languages.
std::vector<stemming::ScoredConcept> concepts_of(const corpora::Record& record, const stemming::ConceptTagger& tagger) {
  const std::vector<RecordText> texts = texts_of(record);
  std::vector<stemming::ScoredConcept> found;
  for (const Language language : stemming::all_languages) {
    const std::string text = text_in(texts, language);
    if (text.empty()) continue;
    const auto tags = tagger.tag(text, language);
    for (const stemming::ScoredConcept& one :
         stemming::rank_concepts(tags, static_cast<std::uint32_t>(text.size()), tagger.vocabulary())) {
      const auto known = std::ranges::find(found, one.concept_index, &stemming::ScoredConcept::concept_index);
      if (known == found.end())
        found.push_back(one);
      else
        known->score = std::max(known->score, one.score);
    }
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.concept_index < b.concept_index;
  });
  return found;
}

}  // namespace

void add_found_concepts(corpora::Record& record, const stemming::ConceptTagger& tagger) {
  const stemming::Vocabulary& vocabulary = tagger.vocabulary();
  std::set<std::string> known;
  for (const corpora::Concept& one : record.concepts) known.insert(canonical_uri(one.uri, &vocabulary));
  std::size_t added = 0;
  for (const stemming::ScoredConcept& one : concepts_of(record, tagger)) {
    if (added == max_found_concepts || one.score < min_concept_score) break;
    const stemming::ConceptEntry& entry = vocabulary.concepts()[one.concept_index];
    if (!known.insert(entry.uri).second) continue;
    record.concepts.push_back(
        {.uri = entry.uri, .scheme = entry.scheme, .label = labels_of(entry), .by = "rule", .score = one.score});
    ++added;
  }
}

std::string canonical_uri(std::string_view uri, const stemming::Vocabulary* vocabulary) {
  if (vocabulary != nullptr)
    if (const auto place = vocabulary->find(uri)) return vocabulary->concepts()[*place].uri;
  return std::string(uri);
}

std::vector<std::string> broader_uris(std::string_view uri, const stemming::Vocabulary* vocabulary) {
  std::vector<std::string> uris;
  if (vocabulary == nullptr) return uris;
  const auto place = vocabulary->find(uri);
  if (!place) return uris;
  std::set<std::uint32_t> seen{*place};
  std::vector<std::uint32_t> open{*place};
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    for (const std::uint32_t broader : vocabulary->concepts()[at].broader) {
      if (!seen.insert(broader).second) continue;
      uris.push_back(vocabulary->concepts()[broader].uri);
      open.push_back(broader);
    }
  }
  return uris;
}

corpora::LocalText labels_of(const stemming::ConceptEntry& entry) {
  corpora::LocalText labels;
  for (const Language language : stemming::all_languages)
    labels.in(language) = entry.labels.preferred[stemming::index_of(language)];
  return labels;
}

}  // namespace kohtaamo::indexer
