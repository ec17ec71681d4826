// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/write_scope.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "corpora/actor_identity.h"
#include "corpora/record_json.h"
#include "corpora/store_actors.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

std::string_view name_space_of(const RecordId& id) { return std::string_view(id).substr(0, id.find(':')); }

// "ytunnus:1234567-1", but not "stea:org-…", which is known by its name alone.
bool is_by_identifier(const RecordId& id) {
  const std::string_view method = method_of(id);
  return method != "name" && method != "source_id";
}

}  // namespace

bool WriteScope::has(std::string_view source) const { return std::ranges::find(sources_, source) != sources_.end(); }

std::string WriteScope::refusal_of_claims(const ImportedRow& row) const {
  const bool names_actor = has(actors_source) && is_by_identifier(row.id);
  if (!has(name_space_of(row.id)) && !names_actor)
    return fmt::format("'{}' has no say over the id '{}'", sender_, row.id);
  if (row.is_deleted) return {};
  const Record& record = row.record->record;
  const std::string& source = record.provenance.source;
  if (!has(source)) return fmt::format("'{}' does not speak for the source '{}'", sender_, source);
  if ((source == actors_source || !has(name_space_of(row.id))) && record.type() != RecordType::actor)
    return fmt::format("'{}' is no actor, and neither its id nor its source is one for other records", row.id);
  return {};
}

Result<std::string> WriteScope::refusal_of_stored(const RecordId& id) const {
  const auto stored = store_.find(id);
  if (!stored) return fail(stored.error());
  if (!*stored || (*stored)->deleted) return std::string{};
  const auto record = read_own_record((*stored)->json);
  if (!record) return fail(record.error());
  const std::string& source = record->provenance.source;
  if (!has(source))
    return fmt::format("the record '{}' is of '{}', for which '{}' does not speak", id, source, sender_);
  if (source != actors_source) return std::string{};
  const auto sayings = StoredActors(store_).sayings_of(id);
  if (!sayings) return fail(sayings.error());
  return sayings->empty() ? std::string{}
                          : fmt::format("the actor '{}' is put together here from what other sources say of it", id);
}

Result<void> WriteScope::check(ImportedRow& row) const {
  if (!is_limited()) return {};
  std::string why;
  if (row.is_deleted || row.record) {
    why = refusal_of_claims(row);
    if (why.empty()) {
      auto of_stored = refusal_of_stored(row.id);
      if (!of_stored) return fail(std::move(of_stored.error()));
      why = std::move(*of_stored);
    }
  }
  if (!why.empty()) {
    row.is_deleted = false;
    row.pointer = "/id";
    row.actors.clear();
    row.record = fail(ErrorCode::forbidden,
                      fmt::format("{}; may_write of its declaration lists {}", why, fmt::join(sources_, ", ")), row.id);
    row.id.clear();
  }
  // What is refused says nothing for the source that it claims.
  if (!row.record && !row.is_deleted && (!why.empty() || !has(row.source))) row.source = sender_;
  return {};
}

}  // namespace kohtaamo::corpora
