// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// index_writer.h — the one handle that changes an index.
//
// Given   built documents and the change number up to which they bring the index.
// Gives   a durable commit that holds documents and number together, so that after any crash the
//         index continues exactly where it stood.
// Fails   locked when another program writes; anything else from Xapian: throw the writer away and
//         open a new one, since a failed write silently drops what was pending.
// Threads one thread.

#include <string>

#include <xapian.h>

#include "config/error.h"
#include "corpora/store.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"

namespace kohtaamo::indexer {

class IndexWriter {
 public:
  // Opens the served generation for writing, making an empty first one where there is none.
  // index_foreign when it was made with another fingerprint.
  static config::Result<IndexWriter> open(const std::string& data_directory, const Fingerprint& fingerprint);

  config::Result<void> replace(const BuiltDocument& built);
  config::Result<void> erase(const corpora::RecordId& id);
  config::Result<void> commit(corpora::Seq seq);  // everything up to `seq` is in

  corpora::Seq committed_seq() const { return committed_seq_; }
  const std::string& generation() const { return generation_; }

 private:
  IndexWriter(Xapian::WritableDatabase database, std::string path, std::string generation, corpora::Seq seq);
  Xapian::WritableDatabase database_;
  std::string path_, generation_;
  corpora::Seq committed_seq_ = 0;
};

// Metadata of an index.
corpora::Seq read_seq(const Xapian::Database& database);
void write_seq(Xapian::WritableDatabase& database, corpora::Seq seq);
Fingerprint read_fingerprint(const Xapian::Database& database);
void write_fingerprint(Xapian::WritableDatabase& database, const Fingerprint& fingerprint);
// index_foreign with the sentence that says which part differs and the command that mends it.
config::Result<void> check_fingerprint(const Xapian::Database& database, const Fingerprint& expected,
                                       const std::string& path);

}  // namespace kohtaamo::indexer
