// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/harvest_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "corpora/harvest/expectations.h"
#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/list_fetch.h"
#include "corpora/harvest/paging.h"
#include "corpora/harvest/source_import.h"
#include "corpora/moment.h"

namespace kohtaamo::corpora::harvest {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;
using std::chrono::sys_seconds;

// Some stamp their records when a batch begins, and show them when it ends.
constexpr std::chrono::minutes overlap{10};
// An older run is not gone on with: its tokens have run out, and its pages tell of other days.
constexpr std::chrono::hours oldest_unfinished{72};
// A source that says a year is more likely wrong than in earnest.
constexpr std::chrono::days longest_left_alone{7};
// What a source brought before is no measure of what it has now.
constexpr std::chrono::days a_season{90};

sys_seconds seconds_of(std::chrono::system_clock::time_point moment) {
  return std::chrono::floor<std::chrono::seconds>(moment);
}

// "20261127T184500Z"
std::string run_name(sys_seconds moment) {
  std::string name = to_timestamp(moment);
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  return name;
}

std::optional<sys_seconds> moment_of_run(std::string name) {
  for (const std::size_t colon : {std::size_t{13}, std::size_t{11}}) name.insert(colon, ":");
  for (const std::size_t dash : {std::size_t{6}, std::size_t{4}}) name.insert(dash, "-");
  const auto moment = parse_moment(name);
  return moment ? std::optional(*moment) : std::nullopt;
}

// What came is of no use, and neither is what came before it: the list is begun anew the next time.
bool begins_anew_after(ErrorCode code) {
  return code == ErrorCode::source_shrank || code == ErrorCode::bad_config || code == ErrorCode::source_refused;
}

class Run {
 public:
  Run(Store& store, const Source& source, const HarvestRequest& request, const HarvestTools& tools,
      HarvestFolder& folder, HarvestState& state)
      : store_(store),
        source_(source),
        request_(request),
        tools_(tools),
        folder_(folder),
        state_(state),
        list_(source, tools, folder, state, report_) {}

  Result<HarvestReport> make();

 private:
  // Each step says whether to go on.
  Result<bool> begin();
  Result<bool> begin_new();
  Result<bool> resume();
  Result<void> check_expectations() const;
  Result<void> import();
  Result<void> finish();
  Result<void> end_in_failure(const Error& error);
  Result<void> note_end(const std::string& outcome);
  void rotate() const;
  Result<bool> knows_the_store() const;

  UnfinishedRun& run() { return *state_.unfinished; }
  const UnfinishedRun& run() const { return *state_.unfinished; }
  bool is_of_late(const std::string& timestamp) const {
    const auto moment = parse_moment(timestamp);
    return moment && now() - *moment < a_season;
  }
  sys_seconds now() const { return seconds_of(tools_.pace.now()); }

