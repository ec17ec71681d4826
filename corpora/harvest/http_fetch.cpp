// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/http_fetch.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace kohtaamo::corpora::harvest {
namespace {

using config::ErrorCode;

constexpr int most_redirects = 3;
constexpr std::size_t most_header_bytes = 64 * 1024;
constexpr long connect_timeout_ms = 15'000;
constexpr std::chrono::milliseconds stalled_after{20'000};  // fewer than slowest_bytes a second for as long
constexpr long slowest_bytes = 50;

// libcurl wants to be started once, before any thread uses it.
void start_library() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
}

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeForm {
  void operator()(curl_mime* form) const { curl_mime_free(form); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owned(text);
  return text;
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

tl::unexpected<FetchFailure> refuse(ErrorCode code, std::string message, const std::string& url) {
  return tl::unexpected<FetchFailure>(FetchFailure{.error = {code, std::move(message), url}});
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Failures of the network that the next attempt may not meet.
bool may_pass(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<UrlParts> url_parts(const std::string& url) {
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return std::nullopt;
  UrlParts parts{.scheme = part_of(parsed.get(), CURLUPART_SCHEME), .host = part_of(parsed.get(), CURLUPART_HOST)};
  if ((parts.scheme != "http" && parts.scheme != "https") || parts.host.empty()) return std::nullopt;
  if (!part_of(parsed.get(), CURLUPART_USER).empty()) return std::nullopt;
  const std::string port = part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), parts.port);
  return parts;
}

std::string url_escaped(std::string_view text) {
  if (text.empty()) return {};
  const std::unique_ptr<char, FreeText> escaped(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  return escaped ? std::string(escaped.get()) : std::string{};
}

std::optional<std::chrono::seconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now) {
  constexpr std::int64_t far_away = 10LL * 365 * 24 * 3600;
  const std::string text(trimmed(header));
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (!text.empty() && end == text.data() + text.size()) {
    if (error == std::errc::result_out_of_range) return std::chrono::seconds(far_away);
    if (error == std::errc() && seconds >= 0) return std::chrono::seconds(std::min(seconds, far_away));
  }
  const std::time_t at = curl_getdate(text.c_str(), nullptr);
  if (text.empty() || at < 0) return std::nullopt;
  const auto wait = std::chrono::system_clock::from_time_t(at) - now;
  return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(wait));
}

class HttpFetch::Transfer {
 public:
  explicit Transfer(FetchOptions options) : options_(std::move(options)) {
    start_library();
    handle_.reset(curl_easy_init());
  }

  tl::expected<HttpAnswer, FetchFailure> fetch(const HttpAsk& ask) {
    const auto first = url_parts(ask.url);
    if (!first) return refuse(ErrorCode::source_broken, "this is no address with http or https", ask.url);
    std::string url = ask.url;
    UrlParts at = *first;
    for (int redirects = 0;; ++redirects) {
      const bool is_home = at.host == first->host && at.port == first->port && at.scheme == first->scheme;
      // A public source sends nobody to a host of the house, even one that others may be harvested from.
      const bool is_allowed = options_.private_hosts.has(at.host, at.port) &&
                              (is_home || options_.private_hosts.has(first->host, first->port));
      auto answer = hop(ask, url, is_home, is_allowed);
      if (!answer || !is_redirect(answer->status)) return answer;
      char* next = nullptr;
      curl_easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &next);
      if (next == nullptr) return refuse(ErrorCode::source_broken, "it redirects to no address", url);
      const std::string target = next;
      if (redirects == most_redirects)
        return refuse(ErrorCode::source_broken, fmt::format("it redirects more than {} times", most_redirects), url);
      if (!ask.parts.empty() || !ask.json.empty())
        return refuse(ErrorCode::source_broken,
                      fmt::format("what is posted is not sent on to {}; mend the address", target), url);
      const auto parts = url_parts(target);
      if (!parts)
        return refuse(ErrorCode::source_refused,
                      fmt::format("it redirects to {}, which is no address with http or https", target), url);
      if (at.scheme == "https" && parts->scheme == "http")
        return refuse(ErrorCode::source_refused, fmt::format("it redirects from https to {}", target), url);
      url = target;
      at = *parts;
    }
  }

 private:
  // What the callbacks of one request see.
  struct Hop {
    Transfer* transfer = nullptr;
    HttpAnswer answer{};
    std::int64_t max_bytes = 0;
    std::size_t header_bytes = 0;
    bool is_allowed_host = false;
    bool is_too_long = false, has_too_long_headers = false;
    std::string refused_address{};
  };

  static std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* to) {
    Hop& hop = *static_cast<Hop*>(to);
    if (static_cast<std::int64_t>(hop.answer.body.size() + count) > hop.max_bytes) {
      hop.is_too_long = true;
      return count == 0 ? 1 : 0;  // another number than came ends the transfer
    }
    hop.answer.body.append(bytes, count);
    return count;
  }

