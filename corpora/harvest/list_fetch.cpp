// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/list_fetch.h"

#include <fmt/format.h>

#include <fstream>

#include "corpora/harvest/expectations.h"
#include "corpora/harvest/source_import.h"
#include "corpora/moment.h"

namespace kohtaamo::corpora::harvest {

using config::ErrorCode;
using config::fail;
using config::Result;

ListFetch::ListFetch(const Source& source, const HarvestTools& tools, HarvestFolder& folder, HarvestState& state,
                     HarvestReport& report)
    : source_(source),
      tools_(tools),
      folder_(folder),
      state_(state),
      report_(report),
      deadline_(tools.pace.now() + std::chrono::minutes(tools.harvest.max_run_minutes)) {}

Result<void> ListFetch::begin() {
  auto importer = Importer::make(importer_options(source_, tools_.settings, run().began_at));
  if (!importer) return fail(std::move(importer.error()));
  importer_ = std::move(*importer);
  content_.emplace(*importer_, source_.required);
  return {};
}

Result<bool> ListFetch::read_kept() {
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
Result<bool> ListFetch::begin_again(const std::string& why) {
  if (has_begun_again_)
    return fail(ErrorCode::source_broken, fmt::format("{}, also after beginning again", why), source_.url);
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

bool ListFetch::note_stop() {
  report_.is_stopped = true;
  return false;
}

void ListFetch::tell(bool is_importing) const {
  if (tools_.progress)
    tools_.progress({.pages = run().pages,
                     .rows = run().rows,
                     .bytes = run().bytes,
                     .total = run().total.value_or(0),
                     .is_importing = is_importing});
}

Result<bool> ListFetch::fetch_all() {
  while (!run().is_fetched) {
    if (tools_.should_stop && tools_.should_stop()) return note_stop();
    if (tools_.pace.now() >= deadline_) {
      report_.remarks.push_back(
          fmt::format("the run was left after {} minutes; it goes on the next time", tools_.harvest.max_run_minutes));
      return note_stop();
    }
    auto goes_on = fetch_page();
    if (!goes_on || !*goes_on) return goes_on;
    tell(false);
  }
  return true;
}

Result<void> ListFetch::check_caps() const {
  const std::int64_t max_pages = source_.max_pages.value_or(tools_.harvest.max_pages);
  if (run().pages >= max_pages)
    return fail(ErrorCode::source_broken,
                fmt::format("the list has more than {} pages; max_pages allows more", max_pages), source_.url);
  if (run().bytes > tools_.harvest.max_run_bytes)
    return fail(ErrorCode::source_broken,
                fmt::format("the run has more than {} bytes; max_run_bytes allows more", tools_.harvest.max_run_bytes),
                source_.url);
  return {};
}

Result<std::string> ListFetch::token() const {
  if (source_.token_file.empty()) return std::string{};
  std::ifstream file(source_.token_file);
  std::string token;
  if (!std::getline(file, token) || token.empty())
    return fail(ErrorCode::file_missing, "the token file is missing or empty", source_.token_file);
  return token;
}

// Nothing when a stop was asked for.
Result<std::optional<HttpAnswer>> ListFetch::ask(HttpAsk ask) {
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

// A server that says 304 for ever, or a profile that has changed meanwhile, is seen after this time.
bool ListFetch::is_believed_unchanged() const {
  constexpr std::chrono::hours longest{30 * 24};
  if (state_.etag.empty() && state_.last_modified.empty()) return false;
  const auto came = parse_moment(state_.content_came_at);
  const auto now = std::chrono::floor<std::chrono::seconds>(tools_.pace.now());
  return came && now >= *came && now - *came < longest;
}

Result<bool> ListFetch::fetch_page() {
  if (auto capped = check_caps(); !capped) return fail(std::move(capped.error()));
  const ListPlace at{.next = run().next, .from = run().from, .rows = run().rows};
  HttpAsk asked = ask_for_page(source_, at);
  const bool is_conditional = source_.protocol == Protocol::file && is_believed_unchanged();
  if (is_conditional && !state_.etag.empty()) asked.headers.push_back("If-None-Match: " + state_.etag);
  if (is_conditional && !state_.last_modified.empty())
    asked.headers.push_back("If-Modified-Since: " + state_.last_modified);
  auto asking = ask(std::move(asked));
  if (!asking) return fail(std::move(asking.error()));
  if (!*asking) return note_stop();
  const HttpAnswer& answer = **asking;
  if (answer.status == 304 && is_conditional) {
    report_.is_unchanged = true;
    run().is_fetched = true;
    return true;
  }
  if (answer.status == 401 || answer.status == 403)
    return fail(ErrorCode::source_refused, fmt::format("the source refuses us with status {}", answer.status),
                answer.url);
  const bool may_be_old = run().pages > 0 && !run().next.empty();
  if (answer.status >= 400 && answer.status < 500 && may_be_old && report_.is_resumed)
    return begin_again(fmt::format("the source answers with status {} where the list was left", answer.status));
  if (answer.status != 200)
    return fail(ErrorCode::source_broken, fmt::format("it answers with status {}", answer.status), answer.url);
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

Result<bool> ListFetch::take_page(const HttpAnswer& answer, const ListPage& page) {
  const std::int64_t number = run().pages + 1;
  const std::string name = fmt::format("{}, page {}", source_.name, number);
  const auto counted = content_->add(name, answer.body);
  if (!counted) return fail(ErrorCode::source_broken, to_text(counted.error()), answer.url);
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
Result<void> ListFetch::check_progress(const PageCount& counted, const ListPage& page) {
  const std::int64_t number = run().pages + 1;
  const auto refuse = [&](std::string message) -> Result<void> {
    run().stumbles = most_stumbles;  // asked again, it would say the same
    return fail(ErrorCode::source_broken, std::move(message), source_.url);
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

}  // namespace kohtaamo::corpora::harvest
