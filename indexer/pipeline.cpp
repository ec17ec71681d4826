// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/pipeline.h"

#include <cmath>

namespace kohtaamo::indexer {

using config::fail;
using config::Result;

Result<std::unique_ptr<const Pipeline>> Pipeline::make(const config::Settings& settings) {
  auto analyzer = std::make_unique<const stemming::Analyzer>(
      stemming::AnalyzerOptions{.voikko_path = settings.analysis.voikko_path,
                                .cache_words = static_cast<std::size_t>(settings.analysis.cache_words)});
  auto knowledge = stemming::Knowledge::load(
      *analyzer, vocabulary_directory(settings.data.directory),
      {.synonyms_file = settings.analysis.synonyms_file, .translations = settings.analysis.translations});
  if (!knowledge) return fail(knowledge.error());
  return std::unique_ptr<const Pipeline>(
      new Pipeline(std::move(analyzer), std::move(*knowledge), text_weights(settings.ranking)));
}

Pipeline::Pipeline(OwnedAnalyzer made_analyzer, OwnedKnowledge made_knowledge, const TextWeights& weights)
    : owned_analyzer_(std::move(made_analyzer)),
      owned_knowledge_(std::move(made_knowledge)),
      analyzer(*owned_analyzer_),
      knowledge(*owned_knowledge_),
      fingerprint(make_fingerprint(analyzer.fingerprint(), knowledge.fingerprint(), weights)),
      builder(analyzer, weights, &knowledge.tagger()) {}

std::string vocabulary_directory(const std::string& data_directory) { return data_directory + "/vocabulary"; }

TextWeights text_weights(const config::RankingSettings& ranking) {
  const auto times = [](double weight) { return static_cast<unsigned>(std::lround(weight)); };
  return {.title = times(ranking.title_weight),
          .summary = times(ranking.summary_weight),
          .body = times(ranking.body_weight)};
}

}  // namespace kohtaamo::indexer