  Store& store_;
  const Source& source_;
  const HarvestRequest& request_;
  const HarvestTools& tools_;
  HarvestFolder& folder_;
  HarvestState& state_;
  HarvestReport report_{};
  ListFetch list_;
};

Result<HarvestReport> Run::make() {
  state_.source = source_.name;
  state_.last_began_at = to_timestamp(now());
  auto went = [&]() -> Result<bool> {
    auto goes_on = begin();
    if (goes_on && *goes_on) goes_on = list_.fetch_all();
    if (!goes_on || !*goes_on) return goes_on;
    if (auto checked = check_expectations(); !checked) return fail(std::move(checked.error()));
    if (auto imported = import(); !imported) return fail(std::move(imported.error()));
    return true;
  }();
  if (!went) {
    // The reason is told even when it cannot be noted.
    static_cast<void>(end_in_failure(went.error()));
    return fail(std::move(went.error()));
  }
  if (report_.is_stopped) {
    if (auto noted = note_end("stopped"); !noted) return fail(std::move(noted.error()));
    return std::move(report_);
  }
  if (auto finished = finish(); !finished) return fail(std::move(finished.error()));
  return std::move(report_);
}

// --- how a run begins --------------------------------------------------------------------------

Result<bool> Run::begin() {
  const std::string definition = definition_of(source_);
  const auto knows = knows_the_store();
  if (!knows) return fail(knows.error());
  if (request_.from_start || definition != state_.definition || !*knows) {
    if (state_.unfinished) folder_.forget(run().run);
    state_.unfinished.reset();
    state_.harvested_until.clear();
    state_.etag.clear();
    state_.last_modified.clear();
  }
  if (definition != state_.definition) state_.last_rows = state_.most_rows = 0;  // of another list
  state_.definition = definition;
  if (state_.unfinished) {
    const auto began = parse_moment(run().began_at);
    const bool is_old = !began || now() - *began > oldest_unfinished || now() < *began;
    // Before its first page a run has nothing to go on with, not even the moment that it asks from.
    if (!is_old && run().pages > 0) return resume();
    folder_.forget(run().run);
    state_.unfinished.reset();
  }
  return begin_new();
}

// A store that was emptied or replaced meanwhile needs everything once more.
Result<bool> Run::knows_the_store() const {
  if (state_.record_sources.empty() || state_.last_rows == 0) return true;
  for (const std::string& name : state_.record_sources) {
    const auto count = store_.count_of_source(name);
    if (!count) return fail(count.error());
    if (*count > 0) return true;
  }
  return false;
}

Result<bool> Run::begin_new() {
  // The names of runs tell their order, also when the clock was set back or two begin within a second.
  sys_seconds moment = now();
  if (const auto runs = folder_.runs(); !runs.empty())
    if (const auto last = moment_of_run(runs.back())) moment = std::max(moment, *last + std::chrono::seconds(1));
  state_.unfinished = UnfinishedRun{.run = run_name(moment), .began_at = to_timestamp(now())};
  if (auto begun = list_.begin(); !begun) return fail(std::move(begun.error()));
  if (source_.protocol != Protocol::oai_pmh) return folder_.write_state(state_).map([] { return true; });
  auto asked = list_.ask(ask_for_identity(source_));
  if (!asked) return fail(std::move(asked.error()));
  if (!*asked) return list_.note_stop();
  if ((*asked)->status != 200)
    return fail(ErrorCode::source_broken, fmt::format("it answers with status {}", (*asked)->status), (*asked)->url);
  const auto identity = read_identity(**asked);
  if (!identity) return fail(identity.error());
  if (!identity->tells_deleted && !source_.is_complete())
    report_.remarks.emplace_back(
        "this repository does not tell for good what it deletes; complete = true takes all of it each time, and erases "
        "what it has no more");
  const auto until = parse_moment(state_.harvested_until);
  if (!source_.is_complete() && until) {
    const std::string from = to_timestamp(*until - overlap);
    run().from = identity->has_seconds ? from : from.substr(0, std::string_view("YYYY-MM-DD").size());
  }
  return folder_.write_state(state_).map([] { return true; });
}

Result<bool> Run::resume() {
  if (auto begun = list_.begin(); !begun) return fail(std::move(begun.error()));
  return list_.read_kept();
}

// --- how it ends -------------------------------------------------------------------------------

Result<void> Run::check_expectations() const {
  if (report_.is_unchanged) return {};
  return harvest::check_expectations(source_, list_.content(),
                                     {.rows = run().rows,
                                      .total = source_.protocol == Protocol::json ? run().total : std::nullopt,
                                      .before = state_.last_rows,
                                      .most = is_of_late(state_.most_rows_at) ? state_.most_rows : 0,
                                      .most_at = state_.most_rows_at,
                                      .may_lose = source_.max_shrink.value_or(tools_.settings.import.shrink_limit),
                                      .takes_all = run().from.empty() && !request_.may_shrink});
}

Result<void> Run::import() {
  report_.is_selective = !run().from.empty();
  if (report_.is_unchanged) return {};
  list_.tell(true);
  ImportRequest request{.importer = importer_options(source_, tools_.settings, run().began_at),
                        .is_complete = source_.is_complete() && !report_.is_selective,
                        .may_shrink = request_.may_shrink || report_.is_selective,
                        .who = "harvest " + source_.name,
                        .name = fmt::format("harvest {} {}", source_.name, run().run),
                        .may_write = write_scope_of(source_),
                        .sender = source_.name,
                        .later_rows_win = true};
  for (std::string& path : folder_.kept(run().run)) request.inputs.push_back({.path = std::move(path)});
  config::ImportSettings settings = tools_.settings.import;
  settings.shrink_limit = source_.max_shrink.value_or(settings.shrink_limit);
  // A run that takes all says anew what is wrong with it.
  if (!report_.is_selective)
    for (const std::string& old : folder_.runs())
      for (const std::string& path : folder_.kept(old))
        if (auto forgotten = store_.forget_quarantine(path); !forgotten) return forgotten;
  auto imported = run_import(store_, request, settings);
  if (!imported) return fail(std::move(imported.error()));
  if (!imported->file_errors.empty()) return fail(imported->file_errors.front());
  report_.import = std::move(*imported);
  if (report_.import.beyond_scope > 0)
    report_.remarks.push_back(
        fmt::format("{} rows were refused for what may_write does not list: quarantine list --source {} shows them",
                    report_.import.beyond_scope, source_.name));
  return {};
}

Result<void> Run::finish() {
  report_.pages = run().pages;
  report_.bytes = run().bytes;
  report_.rows = run().rows;
  if (!report_.is_unchanged) {
    state_.etag = run().etag;
    state_.last_modified = run().last_modified;
    state_.content_came_at = to_timestamp(now());
    if (!report_.is_selective) {
      state_.record_sources.clear();
      state_.last_rows = list_.content().records();
      if (request_.may_shrink || state_.last_rows >= state_.most_rows || !is_of_late(state_.most_rows_at)) {
        state_.most_rows = state_.last_rows;
        state_.most_rows_at = to_timestamp(now());
      }
    }
    for (const auto& [name, counts] : report_.import.by_source)
      if (counts.rows > counts.rejected &&
          std::ranges::find(state_.record_sources, name) == state_.record_sources.end())
        state_.record_sources.push_back(name);
  }
  if (parse_moment(run().response_date)) state_.harvested_until = run().response_date;
  state_.failures = 0;
  state_.not_before.clear();
  state_.last_success_at = to_timestamp(now());
  if (auto noted = note_end("ok"); !noted) return noted;
  state_.unfinished.reset();
  rotate();
  return folder_.write_state(state_);
}

// What was refused lies in the quarantine as long as the page that it came on: else it would lie there for ever.
void Run::rotate() const {
  const auto runs = folder_.runs();
  const auto keep = static_cast<std::size_t>(tools_.harvest.keep_runs);
  for (std::size_t i = 0; i + keep < runs.size(); ++i) {
    bool is_forgotten = true;
    for (const std::string& path : folder_.kept(runs[i]))
      is_forgotten = is_forgotten && store_.forget_quarantine(path).has_value();
    if (is_forgotten) folder_.forget(runs[i]);  // else after the next run
  }
}

// Notes the end in state and history.
Result<void> Run::note_end(const std::string& outcome) {
  state_.last_ended_at = to_timestamp(now());
  state_.last_outcome = outcome;
  if (!state_.unfinished) return folder_.write_state(state_);
  if (auto added = folder_.add_history({.run = run().run,
                                        .began_at = state_.last_began_at,
                                        .ended_at = state_.last_ended_at,
                                        .outcome = outcome,
                                        .from = run().from,
                                        .pages = run().pages,
                                        .bytes = run().bytes,
                                        .rows = run().rows,
                                        .counts = report_.import.total});
      !added)
    return added;
  return folder_.write_state(state_);
}

Result<void> Run::end_in_failure(const Error& error) {
  ++state_.failures;
  if (const auto wait = std::min<std::chrono::seconds>(list_.come_back_in(), longest_left_alone); wait.count() > 0)
    state_.not_before = to_timestamp(now() + wait);
  auto noted = note_end("failed: " + to_text(error));
  if (!state_.unfinished) return noted;
  // A list that is there whole and does not hold what it should is asked for anew.
  if (error.code == ErrorCode::source_broken) run().stumbles += run().is_fetched ? most_stumbles : 1;
  if (begins_anew_after(error.code) || run().stumbles >= most_stumbles) state_.unfinished.reset();
  rotate();
  auto written = folder_.write_state(state_);
  return noted ? written : noted;
}

}  // namespace

Result<HarvestReport> harvest(Store& store, const Source& source, const HarvestRequest& request,
                              const HarvestTools& tools) {
  auto folder = HarvestFolder::open(tools.settings.data.directory, source.name);
  if (!folder) return fail(std::move(folder.error()));
  auto state = folder->read_state();
  if (!state) return fail(std::move(state.error()));
  return Run(store, source, request, tools, *folder, *state).make();
}

}  // namespace kohtaamo::corpora::harvest
