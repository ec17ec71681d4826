// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// rebuild.h — a whole new generation from the store, while the old one is served.
//
// Given   the data directory and how documents are built.
// Gives   a new generation, built as small databases on all cores and merged (two to three times
//         faster than one that grows by commits), checked, fsynced and published with one rename;
//         changes that came meanwhile are the follower's to apply.
// Fails   as store and Xapian do; the served generation is then untouched.
// Threads one rebuild at a time for a data directory; makes its own threads.

#include <functional>
#include <string>

#include "config/settings.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"

namespace kohtaamo::indexer {

struct RebuildProgress {
  std::int64_t documents = 0, total = 0;
  bool is_merging = false;
};
using RebuildCallback = std::function<void(const RebuildProgress&)>;  // from several threads, one at a time

struct RebuildReport {
  std::string generation{};
  std::int64_t documents = 0;
};

config::Result<RebuildReport> rebuild(const std::string& data_directory, const DocumentBuilder& builder,
                                      const Fingerprint& fingerprint, const config::IndexSettings& settings,
                                      const RebuildCallback& progress = {});

}  // namespace kohtaamo::indexer
