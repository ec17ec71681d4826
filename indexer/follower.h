// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// follower.h — brings the index up to the store.
//
// Given   a store, an index writer, the builder.
// Gives   the changes after the index's own number, applied in order, in commits of at most
//         index.batch_documents.
// Fails   as the store and the writer do; what was committed stays committed, and the next call
//         goes on from there.
// Threads one thread.

#include <functional>

#include "config/settings.h"
#include "corpora/store.h"
#include "indexer/document_builder.h"
#include "indexer/index_writer.h"

namespace kohtaamo::indexer {

struct FollowProgress {
  corpora::Seq done = 0, target = 0;
  std::int64_t documents = 0;
};
using FollowCallback = std::function<void(const FollowProgress&)>;

// Applies all changes that the store holds when it is called. Gives the number of documents written or erased.
config::Result<std::int64_t> follow(corpora::Store& store, IndexWriter& writer, const DocumentBuilder& builder,
                                    const config::IndexSettings& settings, const FollowCallback& progress = {});

}  // namespace kohtaamo::indexer
