// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// update_index.h — brings the index up to the store, as `index`, `import` and `rebuild` need it.
//
// Given   a data directory with a store.
// Gives   an index that holds every change of it. Where there is no index, it is built whole, which is
//         faster than change by change.
// Fails   locked while another program, such as a server, writes the index; that one applies the changes.
// Threads one.

#include <cstdint>
#include <optional>

#include "config/error.h"
#include "corpora/store.h"
#include "indexer/commands/command.h"
#include "indexer/pipeline.h"

namespace kohtaamo::indexer {

struct IndexUpdate {
  std::int64_t documents = 0;  // written or erased
  bool is_rebuilt = false;
  corpora::Seq seq = 0;
};

config::Result<IndexUpdate> update_index(const Context& context, const Pipeline& pipeline);
config::Result<IndexUpdate> rebuild_index(const Context& context, const Pipeline& pipeline);

// The same, but while another program writes the index it waits until that one has applied every change.
config::Result<IndexUpdate> update_index_or_wait(const Context& context, const Pipeline& pipeline);

// What a command that changes the store does about the index.
enum class IndexCare : std::uint8_t { leave, update, update_or_wait };

struct IndexOutcome {
  std::optional<IndexUpdate> update{};  // none: left alone, or to the program that writes it
  bool is_left_to_other = false;
};
config::Result<IndexOutcome> bring_index_up(const Context& context, IndexCare care);

}  // namespace kohtaamo::indexer
