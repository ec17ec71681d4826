// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/writes.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpora/hash.h"
#include "corpora/record_json.h"
#include "server/http_message.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Change;
using corpora::StoredRecord;

namespace {

constexpr std::size_t tag_digits = 32;
constexpr std::string_view bearer = "Bearer ";

}  // namespace

Result<void> check_source(const corpora::RecordId& id, const std::string& source, const KeyHolder& holder) {
  if (holder.source.empty()) return {};
  if (id.starts_with(holder.source + ":") && source == holder.source) return {};
  return fail(ErrorCode::forbidden, fmt::format("the key writes records of the source '{}' alone", holder.source),
              "/provenance/source");
}

std::string tag_of(std::string_view json) { return '"' + corpora::hash_of(json).substr(0, tag_digits) + '"'; }

Result<std::unique_ptr<Writes>> Writes::open(const std::string& data_directory, const config::ImportSettings& settings,
                                             const indexer::DocumentBuilder& builder) {
  auto store = corpora::Store::open(data_directory);
  if (!store) return fail(store.error());
  auto quick_store = corpora::Store::open(data_directory);
  if (!quick_store) return fail(quick_store.error());
  std::unique_ptr<Writes> writes(new Writes(std::move(*store), std::move(*quick_store), settings, builder));
  auto keys = corpora::Keys::open(writes->quick_store_, data_directory);
  if (!keys) return fail(keys.error());
  writes->keys_.emplace(std::move(*keys));
  return writes;
}

Result<KeyHolder> Writes::admit(std::optional<std::string_view> authorization, Scope scope) {
  if (!authorization) return fail(ErrorCode::unauthorized, "send a key with the header Authorization: Bearer koh_…");
  if (authorization->size() < bearer.size() || !is_same_header_name(authorization->substr(0, bearer.size()), bearer))
    return fail(ErrorCode::unauthorized, "the key is sent as Authorization: Bearer koh_…");
  const std::lock_guard lock(quick_mutex_);
  const auto key = keys_->verify(authorization->substr(bearer.size()), corpora::now_as_timestamp());
  if (!key) return fail(key.error());
  if (std::ranges::find(key->scopes, to_text(scope)) == key->scopes.end())
    return fail(ErrorCode::forbidden, fmt::format("the key lacks the scope '{}'", to_text(scope)));
  return KeyHolder{.id = key->id, .source = key->source};
}

// The tag that a read gives: reads show the record as the index has it, not as the store does.
Result<std::string> Writes::shown_tag_of(const StoredRecord& stored) const {
  const auto record = corpora::read_own_record(stored.json);
  if (!record) return fail(record.error());
  return tag_of(corpora::to_json(builder_.shown(*record)));
}

Result<void> Writes::check(const corpora::RecordId& id, const Condition& condition) {
  if (!condition.tags && !condition.must_be_new) return {};
  const auto stored = store_.find(id);
  if (!stored) return fail(stored.error());
  const bool is_there = *stored && !(*stored)->deleted;
  if (condition.must_be_new && is_there)
    return fail(ErrorCode::precondition_failed, "there is such a record already", "if-none-match");
  if (!condition.tags) return {};
  if (!is_there) return fail(ErrorCode::precondition_failed, "there is no such record now", "if-match");
  const auto tag = shown_tag_of(**stored);
  if (!tag) return fail(tag.error());
  const auto names = [&](std::string_view one) {
    return std::ranges::find(*condition.tags, one) != condition.tags->end();
  };
  if (names("*") || names(*tag)) return {};
  return fail(ErrorCode::precondition_failed, "the record is not the one that If-Match names; read it again",
              "if-match");
}

Result<Written> Writes::written(const corpora::RecordId& id, Change change) {
  const auto stored = store_.find(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return Written{.change = change};
  Written written{.change = change, .seq = (*stored)->seq};
  if ((*stored)->deleted) return written;
  auto tag = shown_tag_of(**stored);
  if (!tag) return fail(tag.error());
  written.tag = std::move(*tag);
  return written;
}

Result<Written> Writes::put(const corpora::Record& record, const Condition& condition, const KeyHolder& holder) {
  if (auto ok = check_source(record.id, record.provenance.source, holder); !ok) return fail(ok.error());
  const std::lock_guard lock(mutex_);
  if (auto ok = check(record.id, condition); !ok) return fail(ok.error());
  const auto changes = store_.put({record}, holder.id);
  if (!changes) return fail(changes.error());
  return written(record.id, changes->front());
}

Result<Written> Writes::erase(const corpora::RecordId& id, const Condition& condition, const KeyHolder& holder) {
  if (auto ok = check_source(id, holder.source, holder); !ok) return fail(ok.error());
  const std::lock_guard lock(mutex_);
  const auto stored = store_.find(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return fail(ErrorCode::not_found, "no record has this id", id);
  if ((*stored)->deleted) return fail(ErrorCode::gone, "the record has been deleted before", id);
  if (auto ok = check(id, condition); !ok) return fail(ok.error());
  const auto change = store_.erase(id, holder.id);
  if (!change) return fail(change.error());
  return written(id, *change);
}

Result<bool> Writes::was_erased(const corpora::RecordId& id) {
  const std::lock_guard lock(quick_mutex_);
  const auto stored = quick_store_.find(id);
  if (!stored) return fail(stored.error());
  return *stored && (*stored)->deleted;
}

}  // namespace kohtaamo::server
