// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "corpora/date.h"
#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/harvest_run.h"
#include "corpora/harvest/schedule.h"
#include "corpora/harvest/source_table.h"
#include "corpora/store.h"
#include "indexer/commands/command.h"
#include "indexer/commands/end_signals.h"
#include "indexer/commands/update_index.h"
#include "indexer/progress_bar.h"

namespace kohtaamo::indexer {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::harvest::HarvestReport;
using corpora::harvest::HarvestSettings;
using corpora::harvest::HarvestState;
using corpora::harvest::Source;
using corpora::harvest::state_of;

// A clock that jumps is seen so soon.
constexpr std::chrono::milliseconds longest_sleep{60'000};

struct HarvestFlags {
  std::vector<std::string> names{};
  std::string sources_file{};
  bool takes_all = false, takes_due = false, watches = false, only_lists = false;
  bool from_start = false, may_shrink = false, leaves_index = false, waits = false;
};

std::chrono::sys_seconds now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

std::string user_agent(const HarvestSettings& settings) {
  const std::string name = fmt::format("Kohtaamo/{}", KOHTAAMO_VERSION);
  return settings.contact.empty() ? name : fmt::format("{} (+{})", name, settings.contact);
}

// Harvests sources one after another: what one fails with is told, and the next has its turn.
class Harvesting {
 public:
  static Result<std::unique_ptr<Harvesting>> make(const Context& context, const HarvestFlags& flags,
                                                  const HarvestSettings& settings) {
    auto hosts = corpora::harvest::PrivateHosts::parse(settings.private_hosts);
    if (!hosts) return fail(std::move(hosts.error()));
    return std::unique_ptr<Harvesting>(new Harvesting(context, flags, settings, std::move(*hosts)));
  }

  EndSignals& signals() { return signals_; }

  // The exit code of the run; what went wrong has been told.
  int harvest(const Source& source) {
    auto report = run(source);
    if (!report) return tell_failure(source, report.error());
    IndexOutcome index;
    const bool has_changes = !report->is_unchanged && !report->is_stopped;
    if (has_changes) {
      const EndSignals::LetThrough at_any_moment(signals_);
      const auto care = flags_.leaves_index ? IndexCare::leave
                        : flags_.waits      ? IndexCare::update_or_wait
                                            : IndexCare::update;
      auto updated = bring_index_up(context_, care);
      if (!updated) {
        tell(source, *report);
        return tell_failure(source, updated.error());
      }
      index = *updated;
    }
    tell(source, *report);
    if (index.is_left_to_other)
      say(context_, "another program writes the index and will apply the changes; --wait waits for that");
    return report->import.total.rejected > 0 ? finished_with_rejects : success;
  }

 private:
  Harvesting(const Context& context, const HarvestFlags& flags, const HarvestSettings& settings,
             corpora::harvest::PrivateHosts hosts)
      : context_(context),
        flags_(flags),
        settings_(settings),
        http_({.user_agent = user_agent(settings),
               .private_hosts = std::move(hosts),
               .should_stop = [this] { return signals_.has_come(); }}),
        pace_({.now = [] { return std::chrono::system_clock::now(); },
               .wait = [this](std::chrono::milliseconds time) { return signals_.wait(time); },
               .chance = [this] { return std::uniform_real_distribution<double>(0, 1)(random_); }}),
        fetch_([this](const corpora::harvest::HttpAsk& ask) { return http_.fetch(ask); }, pace_) {}

  Result<HarvestReport> run(const Source& source) {
    auto store = corpora::Store::open(context_.settings.data.directory);
    if (!store) return fail(std::move(store.error()));
    ProgressBar bar(source.name, "rows", context_.is_quiet);
    return corpora::harvest::harvest(
        *store, source, {.from_start = flags_.from_start, .may_shrink = flags_.may_shrink},
        {.fetch = fetch_,
         .pace = pace_,
         .settings = context_.settings,
         .harvest = settings_,
         .should_stop = [this] { return signals_.has_come(); },
         .progress =
             [&](const corpora::harvest::HarvestProgress& at) {
               const auto total = static_cast<std::uint64_t>(std::max<std::int64_t>(at.total, 0));
               bar.show({.done = static_cast<std::uint64_t>(at.rows), .total = total, .count = at.rows});
             }});
  }

  int tell_failure(const Source& source, const Error& error) const {
    Error named = error;
    named.message = fmt::format("{}: {}", source.name, error.message);
    const int code = config::report(named, "kohtaamo-indexer", std::cerr, context_.as_json);
    if (context_.as_json)
      JsonText().begin_object().add("source", source.name).add("outcome", "failed").end_object().print();
    return code;
  }

  void tell(const Source& source, const HarvestReport& report) const {
    for (const std::string& remark : report.remarks) say(context_, fmt::format("{}: {}", source.name, remark));
    for (const Error& error : report.import.first_rejected) say(context_, "rejected: " + to_text(error));
    const corpora::RunCounts& counts = report.import.total;
    const std::string_view outcome = report.is_stopped ? "stopped" : report.is_unchanged ? "unchanged" : "ok";
    if (context_.as_json)
      JsonText()
          .begin_object()
          .add("source", source.name)
          .add("outcome", outcome)
          .add("selective", report.is_selective)
          .add("resumed", report.is_resumed)
          .add("pages", report.pages)
          .add("bytes", report.bytes)
          .add("rows", counts.rows)
          .add("new", counts.added)
          .add("changed", counts.changed)
          .add("unchanged", counts.unchanged)
          .add("deleted", counts.deleted)
          .add("rejected", counts.rejected)
          .end_object()
          .print();
    else if (report.is_stopped)
      fmt::print("{}: stopped; it goes on the next time\n", source.name);
    else if (report.is_unchanged)
      fmt::print("{}: nothing new\n", source.name);
    else
      fmt::print("{}: {} rows: {} new, {} changed, {} unchanged, {} deleted, {} rejected ({} pages, {} bytes)\n",
                 source.name, counts.rows, counts.added, counts.changed, counts.unchanged, counts.deleted,
                 counts.rejected, report.pages, report.bytes);
    std::fflush(stdout);
  }

  const Context& context_;
  const HarvestFlags& flags_;
  const HarvestSettings& settings_;
  EndSignals signals_{};
  std::mt19937_64 random_{std::random_device{}()};
  corpora::harvest::HttpFetch http_;
  corpora::harvest::Pace pace_;
  corpora::harvest::PoliteFetch fetch_;
};

Result<int> list(const Context& context, const std::vector<Source>& sources) {
  const auto states = corpora::harvest::harvest_states(context.settings.data.directory);
  if (!states) return fail(states.error());
  JsonText json;
  json.begin_array();
  for (const Source& source : sources) {
    const HarvestState state = state_of(*states, source);
    if (context.as_json)
      json.begin_object()
          .add("source", source.name)
          .add("about", source.about)
          .add("enabled", source.is_enabled)
          .add("schedule", schedule_text(source))
          .add("protocol", to_text(source.protocol))
          .add("format", source.format)
          .add("licence", source.licence)
          .add("url", source.url)
          .add("last_success_at", state.last_success_at)
          .end_object();
    else
      fmt::print("{}\t{}\t{}\t{}\t{}\n", source.name, source.is_enabled ? schedule_text(source) : "off",
                 to_text(source.protocol), source.url, source.about);
  }
  if (context.as_json) json.end_array().print();
  return success;
}

Result<int> harvest_each(Harvesting& harvesting, const std::vector<Source>& sources) {
  int exit_code = success;
  for (const Source& source : sources) {
    if (harvesting.signals().has_come()) break;
    const int code = harvesting.harvest(source);
    if (exit_code == success || exit_code == finished_with_rejects) exit_code = code == success ? exit_code : code;
  }
  return exit_code;
}

// Until a signal comes.
Result<int> watch(const Context& context, Harvesting& harvesting, const std::vector<Source>& sources) {
  say(context, fmt::format("watching {} sources", sources.size()));
  corpora::harvest::Turns turns;
  while (!harvesting.signals().has_come()) {
    const auto states = corpora::harvest::harvest_states(context.settings.data.directory);
    if (!states) return fail(states.error());
    const auto [next, due] = turns.next(sources, *states, now());
    if (next != nullptr && due <= now()) {
      harvesting.harvest(*next);
      turns.note(next->name, now());
      // A run that could not even note its end must not be begun again at once, and for ever.
      if (!harvesting.signals().wait(std::chrono::milliseconds(1'000))) break;
      continue;
    }
    const auto sleep = std::chrono::duration_cast<std::chrono::milliseconds>(due - now());
    if (!harvesting.signals().wait(next == nullptr ? longest_sleep : std::min(sleep, longest_sleep))) break;
  }
  say(context, "stopped");
  return success;
}

// In the order in which they have their turn.
Result<std::vector<Source>> due_sources(const Context& context, std::vector<Source> sources) {
  const auto states = corpora::harvest::harvest_states(context.settings.data.directory);
  if (!states) return fail(states.error());
  const corpora::harvest::Turns turns;
  const auto moment = now();
  std::vector<Source> due;
  while (!sources.empty()) {
    const auto turn = turns.next(sources, *states, moment);
    if (turn.due > moment) break;
    const auto chosen = sources.begin() + (turn.source - sources.data());
    due.push_back(std::move(*chosen));
    sources.erase(chosen);
  }
  return due;
}

Result<std::vector<Source>> chosen_sources(const std::vector<Source>& all, const HarvestFlags& flags) {
  std::vector<Source> chosen;
  for (const std::string& name : flags.names) {
    auto source = find_source(all, name);
    if (!source) return fail(std::move(source.error()));
    chosen.push_back(std::move(*source));
  }
  if (!chosen.empty()) return chosen;
  std::ranges::copy_if(all, std::back_inserter(chosen), &Source::is_enabled);
  if (chosen.empty() && !flags.takes_due)
    return fail(ErrorCode::usage, "no source is enabled; docs/harvest.md tells how, and harvest --list what there is");
  return chosen;
}

// The file that was named, else the one beside the store, else none.
std::string operators_file(const Context& context, const HarvestFlags& flags) {
  if (!flags.sources_file.empty()) return flags.sources_file;
  const std::string beside = context.settings.data.directory + "/sources.toml";
  std::error_code ignored;
  return std::filesystem::exists(beside, ignored) ? beside : std::string{};
}

Result<int> run(const Context& context, const HarvestFlags& flags) {
  const auto declared = corpora::harvest::load_sources(operators_file(context, flags));
  if (!declared) return fail(declared.error());
  if (flags.only_lists) return list(context, declared->sources);
  if (flags.names.empty() && !flags.takes_all && !flags.takes_due && !flags.watches)
    return fail(ErrorCode::usage, "name a source, or say --all, --due or --watch; harvest --list shows what there is");
  auto sources = chosen_sources(declared->sources, flags);
  if (sources && flags.takes_due) sources = due_sources(context, std::move(*sources));
  if (!sources) return fail(sources.error());
  if (declared->settings.contact.empty())
    say(context, "[harvest] contact is empty: set it, so that the sources know whom to write to");
  auto harvesting = Harvesting::make(context, flags, declared->settings);
  if (!harvesting) return fail(std::move(harvesting.error()));
  return flags.watches ? watch(context, **harvesting, *sources) : harvest_each(**harvesting, *sources);
}

}  // namespace

void add_harvest(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand(
      "harvest",
      "ask declared sources for their records, and take them into store and index\n\n"
      "What was begun and not ended goes on where it stood. When a source fails, what the store has of it stays.\n\n"
      "  kohtaamo-indexer harvest --data data --list\n"
      "  kohtaamo-indexer harvest --data data haeavustuksia julkari\n"
      "  kohtaamo-indexer harvest --data data --sources ours.toml --watch\n");
  auto flags = std::make_shared<HarvestFlags>();
  command
      ->add_option("sources", flags->names, "names of sources; none with --all, --due or --watch: all that are enabled")
      ->type_name("SOURCE");
  command
      ->add_option("--sources", flags->sources_file, "file of your own sources; else sources.toml of the data folder")
      ->type_name("FILE");
  command->add_flag("--list", flags->only_lists, "list the declared sources, and do nothing else");
  command->add_flag("--all", flags->takes_all, "every enabled source, now");
  command->add_flag("--due", flags->takes_due, "every enabled source whose time has come: for a timer");
  command->add_flag("--watch", flags->watches, "stay, and harvest each when its schedule says so");
  command->add_flag("--from-start", flags->from_start, "all records again, not only what changed or was left");
  command->add_flag("--allow-shrink", flags->may_shrink, "also when a source loses much of what it had, or all");
  command->add_flag("--no-index", flags->leaves_index, "change the store alone");
  command->add_flag("--wait", flags->waits, "wait until a server that writes the index has applied everything");
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