  static std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* to) {
    Hop& hop = *static_cast<Hop*>(to);
    hop.header_bytes += count;
    if (hop.header_bytes > most_header_bytes) {
      hop.has_too_long_headers = true;
      return 0;
    }
    const std::string_view line = trimmed({bytes, count});
    if (line.starts_with("HTTP/")) {
      hop.answer.headers.clear();  // what came before was "100 Continue" or the like
      return count;
    }
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
      hop.answer.headers.emplace_back(in_small_letters(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    return count;
  }

  // Here it is decided who is connected to: after the name service has spoken, and before a packet leaves.
  static curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
    Hop& hop = *static_cast<Hop*>(to);
    if (!hop.is_allowed_host && !is_public(&address->addr)) {
      hop.refused_address = to_text(&address->addr);
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  static int look_for_stop(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const FetchOptions& options = static_cast<Hop*>(to)->transfer->options_;
    return options.should_stop && options.should_stop() ? 1 : 0;
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }

  void set_limits() {
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);  // each hop is a request of its own, with its own host
    set(CURLOPT_PROXY, "");           // else the address that is checked would be the proxy's
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
    set(CURLOPT_LOW_SPEED_LIMIT, slowest_bytes);
    set(CURLOPT_LOW_SPEED_TIME,
        static_cast<long>(std::chrono::duration_cast<std::chrono::seconds>(stalled_after).count()));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
  }

  void set_callbacks(Hop& hop) {
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&hop));
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&hop));
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&hop));
    set(CURLOPT_XFERINFOFUNCTION, &look_for_stop);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&hop));
    set(CURLOPT_NOPROGRESS, 0L);
  }

  tl::expected<HttpAnswer, FetchFailure> hop(const HttpAsk& ask, const std::string& url, bool is_home,
                                             bool is_allowed) {
    Hop hop{.transfer = this, .max_bytes = ask.max_bytes, .is_allowed_host = is_allowed};
    curl_easy_reset(handle_.get());  // its connections stay
    set_limits();
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(ask.timeout.count()));
    set_callbacks(hop);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "gzip");  // unpacked before it is counted
    std::unique_ptr<curl_slist, FreeList> headers;
    const auto add_header = [&headers](const std::string& line) {
      headers.reset(curl_slist_append(headers.release(), line.c_str()));
    };
    for (const std::string& line : ask.headers) add_header(line);
    if (is_home && !ask.token.empty()) add_header("Authorization: Bearer " + ask.token);
    if (!ask.json.empty()) {
      add_header("Content-Type: application/json");
      add_header("Expect:");            // a long text too is sent at once
      set(CURLOPT_LOW_SPEED_TIME, 0L);  // the other side may think before it says anything
      set(CURLOPT_POSTFIELDS, ask.json.data());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.json.size()));
    }
    set(CURLOPT_HTTPHEADER, headers.get());
    const std::unique_ptr<curl_mime, FreeForm> form(ask.parts.empty() ? nullptr : curl_mime_init(handle_.get()));
    for (const FormPart& part : ask.parts) add_part(form.get(), part);
    if (form) set(CURLOPT_MIMEPOST, form.get());
    const CURLcode done = curl_easy_perform(handle_.get());
    if (done != CURLE_OK) return tl::unexpected<FetchFailure>(failure(done, hop, url));
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    hop.answer.status = static_cast<int>(status);
    hop.answer.url = url;
    return std::move(hop.answer);
  }

  static void add_part(curl_mime* form, const FormPart& part) {
    curl_mimepart* added = curl_mime_addpart(form);
    curl_mime_name(added, part.name.c_str());
    curl_mime_data(added, part.content.data(), part.content.size());
    if (!part.type.empty()) curl_mime_type(added, part.type.c_str());
    // Servers take a part with a type for a file, and want it to have a name.
    if (!part.type.empty()) curl_mime_filename(added, "blob");
  }

  static FetchFailure failure(CURLcode code, const Hop& hop, const std::string& url) {
    if (!hop.refused_address.empty())
      return {.error = {ErrorCode::source_refused,
                        fmt::format("its address is {}, which is not public; private_hosts can allow the host",
                                    hop.refused_address),
                        url}};
    if (hop.is_too_long)
      return {.error = {ErrorCode::source_broken,
                        fmt::format("the reply is longer than {} bytes, unpacked; max_reply_bytes allows more",
                                    hop.max_bytes),
                        url}};
    if (hop.has_too_long_headers)
      return {.error = {ErrorCode::source_broken,
                        fmt::format("the headers of the reply are longer than {} bytes", most_header_bytes), url}};
    if (code == CURLE_ABORTED_BY_CALLBACK) return {.error = {ErrorCode::locked, "stopped", url}};
    return {.error = {may_pass(code) ? ErrorCode::source_unavailable : ErrorCode::source_broken,
                      curl_easy_strerror(code), url},
            .may_pass = may_pass(code)};
  }

  FetchOptions options_;
  std::unique_ptr<CURL, FreeHandle> handle_{};
};

HttpFetch::HttpFetch(FetchOptions options) : transfer_(std::make_unique<Transfer>(std::move(options))) {}
HttpFetch::HttpFetch(HttpFetch&&) noexcept = default;
HttpFetch::~HttpFetch() = default;

tl::expected<HttpAnswer, FetchFailure> HttpFetch::fetch(const HttpAsk& ask) { return transfer_->fetch(ask); }

}  // namespace kohtaamo::corpora::harvest
