// SPDX-License-Identifier: GPL-3.0-or-later
// sources.cpp — the commands `sources` and `quarantine`: how the ways into the store fare.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "corpora/coverage.h"
#include "corpora/harvest/harvest_folder.h"
#include "corpora/store.h"
#include "indexer/commands/command.h"

namespace kohtaamo::indexer {
namespace {

using config::fail;
using config::Result;
using corpora::Store;
using corpora::harvest::HarvestState;

Result<Store> open_to_read(const Context& context) {
  return Store::open(context.settings.data.directory, Store::Mode::read_only);
}

// What a source brought to the store, and the harvest that it came by, if it did.
struct SourceRow {
  corpora::SourceHealth health{};
  const HarvestState* harvest = nullptr;
};

// A harvest that has brought nothing yet has a row of its own.
std::vector<SourceRow> rows_of(std::vector<corpora::SourceHealth> sources, const std::vector<HarvestState>& harvests) {
  std::vector<SourceRow> rows;
  for (corpora::SourceHealth& source : sources) rows.push_back({.health = std::move(source)});
  for (const HarvestState& harvest : harvests) {
    bool has_row = false;
    for (SourceRow& row : rows) {
      const std::string& name = row.health.source;
      if (name != harvest.source && std::ranges::find(harvest.record_sources, name) == harvest.record_sources.end())
        continue;
      row.harvest = &harvest;
      has_row = true;
    }
    if (!has_row) rows.push_back({.health = {.source = harvest.source}, .harvest = &harvest});
  }
  return rows;
}

void add_harvest_members(JsonText& json, const HarvestState& harvest) {
  json.begin_object("harvest")
      .add("name", harvest.source)
      .add("last_success_at", harvest.last_success_at)
      .add("last_began_at", harvest.last_began_at)
      .add("last_ended_at", harvest.last_ended_at)
      .add("last_outcome", harvest.last_outcome)
      .add("failures", harvest.failures)
      .add("unfinished_pages", harvest.unfinished ? harvest.unfinished->pages : 0)
      .end_object();
}

void print_json(const std::vector<SourceRow>& rows) {
  JsonText json;
  json.begin_array();
  for (const auto& [source, harvest] : rows) {
    json.begin_object()
        .add("source", source.source)
        .add("records", source.records)
        .add("last_run_at", source.last_run_at)
        .add("last_outcome", source.last_outcome)
        .add("rows", source.last_counts.rows)
        .add("new", source.last_counts.added)
        .add("changed", source.last_counts.changed)
        .add("unchanged", source.last_counts.unchanged)
        .add("deleted", source.last_counts.deleted)
        .add("rejected", source.last_counts.rejected);
    if (harvest != nullptr) add_harvest_members(json, *harvest);
    json.end_object();
  }
  json.end_array().print();
}

std::string or_never(const std::string& moment) { return moment.empty() ? "never" : moment; }

Result<int> list_sources(const Context& context) {
  auto store = open_to_read(context);
  if (!store) return fail(store.error());
  auto sources = store->sources();
  if (!sources) return fail(sources.error());
  const auto harvests = corpora::harvest::harvest_states(context.settings.data.directory);
  if (!harvests) return fail(harvests.error());
  const std::vector<SourceRow> rows = rows_of(std::move(*sources), *harvests);
  if (context.as_json) {
    print_json(rows);
    return success;
  }
  for (const auto& [source, harvest] : rows) {
    fmt::print("{}\t{} records\tlast run {}\t{}\t{} new, {} changed, {} rejected", source.source, source.records,
               or_never(source.last_run_at), source.last_outcome, source.last_counts.added, source.last_counts.changed,
               source.last_counts.rejected);
    if (harvest != nullptr) {
      fmt::print("\tharvested {}", or_never(harvest->last_success_at));
      if (harvest->failures > 0) fmt::print(", {} failures since: {}", harvest->failures, harvest->last_outcome);
      if (harvest->unfinished) fmt::print(", {} pages of an unfinished run", harvest->unfinished->pages);
    }
    fmt::print("\n");
  }
  return success;
}

void print_json(const std::vector<corpora::Coverage>& rows) {
  JsonText json;
  json.begin_array();
  for (const corpora::Coverage& row : rows) {
    json.begin_object().add("source", row.source).add("type", row.type).add("records", row.records);
    json.begin_object("members");
    for (const auto& [member, count] : row.members) json.add(member, count);
    json.end_object().end_object();
  }
  json.end_array().print();
}

// What every record has goes without saying.
bool is_told(std::string_view member) {
  constexpr std::array always{"id",
                              "type",
                              "lang",
                              "provenance.importer",
                              "provenance.source",
                              "provenance.source_id",
                              "provenance.retrieved_at",
                              "provenance.raw_sha256"};
  return std::ranges::find(always, member) == always.end();
}

// A table as documents have it, with the members in per cent of the records.
Result<int> print_coverage(const Context& context) {
  auto store = open_to_read(context);
  if (!store) return fail(store.error());
  const auto rows = read_coverage(*store);
  if (!rows) return fail(rows.error());
  if (context.as_json) {
    print_json(*rows);
    return success;
  }
  fmt::print("| source | type | records | members, in per cent of the records |\n| --- | --- | --- | --- |\n");
  for (const corpora::Coverage& row : *rows) {
    std::string members;
    for (const auto& [member, count] : row.members)
      if (is_told(member))
        members += fmt::format("{}`{}` {}", members.empty() ? "" : ", ", member,
                               (count * 100 + row.records / 2) / row.records);
    fmt::print("| `{}` | {} | {} | {} |\n", row.source, row.type, row.records, members);
  }
  return success;
}

struct QuarantineFlags {
  std::string source{};
  std::int64_t limit = 100;
};

void print_json(const std::vector<corpora::RejectedRow>& rows) {
  JsonText json;
  json.begin_array();
  for (const corpora::RejectedRow& row : rows)
    json.begin_object()
        .add("id", row.id)
        .add("source", row.source)
        .add("file", row.file)
        .add("line", row.line)
        .add("pointer", row.pointer)
        .add("code", row.code)
        .add("reason", row.reason)
        .add("raw", row.raw)
        .add("at", row.at)
        .end_object();
  json.end_array().print();
}

Result<int> list_quarantine(const Context& context, const QuarantineFlags& flags) {
  auto store = open_to_read(context);
  if (!store) return fail(store.error());
  const auto rows = store->quarantined(flags.source, flags.limit);
  if (!rows) return fail(rows.error());
  const auto count = store->quarantine_count(flags.source);
  if (!count) return fail(count.error());
  if (context.as_json)
    print_json(*rows);
  else
    for (const corpora::RejectedRow& row : *rows)
      fmt::print("{}:{}{}{}\t{}\t{}\n", row.file, row.line, row.pointer.empty() ? "" : " ", row.pointer, row.code,
                 row.reason);
  if (static_cast<std::int64_t>(rows->size()) < *count)
    say(context, fmt::format("{} of {} rows; --limit shows more", rows->size(), *count));
  return success;
}

}  // namespace

void add_sources(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("sources",
                         "list the sources: how many records, how the last run went, and the last harvest\n\n"
                         "  kohtaamo-indexer sources --data data\n"
                         "  kohtaamo-indexer sources --data data --json\n"
                         "  kohtaamo-indexer sources --data data --coverage\n");
  auto is_coverage = std::make_shared<bool>(false);
  command->add_flag("--coverage", *is_coverage, "which members the records of each source have");
  command->callback([&chosen, is_coverage] {
    chosen.work = [is_coverage](const Context& context) {
      return *is_coverage ? print_coverage(context) : list_sources(context);
    };
  });
}

void add_quarantine(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("quarantine",
                         "look at the rows that did not become records\n\n"
                         "  kohtaamo-indexer quarantine list --data data\n"
                         "  kohtaamo-indexer quarantine list --data data --source stea --limit 10 --json\n");
  command->require_subcommand(1);
  auto* list = command->add_subcommand("list",
                                       "list them, newest first: place, code, reason; with --json also the raw text\n\n"
                                       "  kohtaamo-indexer quarantine list --data data\n"
                                       "  kohtaamo-indexer quarantine list --data data --limit 10 --json\n");
  auto flags = std::make_shared<QuarantineFlags>();
  list->add_option("--source", flags->source, "of this source alone")->type_name("SOURCE");
  list->add_option("--limit", flags->limit, "most rows")->check(CLI::Range(1, 1'000'000));
  list->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return list_quarantine(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
