// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/concept_ranking.h"

#include <algorithm>
#include <cmath>

namespace kohtaamo::stemming {
namespace {

constexpr std::uint32_t lead_bytes = 150;

// A concept met in few documents is taken to be a subject as often as the average one, as if seen this often more.
constexpr double subject_prior_documents = 4;
constexpr double subject_prior_share = 0.08;

// Learnt by bench/subject_suggestion.cpp --learn on a part of the annotated abstracts, but for `company`: the
// vocabulary they are annotated with is at hand without its hierarchy only, so that weight is set by hand.
constexpr ConceptFeatures weights_alone{-6.946, 1.030,  -0.571, 0.775, 0.276,  0.376, 0.193, 1.119,
                                        1.197,  -0.669, 0.334,  0.3,   -0.580, 0.000, 0.000};
constexpr ConceptFeatures weights_with_frequencies{-9.656, 1.113,  -1.440, 0.742, 0.219,  0.596, -0.370, 0.542,
                                                   0.796,  -0.257, -0.777, 0.3,   -0.366, 0.462, 0.000};
constexpr ConceptFeatures weights_with_subjects{-5.509, 1.022,  -1.125, 0.769, 0.226,  0.509, -0.285, 0.465,
                                                0.617,  -0.202, -0.619, 0.3,   -0.348, 0.252, 0.566};

constexpr std::size_t at(ConceptFeature feature) { return static_cast<std::size_t>(feature); }

double logarithm(std::size_t count) { return std::log2(static_cast<double>(count)); }

// The tags of one concept, in reading order.
class Occurrences {
 public:
  Occurrences(std::span<const ConceptTag> tags, std::uint32_t text_bytes)
      : tags_(tags), text_bytes_(std::max<double>(1, text_bytes)) {}

  ConceptEvidence evidence(std::size_t all_tags) const {
    const ConceptTag& first = tags_.front();
    ConceptEvidence evidence{.concept_index = first.concept_index,
                             .occurrences = static_cast<std::uint32_t>(tags_.size()),
                             .first = first.bytes};
    ConceptFeatures& features = evidence.features;
    features[at(ConceptFeature::constant)] = 1;
    features[at(ConceptFeature::occurrences)] = logarithm(1 + tags_.size());
    features[at(ConceptFeature::share)] = static_cast<double>(tags_.size()) / static_cast<double>(all_tags);
    features[at(ConceptFeature::early)] = 1 - first.bytes.begin / text_bytes_;
    features[at(ConceptFeature::lead)] = first.bytes.begin < lead_bytes ? 1 : 0;
    features[at(ConceptFeature::spread)] = (tags_.back().bytes.begin - first.bytes.begin) / text_bytes_;
    features[at(ConceptFeature::label_words)] = most([](const ConceptTag& tag) { return tag.words - 1; });
    features[at(ConceptFeature::label_length)] =
        std::log2(most([](const ConceptTag& tag) { return tag.bytes.end - tag.bytes.begin; }));
    const auto preferred = std::ranges::count(tags_, LabelKind::preferred, &ConceptTag::label);
    features[at(ConceptFeature::preferred)] = static_cast<double>(preferred) / static_cast<double>(tags_.size());
    features[at(ConceptFeature::choices)] = logarithm(first.choices);
    features[at(ConceptFeature::supported)] = std::ranges::any_of(tags_, &ConceptTag::is_supported) ? 1 : 0;
    features[at(ConceptFeature::text_length)] = logarithm(all_tags);
    return evidence;
  }

 private:
  template <class Measure>
  double most(const Measure& measure) const {
    double best = 0;
    for (const ConceptTag& tag : tags_) best = std::max(best, static_cast<double>(measure(tag)));
    return best;
  }

  std::span<const ConceptTag> tags_;
  double text_bytes_;
};

// How many of the concepts (ascending) are next to this one in the vocabulary.
std::size_t company_of(const ConceptEntry& entry, std::span<const ConceptEvidence> others) {
  const auto count = [&](std::span<const std::uint32_t> near) {
    return static_cast<std::size_t>(std::ranges::count_if(
        others, [&](const ConceptEvidence& other) { return std::ranges::binary_search(near, other.concept_index); }));
  };
  return count(entry.broader) + count(entry.narrower) + count(entry.related);
}

void add_statistics(ConceptEvidence& evidence, const ConceptStatistics& statistics) {
  if (evidence.concept_index >= statistics.tagged_in.size()) return;
  const double tagged = statistics.tagged_in[evidence.concept_index];
  evidence.features[at(ConceptFeature::rarity)] = std::log2((1.0 + statistics.documents) / (1.0 + tagged));
  if (evidence.concept_index >= statistics.subject_of.size()) return;
  const double subject = statistics.subject_of[evidence.concept_index];
  const double share = (subject + subject_prior_documents * subject_prior_share) / (tagged + subject_prior_documents);
  evidence.features[at(ConceptFeature::known_subject)] = std::log(share / (1 - share));
}

// Each way of knowing a collection has its own weights: with more known, less is left to the text.
const ConceptFeatures& weights_for(const ConceptStatistics& statistics) {
  if (statistics.tagged_in.empty()) return weights_alone;
  return statistics.subject_of.empty() ? weights_with_frequencies : weights_with_subjects;
}

double score_of(const ConceptFeatures& features, const ConceptFeatures& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < features.size(); ++i) sum += weights[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace

std::vector<ConceptEvidence> gather_evidence(std::span<const ConceptTag> tags, std::uint32_t text_bytes,
                                             const Vocabulary& vocabulary, const ConceptStatistics& statistics) {
  std::vector<ConceptTag> sorted(tags.begin(), tags.end());
  std::ranges::stable_sort(sorted, {}, &ConceptTag::concept_index);  // reading order stays within a concept
  std::vector<ConceptEvidence> all;
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    const auto end = std::find_if(begin, sorted.end(),
                                  [&](const ConceptTag& tag) { return tag.concept_index != begin->concept_index; });
    all.push_back(Occurrences(std::span(begin, end), text_bytes).evidence(tags.size()));
    begin = end;
  }
  for (ConceptEvidence& evidence : all) {
    const ConceptEntry& entry = vocabulary.concepts()[evidence.concept_index];
    evidence.features[at(ConceptFeature::company)] = logarithm(1 + company_of(entry, all));
    add_statistics(evidence, statistics);
  }
  return all;
}

std::vector<ScoredConcept> rank_concepts(std::span<const ConceptTag> tags, std::uint32_t text_bytes,
                                         const Vocabulary& vocabulary, const ConceptStatistics& statistics) {
  const ConceptFeatures& weights = weights_for(statistics);
  std::vector<ScoredConcept> ranked;
  for (const ConceptEvidence& evidence : gather_evidence(tags, text_bytes, vocabulary, statistics))
    ranked.push_back({.concept_index = evidence.concept_index,
                      .score = score_of(evidence.features, weights),
                      .occurrences = evidence.occurrences,
                      .first = evidence.first});
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &ScoredConcept::score);
  return ranked;
}

}  // namespace kohtaamo::stemming
