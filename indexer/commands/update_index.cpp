// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/update_index.h"

#include <chrono>
#include <thread>

#include "indexer/follower.h"
#include "indexer/generations.h"
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"
#include "indexer/progress_bar.h"
#include "indexer/rebuild.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::chrono::milliseconds between_looks{100};

std::uint64_t measure(std::int64_t number) { return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0)); }

Result<std::int64_t> build_whole(const Context& context, const Pipeline& pipeline) {
  ProgressBar bar("building the index", "records", context.is_quiet);
  const auto built =
      rebuild(context.settings.data.directory, pipeline.builder, pipeline.fingerprint, context.settings.index,
              [&](const RebuildProgress& at) {
                bar.show({.done = measure(at.documents), .total = measure(at.total), .count = at.documents});
              });
  if (!built) return fail(built.error());
  return built->documents;
}

Result<IndexUpdate> follow_store(const Context& context, const Pipeline& pipeline) {
  auto store = corpora::Store::open(context.settings.data.directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  auto writer = IndexWriter::open(context.settings.data.directory, pipeline.fingerprint);
  if (!writer) return fail(writer.error());
  ProgressBar bar("indexing", "changes", context.is_quiet);
  const corpora::Seq begin = writer->committed_seq();
  const auto documents =
      follow(*store, *writer, pipeline.builder, context.settings.index, [&](const FollowProgress& at) {
        bar.show({.done = measure(at.done - begin), .total = measure(at.target - begin), .count = at.documents});
      });
  if (!documents) return fail(documents.error());
  return IndexUpdate{.documents = *documents, .seq = writer->committed_seq()};
}

Result<bool> has_caught_up(const Context& context, const Pipeline& pipeline) {
  auto store = corpora::Store::open(context.settings.data.directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  const auto wanted = store->last_seq();
  if (!wanted) return fail(wanted.error());
  auto reader = IndexReader::open(context.settings.data.directory, pipeline.fingerprint);
  if (!reader) return fail(reader.error());
  const auto state = (*reader)->state();
  if (!state) return fail(state.error());
  return state->seq >= *wanted;
}

}  // namespace

Result<IndexUpdate> rebuild_index(const Context& context, const Pipeline& pipeline) {
  const auto built = build_whole(context, pipeline);
  if (!built) return fail(built.error());
  auto later = follow_store(context, pipeline);
  // A running server has the lock: it moves over to the new generation and applies the rest.
  if (!later && later.error().code != ErrorCode::locked) return later;
  return IndexUpdate{
      .documents = *built + (later ? later->documents : 0), .is_rebuilt = true, .seq = later ? later->seq : 0};
}

Result<IndexUpdate> update_index(const Context& context, const Pipeline& pipeline) {
  const bool has_index = current_generation(context.settings.data.directory).has_value();
  return has_index ? follow_store(context, pipeline) : rebuild_index(context, pipeline);
}

Result<IndexUpdate> update_index_or_wait(const Context& context, const Pipeline& pipeline) {
  for (;;) {
    auto update = update_index(context, pipeline);
    if (update || update.error().code != ErrorCode::locked) return update;
    const auto done = has_caught_up(context, pipeline);
    if (!done) return fail(done.error());
    if (*done) return IndexUpdate{};
    std::this_thread::sleep_for(between_looks);
  }
}

Result<IndexOutcome> bring_index_up(const Context& context, IndexCare care) {
  if (care == IndexCare::leave) return IndexOutcome{};
  const auto pipeline = Pipeline::make(context.settings);
  if (!pipeline) return fail(pipeline.error());
  auto update =
      care == IndexCare::update_or_wait ? update_index_or_wait(context, **pipeline) : update_index(context, **pipeline);
  if (update) return IndexOutcome{.update = *update};
  if (update.error().code == ErrorCode::locked) return IndexOutcome{.is_left_to_other = true};
  return fail(std::move(update.error()));
}

}  // namespace kohtaamo::indexer
