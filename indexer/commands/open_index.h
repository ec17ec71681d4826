// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// open_index.h — the served index with what searches and matches in it, as the server has it.
//
// Given   settings, which must outlive it.
// Gives   the engines that answer people.
// Fails   index_unavailable, index_foreign; bad_config for a broken vocabulary.
// Threads its parts serve all threads.

#include <memory>

#include "config/error.h"
#include "indexer/commands/command.h"
#include "indexer/index_reader.h"
#include "indexer/pipeline.h"
#include "server/match/match.h"
#include "server/search/search.h"

namespace kohtaamo::indexer {

struct OpenIndex {
  std::unique_ptr<const Pipeline> pipeline{};
  std::unique_ptr<IndexReader> reader{};
  std::unique_ptr<const server::SearchEngine> search{};
  std::unique_ptr<const server::Matcher> matcher{};
};

config::Result<std::unique_ptr<const OpenIndex>> open_index(const config::Settings& settings);

}  // namespace kohtaamo::indexer
