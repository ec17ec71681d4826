// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// keys.h — the keys that programs write with: "koh_<8 letters of id>_<43 letters of secret>".
//
// Given   scopes and a source for a new key; the text of a key for a check.
// Gives   the key itself, once, when it is made; afterwards only what it may do.
// Fails   unauthorized for a key that is unknown, wrong, revoked or past its day, in the same words
//         and after the same work, so that an answer does not tell which; cannot_write.
// Never   stores or logs a key: the store has its keyed hash, and the pepper that the hash needs lies
//         in a file of its own beside it (mode 0600), so that a copy of the store opens nothing.
// Threads one Keys a thread, with its Store.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/store.h"

namespace kohtaamo::corpora {

struct KeyRequest {
  std::vector<std::string> scopes{};  // "write", "import", "metrics", …: what the server asks for
  std::string source{};               // the only source it may write to; empty: any
  std::string expires_at{};           // UTC timestamp "2027-01-01T00:00:00Z"; empty: never
};

class Keys {
 public:
  // The pepper is made when there is none yet.
  static config::Result<Keys> open(Store& store, const std::string& directory);

  config::Result<std::string> create(const KeyRequest& request);
  // `now` is a UTC timestamp, as now_as_timestamp() gives it.
  config::Result<ApiKey> verify(std::string_view key, std::string_view now);
  config::Result<void> revoke(std::string_view id);  // not_found for a key that was never made
  config::Result<std::vector<ApiKey>> list();

 private:
  Keys(Store& store, std::string pepper) : store_(&store), pepper_(std::move(pepper)) {}

  Store* store_;
  std::string pepper_;
};

}  // namespace kohtaamo::corpora
