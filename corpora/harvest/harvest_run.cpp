// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/harvest_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <unordered_set>

#include "corpora/harvest/expectations.h"
#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/page_content.h"
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
// A page that fails as often is not asked for once more before the whole list is.
constexpr std::int64_t most_stumbles = 2;

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
  return code == ErrorCode::source_shrank || code == ErrorCode::bad_config || code == ErrorCode::forbidden;
}

class Run {
 public:
  Run(Store& store, const Source& source, const HarvestRequest& request, const HarvestTools& tools,
      HarvestFolder& folder, HarvestState& state)
      : store_(store), source_(source), request_(request), tools_(tools), folder_(folder), state_(state) {}

  Result<HarvestReport> make();

 private:
  // Each step says whether to go on.
  Result<bool> begin();
  Result<bool> begin_new();
  Result<bool> resume();
  Result<bool> fetch_pages();
  Result<bool> fetch_page();
  Result<bool> take_page(const HttpAnswer& answer, const ListPage& page);
  Result<bool> begin_again(const std::string& why);
  Result<void> check_caps() const;
  Result<void> check_progress(const PageCount& counted, const ListPage& page);
  Result<void> check_expectations() const;
  Result<void> import();
  Result<void> finish();
  Result<void> end_in_failure(const Error& error);
  Result<void> note_end(const std::string& outcome);
  void rotate() const;
  Result<std::optional<HttpAnswer>> ask(HttpAsk ask);
  Result<std::string> token() const;
  Result<bool> knows_the_store() const;
  Result<bool> is_stopped();
  bool is_time_up() const;
  void tell(bool is_importing) const;

  UnfinishedRun& run() { return *state_.unfinished; }
  const UnfinishedRun& run() const { return *state_.unfinished; }
  sys_seconds now() const { return seconds_of(tools_.pace.now()); }
  std::int64_t max_pages() const { return source_.max_pages.value_or(tools_.harvest.max_pages); }

  Store& store_;
  const Source& source_;
  const HarvestRequest& request_;
  const HarvestTools& tools_;
  HarvestFolder& folder_;
  HarvestState& state_;
  std::optional<Importer> importer_{};
  std::optional<RunContent> content_{};
  std::unordered_set<std::string> tokens_{};
  std::chrono::seconds come_back_in_{0};
  std::chrono::system_clock::time_point deadline_{};
  bool has_begun_again_ = false;
  HarvestReport report_{};
};

