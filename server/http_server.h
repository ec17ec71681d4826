// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// http_server.h — the network edge: sockets on one side, HttpRequest and HttpReply on the other.
//
// Given   settings, and a handler that answers vetted requests.
// Gives   a running server. Every reply has X-Request-Id, Date and the security headers; HEAD is answered
//         as GET without the body; each reply is one line of the access log, without query text or address.
// Fails   cannot_write at "host:port" when it cannot be bound; refuses requests as RELIABILITY.md section 7
//         asks (H05-H24), with a problem body and the connection closed.
// Never   lets what a thrown exception says reach a client, believes a header about the sender's address,
//         decompresses, or matches a regular expression.
// Threads the handler is called from many threads at once; stop() from any thread but a handler's.

#include <functional>
#include <memory>

#include "config/error.h"
#include "config/settings.h"
#include "server/http_message.h"

namespace kohtaamo::server {

using Handler = std::function<HttpReply(const HttpRequest&)>;

// Words an error for the one who asked. The request may be incomplete: only what could be read is filled in.
// A connection that finds no thread is overloaded without a target, worded on the accepting thread: do not wait there.
using ProblemWriter = std::function<HttpReply(const config::Error&, const HttpRequest&)>;

// application/problem+json in English, with code and, when the error has a place, pointer.
HttpReply plain_problem(const config::Error& error, const HttpRequest& request);

class HttpServer {
 public:
  static config::Result<std::unique_ptr<HttpServer>> start(const config::ServerSettings& settings, Handler handler,
                                                           ProblemWriter problem = plain_problem);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  // stops

  int port() const;

  // Refuses new connections, lets requests under way finish for at most 20 seconds, then cuts them.
  // Returns when no thread of the server is left; a second call does nothing.
  void stop();

 private:
  class Running;
  explicit HttpServer(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace kohtaamo::server
