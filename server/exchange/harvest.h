// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest.h — the store as those see it who follow it from outside: listed records, page by page.
//
// Given   the data directory.
// Gives   pages in the order of change numbers, each by a step in an index; records as they may be shared.
// Fails   store_unavailable, with words for a server that has no store beside its index.
// Never   writes, keeps the indexing waiting, or holds more than a page.
// Threads one Harvest a request: a connection of its own, so that nobody waits for another.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "config/error.h"
#include "corpora/record.h"
#include "corpora/store.h"

namespace kohtaamo::server {
class App;
}

namespace kohtaamo::server::exchange {

struct HarvestedRecord {
  corpora::RecordId id{};
  corpora::Seq seq = 0;
  std::string changed_at{};  // UTC timestamp
  std::vector<std::string> sets{};
  bool is_gone = false;      // nothing but what stands above is then known
  corpora::Record record{};  // as it may be shared
};

struct HarvestPage {
  std::vector<HarvestedRecord> records{};
  bool has_more = false;
};

class Harvest {
 public:
  static config::Result<Harvest> open(const App& app);

  // At most 100 records, and fewer when they are large.
  config::Result<HarvestPage> page(std::string_view set, corpora::SeqRange range);
  config::Result<std::optional<HarvestedRecord>> find(const corpora::RecordId& id);
  // Those that are still listed, one after the other; what `take` fails with ends it.
  config::Result<void> each(std::string_view set, const std::function<config::Result<void>(HarvestedRecord&)>& take);

  // What a record is called, in its own language; empty when it may not be seen. Remembers the last ones asked for.
  std::string name_of(const corpora::RecordId& id);

  corpora::Store& store() { return store_; }

 private:
  explicit Harvest(corpora::Store store) : store_(std::move(store)) {}

  corpora::Store store_;
  std::map<corpora::RecordId, std::string> names_{};
};

}  // namespace kohtaamo::server::exchange
