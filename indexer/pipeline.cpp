// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/pipeline.h"

#include <cmath>

namespace kohtaamo::indexer {

Pipeline::Pipeline(const config::Settings& settings)
    : analyzer({.voikko_path = settings.analysis.voikko_path,
                .cache_words = static_cast<std::size_t>(settings.analysis.cache_words)}),
      weights(text_weights(settings.ranking)),
      fingerprint(make_fingerprint(analyzer.fingerprint(), weights)),
      builder(analyzer, weights) {}

TextWeights text_weights(const config::RankingSettings& ranking) {
  const auto times = [](double weight) { return static_cast<unsigned>(std::lround(weight)); };
  return {.title = times(ranking.title_weight),
          .summary = times(ranking.summary_weight),
          .body = times(ranking.body_weight)};
}

}  // namespace kohtaamo::indexer
