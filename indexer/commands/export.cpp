// SPDX-License-Identifier: GPL-3.0-or-later
// export.cpp — the command `export`.
#include "corpora/export.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/progress_bar.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct ExportFlags {
  std::string format = "jsonl", type{}, source{};
};

Result<int> run(const Context& context, const ExportFlags& flags) {
  if (!flags.type.empty())
    if (auto ok = parse_type_flag(flags.type); !ok) return fail(ok.error());
  auto store = corpora::Store::open(context.settings.data.directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  ProgressBar bar("exporting", "bytes", context.is_quiet);
  std::int64_t bytes = 0;
  const corpora::TextSink sink = [&](std::string_view text) -> Result<void> {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
      return fail(ErrorCode::cannot_write, "the output cannot be written", "stdout");
    bar.show({.count = bytes += static_cast<std::int64_t>(text.size())});
    return {};
  };
  const corpora::RecordFilter filter{.type = flags.type, .source = flags.source};
  const auto count =
      flags.format == "csv" ? corpora::export_csv(*store, filter, sink) : corpora::export_jsonl(*store, filter, sink);
  if (!count) return fail(count.error());
  say(context, fmt::format("{} records", *count));
  return success;
}

}  // namespace

void add_export(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("export",
                                     "write the records of the store to stdout; `import` reads them back\n\n"
                                     "  kohtaamo-indexer export --data data --format jsonl > records.jsonl\n"
                                     "  kohtaamo-indexer export --data data --format csv --type call > calls.csv\n");
  auto flags = std::make_shared<ExportFlags>();
  command->add_option("--format", flags->format, "jsonl or csv")->check(CLI::IsMember({"jsonl", "csv"}));
  command->add_option("--type", flags->type, "records of this type alone")->type_name("TYPE");
  command->add_option("--source", flags->source, "records of this source alone")->type_name("SOURCE");
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
