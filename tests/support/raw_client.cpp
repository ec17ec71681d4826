// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/raw_client.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kohtaamo::tests {
namespace {

bool is_same_name(const std::string& a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), b.size()) == 0;
}

bool wait_for(int socket, short events, std::chrono::milliseconds wait) {
  pollfd waited{.fd = socket, .events = events, .revents = 0};
  return ::poll(&waited, 1, static_cast<int>(wait.count())) > 0;
}

std::size_t to_number(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// "HTTP/1.1 200 OK\r\nName: value\r\n…\r\n"
RawReply parse_head(std::string_view head) {
  RawReply reply;
  if (!head.starts_with("HTTP/1.1 ")) return reply;
  reply.status = static_cast<int>(to_number(head.substr(9, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty() && !head.starts_with("\r\n")) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(": ");
    reply.headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
    head.remove_prefix(line.size() + 2);
  }
  return reply;
}

}  // namespace

std::optional<std::string> RawReply::header(std::string_view name) const {
  for (const auto& [given, value] : headers)
    if (is_same_name(given, name)) return value;
  return std::nullopt;
}

std::size_t RawReply::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(),
                                                [&](const auto& header) { return is_same_name(header.first, name); }));
}

RawClient::RawClient(int port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  ::close(socket_);
  socket_ = -1;
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!wait_for(socket_, POLLOUT, patience)) return false;
    const ssize_t put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool RawClient::has_something(std::chrono::milliseconds wait) const {
  return !unread_.empty() || wait_for(socket_, POLLIN, wait);
}

bool RawClient::read_more() {
  if (!wait_for(socket_, POLLIN, patience)) return false;
  std::array<char, 65'536> piece;
  const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
  if (got <= 0) return false;
  unread_.append(piece.data(), static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::read_bytes(std::size_t size) {
  while (unread_.size() < size && read_more()) continue;
  const auto bytes = unread_.substr(0, size);
  unread_.erase(0, bytes.size());
  return bytes;
}

RawReply RawClient::read_reply(bool has_body) {
  std::size_t end = std::string::npos;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
    if (!read_more()) return {};
  auto reply = parse_head(read_bytes(end + 4));
  if (has_body) reply.body = read_bytes(to_number(reply.header("Content-Length").value_or("0")));
  return reply;
}

bool RawClient::is_at_end() {
  if (!unread_.empty() || !wait_for(socket_, POLLIN, patience)) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

RawReply ask(int port, std::string_view request) {
  RawClient client(port);
  client.send(request);
  return client.read_reply(!request.starts_with("HEAD"));
}

}  // namespace kohtaamo::tests
