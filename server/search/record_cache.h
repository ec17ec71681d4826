// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_cache.h — the records of the documents that are asked for again and again, read once.
//
// Given   an open index, the state it is in, and a document's number.
// Gives   its record, constant and shared. Some of those asked for last are kept, by the bytes of their
//         JSON; all are dropped when the index has changed.
// Fails   internal: a document holds no record. Xapian's exceptions pass through.
// Threads safe from everywhere.
//
// Reading a record takes some 30 µs: a third of a short search for ten hits, and most of a match.

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

#include <xapian.h>

#include "config/error.h"
#include "corpora/record.h"
#include "indexer/index_reader.h"

namespace kohtaamo::server {

class RecordCache {
 public:
  explicit RecordCache(std::size_t max_json_bytes) : max_json_bytes_(max_json_bytes) {}

  config::Result<std::shared_ptr<const corpora::Record>> get(const Xapian::Database& database,
                                                             const indexer::IndexState& state, Xapian::docid document);

 private:
  struct Entry {
    std::shared_ptr<const corpora::Record> record{};
    std::size_t json_bytes = 0;
  };
  using Entries = std::unordered_map<Xapian::docid, Entry>;

  std::shared_ptr<const corpora::Record> find(const indexer::IndexState& state, Xapian::docid document);
  void add(const indexer::IndexState& state, Xapian::docid document, Entry entry);

  const std::size_t max_json_bytes_;
  std::mutex mutex_{};
  indexer::IndexState state_{};  // that the entries are of
  // What is asked for moves to the young; when they are many, they become the old, and the old go.
  Entries young_{}, old_{};
  std::size_t young_json_bytes_ = 0;
};

// The record that a document carries.
config::Result<corpora::Record> record_of(const Xapian::Document& document);

}  // namespace kohtaamo::server
