// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/polite_fetch.h"

#include <fmt/format.h>

#include <algorithm>

namespace kohtaamo::corpora::harvest {
namespace {

using config::Error;
using config::ErrorCode;

constexpr std::chrono::milliseconds first_wait{1'000};
constexpr std::int64_t most_doublings = 20;

bool may_pass(int status) { return status == 429 || status == 500 || status == 502 || status == 503 || status == 504; }

tl::unexpected<PoliteFailure> fail_with(PoliteFailure failure) {
  return tl::unexpected<PoliteFailure>(std::move(failure));
}

tl::unexpected<PoliteFailure> stopped(const std::string& url) {
  return fail_with({.error = {ErrorCode::locked, "stopped", url}, .is_stop = true});
}

std::chrono::milliseconds backoff(std::int64_t attempt, double chance, std::chrono::milliseconds most) {
  const auto full = std::min(first_wait * (std::int64_t{1} << std::min(attempt, most_doublings)), most);
  const double share = 1 - chance / 2;
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(full.count()) * share));
}

}  // namespace

bool PoliteFetch::wait_for_turn(const std::string& url, std::chrono::milliseconds pause) {
  const auto parts = url_parts(url);
  auto& last = last_asked_[parts ? parts->host : url];
  const auto now = pace_.now();
  // A clock that was set back must not make the wait longer than one pause.
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now - last);
  if (since >= std::chrono::milliseconds(0) && since < pause && !pace_.wait(pause - since)) return false;
  last = pace_.now();
  return true;
}

tl::expected<HttpAnswer, PoliteFailure> PoliteFetch::fetch(const HttpAsk& ask, const PoliteOptions& options) {
  for (std::int64_t attempt = 0;; ++attempt) {
    if (!wait_for_turn(ask.url, options.pause)) return stopped(ask.url);
    auto answer = fetch_(ask);
    std::optional<std::chrono::seconds> asked_for;
    Error error;
    if (answer) {
      if (!may_pass(answer->status)) return std::move(*answer);
      asked_for = retry_after(answer->header("retry-after"), pace_.now());
      error = {ErrorCode::source_unavailable, fmt::format("it answers with status {}", answer->status), ask.url};
    } else {
      if (answer.error().error.code == ErrorCode::locked) return stopped(ask.url);
      if (!answer.error().may_pass) return fail_with({.error = std::move(answer.error().error)});
      error = std::move(answer.error().error);
    }
    if (asked_for && *asked_for > options.max_wait) {
      error.message += fmt::format(" and asks to be left alone for {} seconds", asked_for->count());
      return fail_with({.error = std::move(error), .come_back_in = *asked_for});
    }
    if (attempt >= options.retries) {
      error.message += fmt::format(", also after {} repeats", attempt);
      return fail_with({.error = std::move(error), .come_back_in = asked_for.value_or(std::chrono::seconds(0))});
    }
    const auto wait =
        asked_for ? std::chrono::milliseconds(*asked_for) : backoff(attempt, pace_.chance(), options.max_wait);
    if (!pace_.wait(wait)) return stopped(ask.url);
  }
}

}  // namespace kohtaamo::corpora::harvest
