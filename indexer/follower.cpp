// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/follower.h"

#include "corpora/record_json.h"

namespace kohtaamo::indexer {

using config::fail;
using config::Result;

namespace {

Result<void> apply(const corpora::StoredRecord& change, IndexWriter& writer, const DocumentBuilder& builder) {
  if (change.deleted) return writer.erase(change.id);
  const auto record = corpora::read_own_record(change.json);
  if (!record)
    return fail(record.error().code, record.error().message, "store, record " + change.id + " " + record.error().where);
  return writer.replace(builder.build(*record, change.seq));
}

}  // namespace

Result<std::int64_t> follow(corpora::Store& store, IndexWriter& writer, const DocumentBuilder& builder,
                            const config::IndexSettings& settings, const FollowCallback& progress) {
  const auto target = store.last_seq();
  if (!target) return fail(target.error());
  FollowProgress at{.done = writer.committed_seq(), .target = *target};
  while (at.done < at.target) {
    const auto changes = store.changes_after(at.done, settings.batch_documents);
    if (!changes) return fail(changes.error());
    // A number taken by a change that a later one of the same record has replaced leaves a gap at the end.
    if (changes->empty()) break;
    for (const corpora::StoredRecord& change : *changes)
      if (auto ok = apply(change, writer, builder); !ok) return fail(ok.error());
    at.done = changes->back().seq;
    at.documents += static_cast<std::int64_t>(changes->size());
    if (auto ok = writer.commit(at.done); !ok) return fail(ok.error());
    if (progress) progress(at);
  }
  return at.documents;
}

}  // namespace kohtaamo::indexer
