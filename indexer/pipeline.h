// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// pipeline.h — how records become documents under given settings; the same in both programs.
//
// Given   settings.
// Gives   the analyzer, what is known about words, what an index must have been made with, and the
//         builder of documents.
// Fails   bad_config for a vocabulary of the data directory that does not parse.
// Never   moves: its parts look into each other.
// Threads its parts serve all threads.

#include <memory>

#include "config/settings.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"
#include "stemming/analyzer.h"
#include "stemming/knowledge.h"

namespace kohtaamo::indexer {

class Pipeline {
 public:
  static config::Result<std::unique_ptr<const Pipeline>> make(const config::Settings& settings);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

 private:
  using OwnedAnalyzer = std::unique_ptr<const stemming::Analyzer>;
  using OwnedKnowledge = std::unique_ptr<const stemming::Knowledge>;
  Pipeline(OwnedAnalyzer made_analyzer, OwnedKnowledge made_knowledge, const TextWeights& weights);
  OwnedAnalyzer owned_analyzer_;
  OwnedKnowledge owned_knowledge_;

 public:
  const stemming::Analyzer& analyzer;
  const stemming::Knowledge& knowledge;
  const Fingerprint fingerprint;
  const DocumentBuilder builder;
};

// <data directory>/vocabulary: vocabularies of the operator and what was learnt.
std::string vocabulary_directory(const std::string& data_directory);

// Weights of settings may have decimals; a document counts its terms in whole numbers.
TextWeights text_weights(const config::RankingSettings& ranking);

}  // namespace kohtaamo::indexer
