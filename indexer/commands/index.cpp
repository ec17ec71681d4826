// SPDX-License-Identifier: GPL-3.0-or-later
// index.cpp — the commands `index` and `rebuild`.
#include <fmt/format.h>

#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/update_index.h"

namespace kohtaamo::indexer {
namespace {

using config::fail;
using config::Result;

int print_update(const Context& context, const IndexUpdate& update) {
  if (context.as_json)
    JsonText()
        .begin_object()
        .add("documents", update.documents)
        .add("rebuilt", update.is_rebuilt)
        .add("seq", update.seq)
        .end_object()
        .print();
  else
    fmt::print("{} documents {}\n", update.documents, update.is_rebuilt ? "built" : "updated");
  return success;
}

}  // namespace

void add_index(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("index",
                         "apply what changed in the store to the index\n\n"
                         "Where there is no index yet it is built whole. A running server applies changes itself.\n\n"
                         "  kohtaamo-indexer index --data data\n"
                         "  kohtaamo-indexer index --data data --wait\n");
  auto waits = std::make_shared<bool>(false);
  command->add_flag("--wait", *waits, "while another program writes the index, wait until it has applied everything");
  command->callback([&chosen, waits] {
    chosen.work = [waits](const Context& context) -> Result<int> {
      const auto pipeline = Pipeline::make(context.settings);
      if (!pipeline) return fail(pipeline.error());
      const auto update = *waits ? update_index_or_wait(context, **pipeline) : update_index(context, **pipeline);
      if (!update) return fail(update.error());
      return print_update(context, *update);
    };
  });
}

void add_rebuild(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("rebuild",
                         "build a new index from the store beside the old one, then switch\n\n"
                         "The old index is served until the switch; a running server moves over by itself.\n\n"
                         "  kohtaamo-indexer rebuild --data data\n"
                         "  kohtaamo-indexer rebuild --data data --json\n");
  command->callback([&chosen] {
    chosen.work = [](const Context& context) -> Result<int> {
      const auto pipeline = Pipeline::make(context.settings);
      if (!pipeline) return fail(pipeline.error());
      const auto update = rebuild_index(context, **pipeline);
      if (!update) return fail(update.error());
      return print_update(context, *update);
    };
  });
}

}  // namespace kohtaamo::indexer
