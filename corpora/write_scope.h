// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// write_scope.h — what a source of others may write, when its rows tell their ids and sources themselves.
//
// Given   the names of the sources that it may speak for (docs/harvest.md, may_write), and its rows.
// Gives   a row as it came; or refused with the reason, when its id, its source, or the record that it would
//         replace or delete belongs to another. A refused row is accounted to its sender, whatever source it claims.
//         With `actors` among the names it may bring actors by their identifiers, but for those which are put together
//         here from what sources say of them.
// Fails   as the store does.
// Threads one a Store.

#include <string>
#include <string_view>
#include <vector>

#include "corpora/importer.h"
#include "corpora/store.h"

namespace kohtaamo::corpora {

class WriteScope {
 public:
  // No names: it may write everything, as who imports a file of one's own does.
  WriteScope(Store& store, std::vector<std::string> sources, std::string sender)
      : store_(store), sources_(std::move(sources)), sender_(std::move(sender)) {}

  bool is_limited() const { return !sources_.empty(); }
  config::Result<void> check(ImportedRow& row) const;

 private:
  bool has(std::string_view source) const;
  std::string refusal_of_claims(const ImportedRow& row) const;  // empty: it may
  config::Result<std::string> refusal_of_stored(const RecordId& id) const;

  Store& store_;
  std::vector<std::string> sources_;
  std::string sender_;
};

}  // namespace kohtaamo::corpora
