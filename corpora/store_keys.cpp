// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of API keys; keys.h makes and checks the keys themselves.
#include <iterator>
#include <sstream>

#include "corpora/store_parts.h"

namespace kohtaamo::corpora {

using config::Result;
using sqlite::guarded;

namespace {

std::string joined(const std::vector<std::string>& scopes) {
  std::string text;
  for (const std::string& scope : scopes) text.append(text.empty() ? "" : " ").append(scope);
  return text;
}

std::vector<std::string> split_scopes(const std::string& text) {
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

ApiKey key_of(const sqlite::Rows& rows) {
  return {.id = rows.text(0),
          .hash = rows.text(1),
          .scopes = split_scopes(rows.text(2)),
          .source = rows.text(3),
          .created_at = rows.text(4),
          .expires_at = rows.text(5),
          .is_revoked = rows.number(6) != 0};
}

}  // namespace

Result<void> Store::add_key(const ApiKey& key) {
  return guarded(
      [&] { parts_->add_key.run(key.id, key.hash, joined(key.scopes), key.source, key.created_at, key.expires_at); });
}

Result<std::optional<ApiKey>> Store::find_key(std::string_view id) {
  return guarded([&]() -> std::optional<ApiKey> {
    sqlite::Rows rows = parts_->find_key.query(id);
    if (!rows.next()) return std::nullopt;
    return key_of(rows);
  });
}

Result<bool> Store::revoke_key(std::string_view id) {
  return guarded([&] {
    sqlite::Rows rows = parts_->revoke_key.query(id);
    const bool is_known = rows.next();
    while (rows.next()) continue;  // the update is done when its last row has been read
    return is_known;
  });
}

Result<std::vector<ApiKey>> Store::keys() {
  return guarded([&] {
    std::vector<ApiKey> found;
    sqlite::Rows rows = parts_->keys.query();
    while (rows.next()) found.push_back(key_of(rows));
    return found;
  });
}

}  // namespace kohtaamo::corpora
