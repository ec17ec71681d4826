// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// polite_fetch.h — requests as a good guest makes them: not too often, and again only when that can help.
//
// Given   requests, the clock, and what chance says.
// Gives   the reply. Two requests to one host are `pause` apart. A reply of 429, 500, 502, 503 or 504, or a failure of
//         the network that may pass, is followed by another attempt, `retries` times at most, after what Retry-After
//         says or else 1, 2, 4 … seconds, shortened by up to half by chance.
// Fails   source_unavailable when that did not help, or when Retry-After is longer than `max_wait`: `come_back_in`
// tells
//         it then. As HttpFetch does for what cannot pass. Replies with another status are no failure here.
// Never   asks the clock by itself or sleeps: Pace does.
// Threads one at a time.

#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "corpora/harvest/http_fetch.h"

namespace kohtaamo::corpora::harvest {

struct Pace {
  std::function<std::chrono::system_clock::time_point()> now{};
  std::function<bool(std::chrono::milliseconds)> wait{};  // false: a stop was asked for meanwhile
  std::function<double()> chance{};                       // 0 <= chance < 1
};

struct PoliteOptions {
  std::chrono::milliseconds pause{1'000};
  std::int64_t retries = 5;
  std::chrono::seconds max_wait{300};
};

struct PoliteFailure {
  config::Error error{};
  std::chrono::seconds come_back_in{0};  // 0: the source did not say
  bool is_stop = false;                  // nothing is wrong: a stop was asked for
};

using Fetch = std::function<tl::expected<HttpAnswer, FetchFailure>(const HttpAsk&)>;

class PoliteFetch {
 public:
  PoliteFetch(Fetch fetch, Pace pace) : fetch_(std::move(fetch)), pace_(std::move(pace)) {}

  tl::expected<HttpAnswer, PoliteFailure> fetch(const HttpAsk& ask, const PoliteOptions& options);

 private:
  bool wait_for_turn(const std::string& url, std::chrono::milliseconds pause);

  Fetch fetch_;
  Pace pace_;
  std::map<std::string, std::chrono::system_clock::time_point> last_asked_{};  // by host
};

}  // namespace kohtaamo::corpora::harvest
