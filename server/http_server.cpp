// SPDX-License-Identifier: GPL-3.0-or-later
// cpp-httplib binds, listens and accepts here, and no more: what Debian 12 packages reads heads of any length,
// trusts chunk sizes, multiplies ranges and decodes header values (RELIABILITY.md section 0). So the bytes of a
// connection never reach it: request_head.h reads them and reply_head.h writes them.
#include "server/http_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>
#include <poll.h>
#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "config/json.h"
#include "server/body_stream.h"
#include "server/connection.h"
#include "server/connection_threads.h"
#include "server/reply_head.h"
#include "server/request_head.h"

namespace kohtaamo::server {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;
using config::ServerSettings;
using std::chrono::milliseconds;

namespace {

constexpr std::chrono::seconds longest_drain{20};
constexpr milliseconds accept_retry{100};
constexpr milliseconds stop_retry{5};
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool is_request_id(std::string_view text) {
  const auto is_allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_allowed);
}

// Long enough that two in one log do not meet; nobody has to be unable to guess it.
std::string new_request_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:016x}", random());
}

std::string request_id_of(const HttpRequest& request) {
  const auto sent = request.find_header("x-request-id");
  return sent && is_request_id(*sent) ? std::string(*sent) : new_request_id();
}

void log_access(const HttpRequest& request, int status, std::size_t bytes, Clock::duration took) {
  spdlog::info(R"({{"event":"request","method":"{}","status":{},"took_ms":{:.1f},"request_id":"{}","bytes":{}}})",
               request.method, status, std::chrono::duration<double, std::milli>(took).count(), request.request_id,
               bytes);
}

void log_exception(std::string_view request_id, std::string_view text) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "event");
  config::write_string(writer, "exception");
  config::write_key(writer, "request_id");
  config::write_string(writer, request_id);
  config::write_key(writer, "text");
  config::write_string(writer, text);
  writer.EndObject();
  spdlog::error("{}", config::text_of(json));
}

// The last resort: what nobody below has made a value of is logged here, and goes no further.
template <class Work>
bool survives(std::string_view request_id, const Work& work) {
  try {
    work();
    return true;
  } catch (const std::exception& exception) {
    log_exception(request_id, exception.what());
  } catch (...) {
    log_exception(request_id, "not a std::exception");
  }
  return false;
}

// The task of an accepted socket is done on the spot: it only passes the socket on.
class AtOnce final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override { task(); }
  void shutdown() override {}
};

class Listener final : public httplib::Server {
 public:
  using Take = std::function<void(int socket)>;

  explicit Listener(Take take) : take_(std::move(take)) {
    new_task_queue = [] { return new AtOnce; };  // the library deletes it
    set_tcp_nodelay(true);                       // without it each keep-alive reply may wait 40 ms for an ACK
    // The library's own choice is SO_REUSEPORT, which lets two servers share a port without noticing.
    set_socket_options([](int socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  // The port, or nothing when it cannot be had.
  std::optional<int> bind(const std::string& host, int port, int backlog) {
    if (port == 0)
      port = bind_to_any_port(host);
    else if (!bind_to_port(host, port))
      port = -1;
    // The library listens with a backlog of 5, and bursts of visitors wait seconds for their SYN to be sent again.
    if (port < 0 || ::listen(svr_sock_, backlog) != 0) return std::nullopt;
    return port;
  }

  void close() {
    if (is_running() && svr_sock_ != INVALID_SOCKET) stop();
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    take_(socket);
    return true;
  }

  Take take_;
};

// Readable once stopping, for all who wait on it.
class StopEvent {
 public:
  StopEvent() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  StopEvent(const StopEvent&) = delete;
  StopEvent& operator=(const StopEvent&) = delete;
  ~StopEvent() { ::close(descriptor_); }
  int descriptor() const { return descriptor_; }
  void raise() const { ::eventfd_write(descriptor_, 1); }
  void wait(milliseconds longest) const {
    pollfd waited{.fd = descriptor_, .events = POLLIN, .revents = 0};
    ::poll(&waited, 1, static_cast<int>(longest.count()));
  }

 private:
  int descriptor_;
};

}  // namespace

HttpReply plain_problem(const Error& error, const HttpRequest& request) {
  const auto& row = config::error_row(error.code);
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  const auto write = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    config::write_key(writer, key);
    config::write_string(writer, value);
  };
  writer.StartObject();
  write("type", "about:blank");
  write("title", row.en);
  config::write_key(writer, "status");
  writer.Int(row.http_status);
  write("code", row.name);
  write("detail", error.message);
  write("pointer", error.where);
  write("request_id", request.request_id);
  writer.EndObject();
  return {.status = row.http_status,
          .content_type = "application/problem+json",
          .headers = {{"Cache-Control", "no-store"}},
          .body = std::string(config::text_of(json))};
}

class HttpServer::Running {
 public:
  Running(const ServerSettings& settings, Handler handler, ProblemWriter problem)
      : settings_(settings),
        handler_(std::move(handler)),
        problem_(std::move(problem)),
        listener_([this](int socket) { take(socket); }),
        threads_(static_cast<std::size_t>(settings.connection_threads)) {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { stop(); }

  bool start();
  void stop();
  int port() const { return port_; }

 private:
  class Session;
  class OpenSocket;

  bool bind(int port);
  void accept_until_stopped();
  void take(int socket);
  void turn_away(int socket);
  void serve(int socket);
  HttpReply answer(const HttpRequest& request) const;
  HttpReply refuse(const Error& error, const HttpRequest& request) const;

  const ServerSettings settings_;
  const Handler handler_;
  const ProblemWriter problem_;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  StopEvent stop_event_;
  Listener listener_;
  std::future<void> accepting_;
  std::mutex sockets_mutex_;
  std::set<int> sockets_;
  ConnectionThreads threads_;
};

// Known to stop() while it is open. It is closed under the lock, so that stop() never cuts a number used again.
class HttpServer::Running::OpenSocket {
 public:
  OpenSocket(Running& server, int socket) : server_(server), socket_(socket) {
    const std::lock_guard lock(server_.sockets_mutex_);
    server_.sockets_.insert(socket_);
  }
  OpenSocket(const OpenSocket&) = delete;
  OpenSocket& operator=(const OpenSocket&) = delete;
  ~OpenSocket() {
    const std::lock_guard lock(server_.sockets_mutex_);
    server_.sockets_.erase(socket_);
    ::close(socket_);
  }

