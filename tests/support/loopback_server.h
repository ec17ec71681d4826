// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// loopback_server.h — a server of this machine that says what a test wants it to say, however wrong that is.
//
// Given   a function from requests to replies.
// Gives   a port, and the requests that came, in their order.
// Threads the function is called on the server's own thread, one request at a time; each has a connection of its own.

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kohtaamo::tests {

struct LoopbackRequest {
  std::string method{}, target{}, head{}, body{};

  std::string header(std::string_view name) const;     // empty when it is not there
  std::string parameter(std::string_view name) const;  // of the target, as it stands there
};

struct LoopbackReply {
  enum class End : std::uint8_t {
    close,    // at once
    hold,     // nothing more comes, until the other side gives up
    endless,  // the body comes again and again, until the other side gives up
  };
  int status = 200;
  std::string type = "text/plain";
  std::vector<std::string> headers{};  // "Retry-After: 3"
  std::string body{};
  std::size_t announced_bytes = 0;  // another Content-Length than the body has; 0: none is told
  End end = End::close;
};

class LoopbackServer {
 public:
  explicit LoopbackServer(std::function<LoopbackReply(const LoopbackRequest&)> answer);
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  int port() const { return port_; }
  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url(std::string_view path = "/") const { return "http://" + host() + std::string(path); }
  std::vector<LoopbackRequest> requests() const;

 private:
  void serve();
  void serve_one(int client);
  bool send_all(int client, std::string_view bytes) const;
  bool has_been_left(int client) const;  // waits until it is, or the server is stopped

  std::function<LoopbackReply(const LoopbackRequest&)> answer_;
  int listener_ = -1, stop_[2] = {-1, -1}, port_ = 0;
  mutable std::mutex mutex_{};
  std::vector<LoopbackRequest> requests_{};
  std::thread thread_{};
};

}  // namespace kohtaamo::tests
