// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// pipeline.h — how records become documents under given settings; the same in both programs.
//
// Given   settings.
// Gives   the analyzer, what an index must have been made with, and the builder of documents.
// Never   moves: the builder looks into the analyzer beside it.
// Threads its parts serve all threads.

#include "config/settings.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"
#include "stemming/analyzer.h"

namespace kohtaamo::indexer {

struct Pipeline {
  explicit Pipeline(const config::Settings& settings);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  stemming::Analyzer analyzer;
  TextWeights weights;
  Fingerprint fingerprint;
  DocumentBuilder builder;
};

// Weights of settings may have decimals; a document counts its terms in whole numbers.
TextWeights text_weights(const config::RankingSettings& ranking);

}  // namespace kohtaamo::indexer