Result<HarvestReport> Run::make() {
  deadline_ = tools_.pace.now() + std::chrono::minutes(tools_.harvest.max_run_minutes);
  state_.source = source_.name;
  state_.last_began_at = to_timestamp(now());
  auto went = [&]() -> Result<bool> {
    auto goes_on = begin();
    if (goes_on && *goes_on) goes_on = fetch_pages();
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
  if (definition != state_.definition) state_.last_rows = 0;  // of another list
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
  auto importer = Importer::make(importer_options(source_, tools_.settings, run().began_at));
  if (!importer) return fail(std::move(importer.error()));
  importer_ = std::move(*importer);
  content_.emplace(*importer_, source_.required);
  if (source_.protocol != Protocol::oai_pmh) return folder_.write_state(state_).map([] { return true; });
  auto asked = ask(ask_for_identity(source_));
  if (!asked) return fail(std::move(asked.error()));
  if (!*asked) return is_stopped();
  if ((*asked)->status != 200)
    return fail(source_broken, fmt::format("it answers with status {}", (*asked)->status), (*asked)->url);
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
  auto importer = Importer::make(importer_options(source_, tools_.settings, run().began_at));
  if (!importer) return fail(std::move(importer.error()));
  importer_ = std::move(*importer);
  content_.emplace(*importer_, source_.required);
  report_.is_resumed = run().pages > 0;
  const auto paths = folder_.kept(run().run);
  if (static_cast<std::int64_t>(paths.size()) < run().pages) return begin_again("pages that were kept are gone");
  for (std::int64_t page = 0; page < run().pages; ++page) {
    auto bytes = open_bytes(paths[static_cast<std::size_t>(page)]);
    const auto counted = bytes ? content_->add(*bytes) : Result<PageCount>(fail(bytes.error()));
    if (!counted) return begin_again("pages that were kept cannot be read");
  }
  return true;
}

// From the first page, once in a run: else a source that refuses every token would be asked for ever.
Result<bool> Run::begin_again(const std::string& why) {
  if (has_begun_again_) return fail(source_broken, fmt::format("{}, also after beginning again", why), source_.url);
  has_begun_again_ = true;
  report_.remarks.push_back(why + "; the list was begun again");
  folder_.forget(run().run);
  const UnfinishedRun old = run();
  run() = UnfinishedRun{.run = old.run, .began_at = old.began_at, .from = old.from};
  tokens_.clear();
  content_.emplace(*importer_, source_.required);
  report_.is_resumed = false;
  return folder_.write_state(state_).map([] { return true; });
}

// --- how it goes on ----------------------------------------------------------------------------

Result<bool> Run::is_stopped() {
  report_.is_stopped = true;
  return false;
}

bool Run::is_time_up() const { return tools_.pace.now() >= deadline_; }

void Run::tell(bool is_importing) const {
  if (tools_.progress)
    tools_.progress({.pages = run().pages,
                     .rows = run().rows,
                     .bytes = run().bytes,
                     .total = run().total.value_or(0),
                     .is_importing = is_importing});
}

Result<bool> Run::fetch_pages() {
  while (!run().is_fetched) {
    if (tools_.should_stop && tools_.should_stop()) return is_stopped();
    if (is_time_up()) {
      report_.remarks.push_back(
          fmt::format("the run was left after {} minutes; it goes on the next time", tools_.harvest.max_run_minutes));
      return is_stopped();
    }
    auto goes_on = fetch_page();
    if (!goes_on || !*goes_on) return goes_on;
    tell(false);
  }
  return true;
}

Result<void> Run::check_caps() const {
  if (run().pages >= max_pages())
    return fail(source_broken, fmt::format("the list has more than {} pages; max_pages allows more", max_pages()),
                source_.url);
  if (run().bytes > tools_.harvest.max_run_bytes)
    return fail(source_broken,
                fmt::format("the run has more than {} bytes; max_run_bytes allows more", tools_.harvest.max_run_bytes),
                source_.url);
  return {};
}

Result<std::string> Run::token() const {
  if (source_.token_file.empty()) return std::string{};
  std::ifstream file(source_.token_file);
  std::string token;
  if (!std::getline(file, token) || token.empty())
    return fail(ErrorCode::file_missing, "the token file is missing or empty", source_.token_file);
  return token;
}

// Nothing when a stop was asked for.
Result<std::optional<HttpAnswer>> Run::ask(HttpAsk ask) {
  const HarvestSettings& settings = tools_.harvest;
  auto secret = token();
  if (!secret) return fail(std::move(secret.error()));
  ask.token = std::move(*secret);
  ask.max_bytes = source_.max_reply_bytes.value_or(settings.max_reply_bytes);
  ask.timeout = std::chrono::milliseconds(source_.request_timeout_ms.value_or(settings.request_timeout_ms));
  auto answer =
      tools_.fetch.fetch(ask, {.pause = std::chrono::milliseconds(source_.pause_ms.value_or(settings.pause_ms)),
                               .retries = settings.retries,
                               .max_wait = std::chrono::seconds(settings.max_retry_wait_s)});
  if (answer) return std::optional<HttpAnswer>(std::move(*answer));
  if (answer.error().is_stop) return std::optional<HttpAnswer>{};
  come_back_in_ = answer.error().come_back_in;
  return fail(std::move(answer.error().error));
}

Result<bool> Run::fetch_page() {
  if (auto capped = check_caps(); !capped) return fail(std::move(capped.error()));
  const ListPlace at{.next = run().next, .from = run().from, .rows = run().rows};
  HttpAsk asked = ask_for_page(source_, at);
  if (source_.protocol == Protocol::file && !state_.etag.empty())
    asked.headers.push_back("If-None-Match: " + state_.etag);
  if (source_.protocol == Protocol::file && !state_.last_modified.empty())
    asked.headers.push_back("If-Modified-Since: " + state_.last_modified);
  auto asking = ask(std::move(asked));
  if (!asking) return fail(std::move(asking.error()));
  if (!*asking) return is_stopped();
  const HttpAnswer& answer = **asking;
  if (answer.status == 304 && source_.protocol == Protocol::file) {
    report_.is_unchanged = true;
    run().is_fetched = true;
    return true;
  }
  if (answer.status == 401 || answer.status == 403)
    return fail(ErrorCode::forbidden, fmt::format("the source refuses us with status {}", answer.status), answer.url);
  const bool may_be_old = run().pages > 0 && !run().next.empty();
  if (answer.status >= 400 && answer.status < 500 && may_be_old && report_.is_resumed)
    return begin_again(fmt::format("the source answers with status {} where the list was left", answer.status));
  if (answer.status != 200)
    return fail(source_broken, fmt::format("it answers with status {}", answer.status), answer.url);
  if (auto fits = check_kind(source_, answer); !fits) return fail(std::move(fits.error()));
  const auto page = read_list_page(source_, at, answer);
  if (!page) return fail(page.error());
  switch (page->verdict) {
    case ListPage::Verdict::bad_token:
      return begin_again("the source does not know its token any more");
    case ListPage::Verdict::no_changes:
      run().is_fetched = true;
      report_.is_unchanged = run().pages == 0;
      if (run().response_date.empty()) run().response_date = page->response_date;
      return folder_.write_state(state_).map([] { return true; });
    case ListPage::Verdict::page:
      return take_page(answer, *page);
  }
  return true;
}

Result<bool> Run::take_page(const HttpAnswer& answer, const ListPage& page) {
  const std::int64_t number = run().pages + 1;
  const std::string name = fmt::format("{}, page {}", source_.name, number);
  const auto counted = content_->add(name, answer.body);
  if (!counted) return fail(source_broken, to_text(counted.error()), answer.url);
  if (page.rows == 0 && page.next.empty() && number > 1) {  // so lists end whose last cursor leads to nothing
    run().is_fetched = true;
    return folder_.write_state(state_).map([] { return true; });
  }
  if (auto fits = check_progress(*counted, page); !fits) return fail(std::move(fits.error()));
  if (auto kept = folder_.keep(run().run, number, content_kind(source_), answer.body); !kept)
    return fail(std::move(kept.error()));
  UnfinishedRun& at = run();
  at.pages = number;
  at.rows += page.rows.value_or(counted->rows);
  at.bytes += static_cast<std::int64_t>(answer.body.size());
  at.total = page.total ? page.total : page.about ? page.about : at.total;
  at.next = page.next;
  at.is_fetched = page.next.empty();
  at.stumbles = 0;
  if (at.response_date.empty()) at.response_date = page.response_date;
  if (source_.protocol == Protocol::file) {
    at.etag = answer.header("etag");
    at.last_modified = answer.header("last-modified");
  }
  return folder_.write_state(state_).map([] { return true; });
}

// A page has rows, and rows that were not there before; and it does not lead back.
Result<void> Run::check_progress(const PageCount& counted, const ListPage& page) {
  const std::int64_t number = run().pages + 1;
  const auto refuse = [&](std::string message) -> Result<void> {
    run().stumbles = most_stumbles;  // asked again, it would say the same
    return fail(source_broken, std::move(message), source_.url);
  };
  if (counted.rows == 0)
    return refuse(page.next.empty() ? fmt::format("page {} has no rows", number)
                                    : fmt::format("page {} has no rows, and a token for more of them", number));
  if (page.next.empty()) return {};
  if (!tokens_.insert(page.next).second || page.next == run().next)
    return refuse(
        fmt::format("page {} leads on by '{}', as an earlier page did: the list turns in a circle", number, page.next));
  if (counted.new_rows > 0) return {};
  if (const auto& first = content_->first_rejected(); first && content_->records() + content_->tombstones() == 0)
    return refuse(fmt::format("page {} has no row that could be read: {}", number, to_text(*first)));
  return refuse(fmt::format("page {} has only rows that came before: the list turns in a circle", number));
}

// --- how it ends -------------------------------------------------------------------------------

Result<void> Run::check_expectations() const {
  if (report_.is_unchanged) return {};
  return harvest::check_expectations(source_, *content_,
                                     {.rows = run().rows,
                                      .total = source_.protocol == Protocol::json ? run().total : std::nullopt,
                                      .before = state_.last_rows,
                                      .may_lose = source_.max_shrink.value_or(tools_.settings.import.shrink_limit),
                                      .takes_all = run().from.empty() && !request_.may_shrink});
}

Result<void> Run::import() {
  report_.is_selective = !run().from.empty();
  if (report_.is_unchanged) return {};
  tell(true);
  ImportRequest request{.importer = importer_options(source_, tools_.settings, run().began_at),
                        .is_complete = source_.is_complete() && !report_.is_selective,
                        .may_shrink = request_.may_shrink || report_.is_selective,
                        .who = "harvest " + source_.name,
                        .name = fmt::format("harvest {} {}", source_.name, run().run),
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
  return {};
}

Result<void> Run::finish() {
  report_.pages = run().pages;
  report_.bytes = run().bytes;
  report_.rows = run().rows;
  if (!report_.is_unchanged) {
    state_.etag = run().etag;
    state_.last_modified = run().last_modified;
    if (!report_.is_selective) {
      state_.record_sources.clear();
      state_.last_rows = content_->records();
    }
    for (const auto& [name, counts] : report_.import.by_source)
      if (std::ranges::find(state_.record_sources, name) == state_.record_sources.end())
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

void Run::rotate() const {
  const auto runs = folder_.runs();
  const auto keep = static_cast<std::size_t>(tools_.harvest.keep_runs);
  for (std::size_t i = 0; i + keep < runs.size(); ++i) folder_.forget(runs[i]);
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
  if (come_back_in_.count() > 0) state_.not_before = to_timestamp(now() + come_back_in_);
  auto noted = note_end("failed: " + to_text(error));
  if (!state_.unfinished) return noted;
  // A list that is there whole and does not hold what it should is asked for anew.
  if (error.code == source_broken) run().stumbles += run().is_fetched ? most_stumbles : 1;
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