 private:
  Running& server_;
  const int socket_;
};

// One connection and the requests that come over it, one after the other.
class HttpServer::Running::Session {
 public:
  Session(const Running& server, int socket)
      : server_(server), settings_(server.settings_), connection_(socket), address_(connection_.remote_address()) {}

  void serve();

 private:
  bool has_next(std::int64_t served) const;
  std::optional<RequestHead> read_head();
  std::optional<Error> read_body(RequestHead& head);
  std::optional<std::size_t> write(const RequestHead& head, const HttpReply& reply, bool closes) const;
  bool serve_one(bool is_last);

  const Running& server_;
  const ServerSettings& settings_;
  const Connection connection_;
  const std::string address_;
  std::string unread_{};  // what came after the last request: the next one, when requests are pipelined
};

void HttpServer::Running::Session::serve() {
  for (std::int64_t served = 0; has_next(served); ++served)
    if (!serve_one(served + 1 == settings_.keep_alive_requests)) return;
}

bool HttpServer::Running::Session::has_next(std::int64_t served) const {
  if (!unread_.empty()) return true;
  const milliseconds patience(served == 0 ? settings_.read_timeout_ms : settings_.keep_alive_timeout_ms);
  return connection_.wait(Clock::now() + patience, server_.stop_event_.descriptor()) == Connection::Read::some;
}

// Nothing when the other side went away.
std::optional<RequestHead> HttpServer::Running::Session::read_head() {
  const auto deadline = Clock::now() + milliseconds(settings_.read_timeout_ms);
  for (std::size_t seen = 0;;) {
    const auto end = find_head_end(unread_, seen, settings_);
    if (!end) return RequestHead{.refusal = end.error()};
    if (*end > 0) {
      auto head = parse_request_head(std::string_view(unread_).substr(0, *end), settings_);
      unread_.erase(0, *end);
      return head;
    }
    seen = unread_.size();
    const auto read = connection_.read_some(unread_, SIZE_MAX, deadline);
    if (read == Connection::Read::closed) return std::nullopt;
    if (read == Connection::Read::too_late) return RequestHead{.refusal = Error{ErrorCode::request_timeout}};
  }
}

std::optional<Error> HttpServer::Running::Session::read_body(RequestHead& head) {
  const auto deadline = transfer_deadline(milliseconds(settings_.read_timeout_ms), head.content_length);
  const milliseconds stall(settings_.write_timeout_ms);
  if (head.expects_continue && head.content_length > unread_.size()) connection_.write(go_on, deadline, stall);
  auto& body = head.request.body;
  body = unread_.substr(0, head.content_length);
  unread_.erase(0, body.size());
  while (body.size() < head.content_length) {
    const auto read = connection_.read_some(body, head.content_length - body.size(), deadline);
    if (read != Connection::Read::some) return Error{ErrorCode::request_timeout};
  }
  return std::nullopt;
}

// The size of the body; nothing when not all of it was taken.
std::optional<std::size_t> HttpServer::Running::Session::write(const RequestHead& head, const HttpReply& reply,
                                                               bool closes) const {
  std::string bytes = reply_head(reply, {.request_id = head.request.request_id,
                                         .is_api = head.request.path.starts_with("/api/"),
                                         .closes = closes,
                                         .in_chunks = head.knows_chunks,
                                         .now = std::chrono::system_clock::now()});
  const milliseconds patience(settings_.write_timeout_ms);
  if (!head.is_head && has_body(reply.status)) bytes += reply.body;
  if (!connection_.write(bytes, transfer_deadline(patience, bytes.size()), patience)) return std::nullopt;
  if (!reply.writes_body || head.is_head) return reply.body.size();
  BodyStream stream(connection_, head.knows_chunks, patience);
  Result<void> written;
  const auto take = [&stream](std::string_view piece) { return stream.take(piece); };
  const bool is_whole = survives(head.request.request_id, [&] {
    written = reply.writes_body(take);
    if (written) written = stream.finish();
  });
  if (is_whole && written) return stream.bytes();
  return std::nullopt;
}

// False when the connection ends with this request.
bool HttpServer::Running::Session::serve_one(bool is_last) {
  auto head = read_head();
  if (!head) return false;
  if (!head->refusal) head->refusal = read_body(*head);
  auto& request = head->request;
  request.remote_address = address_;
  request.request_id = request_id_of(request);
  const auto begin = Clock::now();
  const auto reply = head->refusal ? server_.refuse(*head->refusal, request) : server_.answer(request);
  const bool closes =
      head->refusal || !head->may_continue || is_last || server_.stopping_ || server_.threads_.is_crowded();
  const auto was_written = write(*head, reply, closes);
  log_access(request, reply.status, was_written.value_or(0), Clock::now() - begin);
  const bool was_asked_to_close = !head->refusal && !head->may_continue;
  if (was_written && closes && !was_asked_to_close) connection_.close_gently();
  return was_written && !closes;
}

bool HttpServer::Running::bind(int port) {
  const auto bound = listener_.bind(settings_.host, port, static_cast<int>(settings_.listen_backlog));
  if (bound) port_ = *bound;
  return bound.has_value();
}

bool HttpServer::Running::start() {
  if (!bind(static_cast<int>(settings_.port))) return false;
  accepting_ = std::async(std::launch::async, [this] { accept_until_stopped(); });
  return true;
}

// The threads of the connections are started from this one, and inherit that no signal is delivered to them.
void HttpServer::Running::accept_until_stopped() {
  sigset_t all{};
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
  while (!stopping_) {
    listener_.listen_after_bind();
    // The library gives up on whatever accept() reports but EMFILE; none of it is a reason for us to stop.
    while (!stopping_ && !bind(port_)) {
      spdlog::error("cannot listen on {}:{} again: {}", settings_.host, port_, std::strerror(errno));
      stop_event_.wait(accept_retry);
    }
  }
}

void HttpServer::Running::stop() {
  if (stopping_.exchange(true)) return;
  stop_event_.raise();
  if (!accepting_.valid()) return;
  // Again and again, because a listener that is just about to run does not notice.
  do listener_.close();
  while (accepting_.wait_for(stop_retry) != std::future_status::ready);
  if (!threads_.drain(Clock::now() + longest_drain)) {
    const std::lock_guard lock(sockets_mutex_);
    for (const int socket : sockets_) Connection(socket).cut();
  }
  threads_.join();
}

void HttpServer::Running::take(int socket) {
  bool is_taken = false;
  survives("", [&] { is_taken = threads_.run([this, socket] { serve(socket); }); });
  if (!is_taken) turn_away(socket);
}

// On the accepting thread, so without waiting for anybody.
void HttpServer::Running::turn_away(int socket) {
  const OpenSocket open(*this, socket);
  survives("", [&] {
    const Connection connection(socket);
    HttpRequest request;
    request.remote_address = connection.remote_address();
    request.request_id = new_request_id();
    const auto reply = refuse(Error{ErrorCode::overloaded, "all connections are taken"}, request);
    const auto head =
        reply_head(reply, {.request_id = request.request_id, .closes = true, .now = std::chrono::system_clock::now()});
    std::string unread;
    connection.read_some(unread, SIZE_MAX, Clock::now());  // unread bytes would turn the close into a reset
    connection.write(head + reply.body, Clock::now(), milliseconds(0));
    ::shutdown(socket, SHUT_WR);
  });
}

void HttpServer::Running::serve(int socket) {
  const OpenSocket open(*this, socket);
  survives("", [&] { Session(*this, socket).serve(); });
}

HttpReply HttpServer::Running::answer(const HttpRequest& request) const {
  HttpReply reply;
  if (!survives(request.request_id, [&] { reply = handler_(request); }))
    return refuse(Error{ErrorCode::internal}, request);
  if (has_clean_headers(reply)) return reply;
  log_exception(request.request_id, "a reply header has a control character");
  return refuse(Error{ErrorCode::internal}, request);
}

HttpReply HttpServer::Running::refuse(const Error& error, const HttpRequest& request) const {
  HttpReply reply;
  const bool is_worded = survives(request.request_id, [&] { reply = problem_(error, request); });
  return is_worded && has_clean_headers(reply) ? reply : plain_problem(error, request);
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerSettings& settings, Handler handler,
                                                      ProblemWriter problem) {
  auto running = std::make_unique<Running>(settings, std::move(handler), std::move(problem));
  if (!running->start())
    return fail(ErrorCode::cannot_write, fmt::format("cannot listen there: {}", std::strerror(errno)),
                fmt::format("{}:{}", settings.host, settings.port));
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(running)));
}

HttpServer::HttpServer(std::unique_ptr<Running> running) : running_(std::move(running)) {}
HttpServer::~HttpServer() = default;
int HttpServer::port() const { return running_->port(); }
void HttpServer::stop() { running_->stop(); }

}  // namespace kohtaamo::server
