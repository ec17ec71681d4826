// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/indexing_thread.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "config/json.h"
#include "indexer/follower.h"
#include "indexer/generations.h"

namespace kohtaamo::server {

using config::fail;
using config::Result;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longest_sleep{500};
constexpr milliseconds first_rest{1'000}, longest_rest{60'000};

std::string line_of(std::string_view event, const config::Error& error) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "event");
  config::write_string(writer, event);
  config::write_key(writer, "code");
  config::write_string(writer, config::error_row(error.code).name);
  config::write_key(writer, "text");
  config::write_string(writer, config::to_text(error));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace

IndexingThread::IndexingThread(std::string data_directory, indexer::Fingerprint fingerprint,
                               const indexer::DocumentBuilder& builder, const config::IndexSettings& settings)
    : data_directory_(std::move(data_directory)),
      fingerprint_(std::move(fingerprint)),
      builder_(builder),
      settings_(settings) {}

Result<std::unique_ptr<IndexingThread>> IndexingThread::start(const std::string& data_directory,
                                                              const indexer::Fingerprint& fingerprint,
                                                              const indexer::DocumentBuilder& builder,
                                                              const config::IndexSettings& settings) {
  std::unique_ptr<IndexingThread> indexing(new IndexingThread(data_directory, fingerprint, builder, settings));
  if (auto ok = indexing->open_writer(); !ok) return fail(ok.error());
  indexing->thread_ = std::thread([raw = indexing.get()] { raw->run(); });
  return indexing;
}

IndexingThread::~IndexingThread() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void IndexingThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_all();
}

bool IndexingThread::wait_for(corpora::Seq seq, milliseconds longest) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, longest, [&] { return state_.index_seq >= seq || is_stopping_; }) &&
         state_.index_seq >= seq;
}

IndexingState IndexingThread::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Result<void> IndexingThread::open_writer() {
  if (!store_) {
    auto store = corpora::Store::open(data_directory_);
    if (!store) return fail(store.error());
    store_.emplace(std::move(*store));
  }
  auto writer = indexer::IndexWriter::open(data_directory_, fingerprint_);
  if (!writer) return fail(writer.error());
  writer_.emplace(std::move(*writer));
  return {};
}

// A rebuild has published another generation: ours is no longer read by anybody.
Result<void> IndexingThread::follow_once() {
  if (writer_) {
    const auto served = indexer::current_generation(data_directory_);
    if (!served) return fail(served.error());
    if (*served != writer_->generation()) writer_.reset();
  }
  if (!writer_)
    if (auto ok = open_writer(); !ok) return ok;
  const auto done = indexer::follow(*store_, *writer_, builder_, settings_, [this](const indexer::FollowProgress& at) {
    next_ = Clock::now() + milliseconds(settings_.commit_interval_ms);
    note({.store_seq = at.target, .index_seq = at.done});
  });
  if (!done) return fail(done.error());
  return {};
}

void IndexingThread::note(IndexingState state) {
  {
    const std::lock_guard lock(mutex_);
    state_ = std::move(state);
  }
  changed_.notify_all();
}

void IndexingThread::report(const Result<void>& outcome) {
  if (outcome) {
    rest_ = milliseconds(0);
    return note({.store_seq = writer_->committed_seq(), .index_seq = writer_->committed_seq()});
  }
  spdlog::error("{}", line_of("indexing_failed", outcome.error()));
  writer_.reset();
  rest_ = std::clamp(2 * rest_, first_rest, longest_rest);
  next_ = Clock::now() + rest_;
  IndexingState now = state();
  now.trouble = outcome.error();
  note(std::move(now));
}

void IndexingThread::rest_until_woken() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, longest_sleep, [&] { return is_stopping_ || is_woken_; });
  changed_.wait_until(lock, next_, [&] { return is_stopping_; });
  is_woken_ = false;
}

void IndexingThread::run() {
  for (;;) {
    report(follow_once());
    rest_until_woken();
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return;
  }
}

}  // namespace kohtaamo::server
