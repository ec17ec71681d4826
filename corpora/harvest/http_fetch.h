// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// http_fetch.h — one request to a server of others, one reply. The only file that knows libcurl.
//
// Given   an address with http or https, perhaps headers and the parts of a form or a text of JSON.
// Gives   status, headers and the unpacked body, whatever the status is. At most three redirects are followed.
// Fails   source_refused for an address that is not public (address.h) and whose host is not on the list: decided when
//         the socket is opened, so that neither a redirect nor a name that changes leads past it. source_broken for
//         another protocol, a body over the limit, more redirects. source_unavailable for what the network does; that
//         may pass. A stop that was asked for is `locked`, and nothing else is.
// Never   keeps cookies, reads .netrc or the proxy of the environment, or sends a token to another host.
// Threads one HttpFetch a thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "config/error.h"
#include "corpora/harvest/address.h"

namespace kohtaamo::corpora::harvest {

struct FormPart {
  std::string name{}, type{}, content{};
};

struct HttpAsk {
  std::string url{};
  std::vector<std::string> headers{};         // "If-None-Match: \"…\""
  std::string token{};                        // goes as a Bearer to the host of the address alone
  std::vector<FormPart> parts{};              // not empty: a POST of multipart/form-data
  std::string json{};                         // not empty: a POST of application/json
  std::int64_t max_bytes = 0;                 // of the body, unpacked
  std::chrono::milliseconds timeout{60'000};  // for all of it
};

struct HttpAnswer {
  int status = 0;
  std::string url{};                                           // after redirects
  std::vector<std::pair<std::string, std::string>> headers{};  // names in small letters
  std::string body{};

  std::string_view header(std::string_view name) const;  // empty: it is not there
};

struct FetchFailure {
  config::Error error{};
  bool may_pass = false;  // the same request may succeed later
};

struct FetchOptions {
  std::string user_agent{};
  PrivateHosts private_hosts{};
  std::function<bool()> should_stop{};  // asked some times a second
};

class HttpFetch {
 public:
  explicit HttpFetch(FetchOptions options);
  HttpFetch(HttpFetch&&) noexcept;
  HttpFetch& operator=(HttpFetch&&) = delete;
  ~HttpFetch();

  tl::expected<HttpAnswer, FetchFailure> fetch(const HttpAsk& ask);

 private:
  class Transfer;
  std::unique_ptr<Transfer> transfer_;
};

struct UrlParts {
  std::string scheme{}, host{};
  int port = 0;
};
// Of an address with http or https and without a user; else nothing.
std::optional<UrlParts> url_parts(const std::string& url);

// The text as it stands in the query of an address.
std::string url_escaped(std::string_view text);

// When an HTTP date or a number of seconds ("120", "Fri, 27 Nov 2026 18:00:00 GMT") is, from now on; nothing when it
// is neither.
std::optional<std::chrono::seconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now);

}  // namespace kohtaamo::corpora::harvest
