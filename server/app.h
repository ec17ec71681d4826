// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// app.h — the whole service behind the network edge: a request in, a reply out.
//
// Given   settings.
// Gives   handle(): route, key, permit, handler; then what holds for all replies: problems as JSON or as a
//         page, ETag and 304, language headers, metrics.
// Fails   to open: index_foreign, index_unavailable, store_unavailable, and locked when another server has
//         the data directory. A server with writes makes store and index where there are none.
// Never   knows about sockets.
// Threads handle() is called from any number of threads.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "config/settings.h"
#include "corpora/date.h"
#include "indexer/index_reader.h"
#include "indexer/pipeline.h"
#include "server/http_message.h"
#include "server/indexing_thread.h"
#include "server/match/match.h"
#include "server/match/need_feedback.h"
#include "server/metrics.h"
#include "server/permits.h"
#include "server/places/actor_network.h"
#include "server/places/region_outlines.h"
#include "server/routes.h"
#include "server/search/search.h"
#include "server/search/suggest.h"
#include "server/writes.h"

namespace kohtaamo::server {

// What is missing when words are only stemmed: for the log and for /ready.
inline constexpr std::string_view finnish_dictionary_missing =
    "Finnish is only stemmed, which finds far less; install voikko-fi and start again";
inline constexpr std::string_view swedish_dictionary_missing =
    "Swedish compounds are not found by their parts; install hunspell-sv and start again";

using Calendar = std::function<corpora::Date()>;  // what day it is

// What answers people beside the API; the pages give theirs in server/pages/pages.h.
struct Face {
  std::span<const Route> routes{};
  // Words an error as a page, for who asks for HTML outside of /api/; none: all errors are JSON.
  HttpReply (*problem)(const App& app, const config::Error& error, const HttpRequest& request) = nullptr;
  // What most people ask for first. It is answered once ahead, so that what it keeps is there when they come.
  std::span<const std::string_view> first_targets{};
};

class App {
 public:
  static config::Result<std::unique_ptr<App>> open(const config::Settings& settings, const Face& face = {},
                                                   Calendar calendar = corpora::today_in_helsinki);
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  HttpReply handle(const HttpRequest& request);

  // Does ahead what the first questions would otherwise wait for: dictionaries, some seconds' work, and what is kept of
  // the index. Logs what is missing for it. May run beside requests.
  void warm_up();
  // The same in the background; until it is done, /ready says no. Then what a single page needs: the network of actors.
  void start_warming_up();
  bool is_warming_up() const { return is_warming_up_; }
  HttpReply problem(const config::Error& error, const HttpRequest& request) const;

  // What handlers work with.
  const config::Settings& settings() const { return settings_; }
  const stemming::Analyzer& analyzer() const { return pipeline_->analyzer; }
  const SearchEngine& search() const { return search_; }
  const SuggestEngine& suggest() const { return suggest_; }
  const Matcher& matcher() const { return matcher_; }
  const indexer::DocumentBuilder& builder() const { return pipeline_->builder; }
  FeedbackBook& feedback() { return *feedback_; }
  ActorNetworks& networks() { return networks_; }
  // As the operator has them; null: none are set.
  const RegionOutlines* region_outlines() const { return outlines_ ? &*outlines_ : nullptr; }
  Metrics& metrics() { return metrics_; }
  corpora::Date today() const { return calendar_(); }
  // That no record has the id, or none has it any more; a server that only reads cannot tell which.
  config::Error no_record(const corpora::RecordId& id) const;
  config::Result<indexer::IndexState> index_state() const { return reader_->state(); }
  Writes* writes() { return writes_.get(); }              // null: a read-only server
  IndexingThread* indexing() { return indexing_.get(); }  // likewise
  const std::vector<Route>& routes() const { return routes_; }

  // "https://kohtaamo.example" in front of a path; as settings say, else nothing: addresses are then relative.
  const std::string& public_url() const { return settings_.server.public_url; }

 private:
  struct Opened;
  explicit App(Opened opened);

  config::Result<HttpReply> answer(const HttpRequest& request, const FoundRoute& found);
  config::Result<HttpReply> serve(const Route& route, const RoutedRequest& request);
  config::Result<HttpReply> work(const Route& route, const RoutedRequest& request);
  config::Result<KeyHolder> admit(const Route& route, const HttpRequest& request);
  void ask_ahead(std::string_view target);
  config::Result<std::string> index_tag(const RoutedRequest& request) const;

  const config::Settings settings_;
  const Face face_;
  const Calendar calendar_;
  const std::string settings_sum_;  // other settings, other answers
  std::unique_ptr<const indexer::Pipeline> pipeline_;
  std::unique_ptr<const indexer::IndexReader> reader_;
  const SearchEngine search_;
  const SuggestEngine suggest_;
  const Matcher matcher_;
  mutable ActorNetworks networks_;  // what it keeps of the index
  const std::optional<RegionOutlines> outlines_;
  const std::unique_ptr<FeedbackBook> feedback_;
  Permits permits_;
  Metrics metrics_;
  std::vector<Route> routes_;
  std::unique_ptr<IndexingThread> indexing_;  // stopped before what it uses goes
  std::unique_ptr<Writes> writes_;
  std::atomic<bool> is_warming_up_ = false;
  std::jthread warming_{};  // ended before all else
};

}  // namespace kohtaamo::server
