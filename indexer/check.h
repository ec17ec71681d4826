// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// check.h — do store and index agree, and are both sound?
//
// Given   a data directory that nobody changes meanwhile (or tell: differences then come and go).
// Gives   counts, and every disagreement as a sentence: a record missing in the index, a document
//         too many, another change number, a complaint of SQLite or of Xapian's own check.
// Threads one thread.

#include <string>
#include <vector>

#include "config/error.h"
#include "indexer/schema.h"

namespace kohtaamo::indexer {

struct CheckReport {
  std::int64_t records = 0, documents = 0, quarantined = 0, last_seq = 0, indexed_seq = 0;
  std::vector<std::string> complaints{};  // none: all is well; at most 100
};

config::Result<CheckReport> check(const std::string& data_directory, const Fingerprint& fingerprint);

}  // namespace kohtaamo::indexer
