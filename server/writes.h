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
#include "corpora/keys.h"
#include "corpora/record.h"
#include "corpora/store.h"
#include "indexer/document_builder.h"
#include "server/routes.h"

namespace kohtaamo::server {

struct Condition {
  // If-Match: the tags of which one must be the record's; "*" asks that there be one at all. None: no condition.
  std::optional<std::vector<std::string>> tags{};
  bool must_be_new = false;  // If-None-Match: *
};

struct Written {
  corpora::Change change{};
  corpora::Seq seq = 0;
  std::string tag{};  // of the record as it is now; empty when deleted
};

struct ImportedLine {
  std::int64_t line = 0;
  corpora::RecordId id{};                  // empty when it could not be read
  corpora::Change change{};                // of one that was taken
  std::optional<config::Error> refused{};  // where: a JSON pointer, or "byte 17"
};

struct ImportOutcome {
  corpora::RunCounts counts{};
  std::vector<ImportedLine> lines{};
  corpora::Seq seq = 0;  // searches that have reached it show all of it
};

class Writes {
 public:
  static config::Result<std::unique_ptr<Writes>> open(const std::string& data_directory,
                                                      const config::ImportSettings& settings,
                                                      const indexer::DocumentBuilder& builder);

  // Who holds the key of "Bearer koh_…", if it may do this.
  config::Result<KeyHolder> admit(std::optional<std::string_view> authorization, Scope scope);

  config::Result<Written> put(const corpora::Record& record, const Condition& condition, const KeyHolder& holder);
  config::Result<Written> erase(const corpora::RecordId& id, const Condition& condition, const KeyHolder& holder);

  // Whether there was such a record, which has been erased.
  config::Result<bool> was_erased(const corpora::RecordId& id);

  // JSON Lines. All lines that are records go in together; the others into the quarantine.
  config::Result<ImportOutcome> import(std::string_view lines, const KeyHolder& holder);

 private:
  Writes(corpora::Store store, corpora::Store quick_store, const config::ImportSettings& settings,
         const indexer::DocumentBuilder& builder)
      : settings_(settings), builder_(builder), store_(std::move(store)), quick_store_(std::move(quick_store)) {}
  config::Result<void> check(const corpora::RecordId& id, const Condition& condition);
  config::Result<Written> written(const corpora::RecordId& id, corpora::Change change);
  config::Result<std::string> shown_tag_of(const corpora::StoredRecord& stored) const;

  const config::ImportSettings settings_;
  const indexer::DocumentBuilder& builder_;
  std::mutex mutex_{};  // of the store
  corpora::Store store_;
  // A connection of its own, so that a long import keeps nobody waiting for a 401 or a 410.
  std::mutex quick_mutex_{};
  corpora::Store quick_store_;
  std::optional<corpora::Keys> keys_{};
};

// A key that is bound to a source writes records of that source alone, by id and by provenance.
config::Result<void> check_source(const corpora::RecordId& id, const std::string& source, const KeyHolder& holder);

// The strong ETag of what a reply holds.
std::string tag_of(std::string_view json);

}  // namespace kohtaamo::server
