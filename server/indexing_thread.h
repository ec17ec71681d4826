// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// indexing_thread.h — keeps the index up with the store while the server runs.
//
// Given   a data directory, and how documents are built.
// Gives   one thread that holds Xapian's write lock and applies what changes in the store: at once when
//         woken, else within half a second (an import by the other program); commits no more often than
//         index.commit_interval_ms. A generation that a rebuild publishes is taken over.
// Fails   to start: locked (another server), index_foreign, cannot_write. Later never: on any failure it drops
//         the writer, since that may have lost what was pending, tells is_degraded, and tries again after
//         a second, then twice as long, at most a minute.
// Threads wake(), wait_for() and state() from anywhere.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "config/error.h"
#include "config/settings.h"
#include "corpora/store.h"
#include "indexer/document_builder.h"
#include "indexer/index_writer.h"

namespace kohtaamo::server {

struct IndexingState {
  corpora::Seq store_seq = 0, index_seq = 0;  // as of the last look
  std::optional<config::Error> trouble{};     // what the last attempt met; none: all is well
};

class IndexingThread {
 public:
  static config::Result<std::unique_ptr<IndexingThread>> start(const std::string& data_directory,
                                                               const indexer::Fingerprint& fingerprint,
                                                               const indexer::DocumentBuilder& builder,
                                                               const config::IndexSettings& settings);
  IndexingThread(const IndexingThread&) = delete;
  IndexingThread& operator=(const IndexingThread&) = delete;
  ~IndexingThread();  // after the commit under way

  void wake();
  // Whether searches see the change with this number; waits for it as long as `longest`.
  bool wait_for(corpora::Seq seq, std::chrono::milliseconds longest);
  IndexingState state() const;

 private:
  using Clock = std::chrono::steady_clock;

  IndexingThread(std::string data_directory, indexer::Fingerprint fingerprint, const indexer::DocumentBuilder& builder,
                 const config::IndexSettings& settings);
  void run();
  config::Result<void> open_writer();
  config::Result<void> follow_once();
  void report(const config::Result<void>& outcome);
  void note(IndexingState state);
  void rest_until_woken();

  const std::string data_directory_;
  const indexer::Fingerprint fingerprint_;
  const indexer::DocumentBuilder& builder_;
  const config::IndexSettings settings_;

  // Of the thread alone.
  std::optional<corpora::Store> store_{};
  std::optional<indexer::IndexWriter> writer_{};
  std::chrono::milliseconds rest_{};  // after failures: twice as long each time
  Clock::time_point next_{};          // no commit before

  mutable std::mutex mutex_{};  // of what follows
  std::condition_variable changed_{};
  IndexingState state_{};
  bool is_woken_ = false, is_stopping_ = false;

  std::thread thread_{};
};

}  // namespace kohtaamo::server
