// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// index_reader.h — reading the served index from many threads while it changes.
//
// Given   a function that takes an open database.
// Gives   its result on the newest revision of the served generation. A pool of handles, one a
//         thread at work; each is reopened at the start (microseconds), and the function runs again
//         (at most four times) when the revision under it has been overwritten: it must have no
//         effect but its result.
// Fails   index_unavailable, index_foreign; whatever the function fails with.
// Threads safe: any number of threads.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <vector>

#include <xapian.h>

#include "config/error.h"
#include "corpora/store.h"
#include "indexer/generations.h"
#include "indexer/schema.h"
#include "indexer/xapian_guard.h"

namespace kohtaamo::indexer {

// Which state of the index an answer comes from: equal tags, equal answers.
struct IndexState {
  std::string generation{};  // "gen-0007"
  std::uint64_t revision = 0;
  corpora::Seq seq = 0;
  Xapian::doccount documents = 0;
  std::string tag() const { return generation + "-" + std::to_string(revision); }
  bool operator==(const IndexState&) const = default;
};

class IndexReader {
 public:
  static config::Result<std::unique_ptr<IndexReader>> open(const std::string& data_directory,
                                                           const Fingerprint& fingerprint);

  // work: (const Xapian::Database&, const IndexState&) -> Result<T>
  template <class Work>
  std::invoke_result_t<Work, const Xapian::Database&, const IndexState&> read(Work&& work) const {
    using Out = std::invoke_result_t<Work, const Xapian::Database&, const IndexState&>;
    constexpr int max_attempts = 4;
    for (int attempt = 1;; ++attempt) {
      auto handle = acquire();
      if (!handle) return Out{config::fail(handle.error())};
      bool overtaken = false;
      Out out = guarded(data_directory_, [&]() -> Out {
        try {
          return work((*handle)->database, (*handle)->state);
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt == max_attempts) throw;
          overtaken = true;
          return Out{config::fail(config::ErrorCode::index_unavailable, "the index changed while it was read")};
        }
      });
      if (!overtaken) {
        release(std::move(*handle));
        return out;
      }
    }
  }

  config::Result<IndexState> state() const;

 private:
  struct Handle {
    Xapian::Database database{};
    IndexState state{};
  };
  IndexReader(std::string data_directory, Fingerprint fingerprint)
      : data_directory_(std::move(data_directory)), fingerprint_(std::move(fingerprint)) {}

  config::Result<std::unique_ptr<Handle>> acquire() const;
  config::Result<std::unique_ptr<Handle>> open_handle(const std::string& generation) const;
  void release(std::unique_ptr<Handle> handle) const;

  std::string data_directory_;
  Fingerprint fingerprint_;
  mutable std::mutex mutex_{};  // of what follows
  mutable ServedGeneration served_{};
  mutable std::vector<std::unique_ptr<Handle>> idle_{};
};

}  // namespace kohtaamo::indexer
