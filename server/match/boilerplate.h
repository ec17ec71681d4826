// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// boilerplate.h — what calls say because they are calls, measured from the calls themselves.
//
// Given   the index.
// Gives   for a term the share of its weight that it keeps in a call: all of it when calls use it as
//         other records do, the less the more they prefer it ("outcome", "destination", "hakuaika").
// Never   reads a list made by hand. With few calls in the index, every term keeps its weight.
// Threads constant after construction; KeptCallWords is safe from everywhere.

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include <xapian.h>

#include "indexer/index_reader.h"

namespace kohtaamo::server {

class CallWords {
 public:
  explicit CallWords(const Xapian::Database& database);
  double share(const std::string& term, const Xapian::Database& database) const;

 private:
  double calls_ = 0;  // that were read
  std::unordered_map<std::string, unsigned> frequencies_{};
};

// Those of the state of the index asked for last: reading 300 calls takes longer than the rest of a plan.
class KeptCallWords {
 public:
  std::shared_ptr<const CallWords> at(const Xapian::Database& database, const indexer::IndexState& state);

 private:
  std::mutex mutex_{};
  indexer::IndexState state_{};
  std::shared_ptr<const CallWords> newest_{};
};

}  // namespace kohtaamo::server
