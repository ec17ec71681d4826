// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <stdexcept>

namespace kohtaamo::tests {
namespace {

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

std::string bytes_of(const LoopbackReply& reply) {
  std::string bytes = "HTTP/1.1 " + std::to_string(reply.status) + " Said\r\nConnection: close\r\n";
  if (!reply.type.empty()) bytes += "Content-Type: " + reply.type + "\r\n";
  if (reply.announced_bytes > 0) bytes += "Content-Length: " + std::to_string(reply.announced_bytes) + "\r\n";
  for (const std::string& line : reply.headers) bytes += line + "\r\n";
  return bytes + "\r\n" + reply.body;
}

}  // namespace

std::string LoopbackRequest::header(std::string_view name) const {
  const std::string small = in_small_letters(head), wanted = "\r\n" + in_small_letters(name) + ": ";
  const std::size_t at = small.find(wanted);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + wanted.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

std::string LoopbackRequest::parameter(std::string_view name) const {
  for (const char before : {'?', '&'}) {
    const std::string wanted = before + std::string(name) + "=";
    const std::size_t at = target.find(wanted);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + wanted.size();
    return target.substr(begin, target.find('&', begin) - begin);
  }
  return {};
}

LoopbackServer::LoopbackServer(std::function<LoopbackReply(const LoopbackRequest&)> answer)
    : answer_(std::move(answer)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 64) != 0 || ::pipe(stop_) != 0 ||
      ::getsockname(listener_, any, &size) != 0)
    throw std::runtime_error("no port of this machine can be listened to");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
  ::close(stop_[1]);
  thread_.join();
  ::close(stop_[0]);
  ::close(listener_);
}

std::vector<LoopbackRequest> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::serve() {
  std::array<pollfd, 2> waits{pollfd{listener_, POLLIN, 0}, pollfd{stop_[0], POLLIN, 0}};
  while (::poll(waits.data(), waits.size(), -1) > 0 && waits[1].revents == 0) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    serve_one(client);
    ::close(client);
  }
}

bool LoopbackServer::send_all(int client, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool LoopbackServer::has_been_left(int client) const {
  std::array<pollfd, 2> waits{pollfd{client, POLLIN, 0}, pollfd{stop_[0], POLLIN, 0}};
  return ::poll(waits.data(), waits.size(), -1) > 0;
}

void LoopbackServer::serve_one(int client) {
  LoopbackRequest request;
  std::string unread;
  std::array<char, 65'536> piece{};
  const auto read_more = [&] {
    const ssize_t came = ::recv(client, piece.data(), piece.size(), 0);
    if (came > 0) unread.append(piece.data(), static_cast<std::size_t>(came));
    return came > 0;
  };
  while (unread.find("\r\n\r\n") == std::string::npos)
    if (!read_more()) return;
  const std::size_t end = unread.find("\r\n\r\n") + 4;
  request.head = unread.substr(0, end);
  unread.erase(0, end);
  const std::size_t space = request.head.find(' ');
  request.method = request.head.substr(0, space);
  request.target = request.head.substr(space + 1, request.head.find(' ', space + 1) - space - 1);
  const std::string length = request.header("content-length");
  std::size_t body_bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), body_bytes);
  while (unread.size() < body_bytes)
    if (!read_more()) return;
  request.body = unread;
  const LoopbackReply reply = answer_(request);
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
  }
  if (!send_all(client, bytes_of(reply))) return;
  if (reply.end == LoopbackReply::End::hold) has_been_left(client);
  if (reply.end == LoopbackReply::End::endless)
    while (send_all(client, reply.body)) continue;
  ::shutdown(client, SHUT_WR);
}

}  // namespace kohtaamo::tests
