// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// http_client.h — one connection to a server of this machine, kept alive; as little else as possible.
//
// Given   a port, and the targets of GETs, or of POSTs with their JSON.
// Gives   the length of each body.
// Fails   internal when the server does not answer with 200 and a Content-Length.
// Threads one a thread.

#include <string>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::bench {

class HttpClient {
 public:
  explicit HttpClient(int port);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  config::Result<std::size_t> get(std::string_view target);
  config::Result<std::size_t> post(std::string_view target, std::string_view json);

 private:
  config::Result<std::size_t> ask(std::string_view target);  // with request_
  bool receive();                                            // more into received_

  int socket_ = -1;
  std::string request_{}, received_{};
};

}  // namespace kohtaamo::bench
