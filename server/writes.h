// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// writes.h — changes that come over HTTP: into the store, durable before they are acknowledged.
//
// Given   a key and records.
// Gives   what became of each, and the change number that searches must have reached to show it.
// Fails   unauthorized, forbidden (scope, or another source than the key's), precondition_failed, gone,
//         not_found; as the store does.
// Never   touches the index: the indexing thread follows the store.
// Threads safe: one writer at a time. An import of the other program may come between the check of a
//         precondition and the change; within this server nothing does.

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/settings.h"
#include "corpora/record.h"
#include "corpora/store.h"
#include "server/routes.h"

namespace kohtaamo::server {

// Who asks, once the key has been checked.
struct KeyHolder {
  std::string id{};
  std::string source{};            // the only source it may write to; empty: any
};

// If-Match: the tags of which one must be the record's; "*" asks that there be one at all. None: no condition.
using Condition = std::optional<std::vector<std::string>>;

struct Written {
  corpora::Change change{};
  corpora::Seq seq = 0;
  std::string tag{};               // of the record as it is now; empty when deleted
};

struct ImportedLine {
  std::int64_t line = 0;
  corpora::RecordId id{};          // empty when it could not be read
  corpora::Change change{};
  std::optional<config::Error> refused{};   // where: a JSON pointer
};

struct ImportOutcome {
  corpora::RunCounts counts{};
  std::vector<ImportedLine> lines{};
  corpora::Seq seq = 0;
};

class Writes {
 public:
  static config::Result<std::unique_ptr<Writes>> open(const std::string& data_directory,
                                                      const config::ImportSettings& settings);

  // Who holds the key of "Bearer koh_…", if it may do this.
  config::Result<KeyHolder> admit(std::optional<std::string_view> authorization, Scope scope);

  config::Result<Written> put(const corpora::Record& record, const Condition& condition, const KeyHolder& holder);
  config::Result<Written> erase(const corpora::RecordId& id, const Condition& condition, const KeyHolder& holder);

  // JSON Lines. All lines that are records go in together; the others into the quarantine.
  config::Result<ImportOutcome> import(std::string_view lines, const KeyHolder& holder);

 private:
  Writes(corpora::Store store, std::string data_directory, const config::ImportSettings& settings)
      : data_directory_(std::move(data_directory)), settings_(settings), store_(std::move(store)) {}
  config::Result<std::optional<corpora::StoredRecord>> check(const corpora::RecordId& id, const Condition& condition);

  const std::string data_directory_;
  const config::ImportSettings settings_;
  std::mutex mutex_{};             // of the store
  corpora::Store store_;
};

// The strong ETag of a record's JSON, the same whether it comes from the store or from the index.
std::string tag_of(std::string_view json);

}  // namespace kohtaamo::server
