// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

namespace kohtaamo::bench {

using config::ErrorCode;
using config::fail;

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n", length_name = "\r\nContent-Length: ";
constexpr std::size_t piece_bytes = 1 << 16;

}  // namespace

HttpClient::HttpClient(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // A connection that fails shows at the first get().
  static_cast<void>(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
}

HttpClient::~HttpClient() { close(socket_); }

config::Result<std::size_t> HttpClient::get(std::string_view target) {
  request_.assign("GET ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
  return ask(target);
}

config::Result<std::size_t> HttpClient::post(std::string_view target, std::string_view json) {
  request_.assign("POST ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
  request_.append("Content-Length: ").append(std::to_string(json.size())).append("\r\n\r\n").append(json);
  return ask(target);
}

config::Result<std::size_t> HttpClient::ask(std::string_view target) {
  if (send(socket_, request_.data(), request_.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request_.size()))
    return fail(ErrorCode::internal, "the server does not take the request", std::string(target));
  received_.clear();
  std::size_t head = std::string::npos;
  while ((head = received_.find(end_of_head)) == std::string::npos)
    if (!receive()) return fail(ErrorCode::internal, "the server closed the connection", std::string(target));
  const std::size_t at = received_.find(length_name);
  if (!received_.starts_with("HTTP/1.1 200") || at == std::string::npos || at > head)
    return fail(ErrorCode::internal, received_.substr(0, received_.find("\r\n")), std::string(target));
  std::size_t length = 0;
  std::from_chars(received_.data() + at + length_name.size(), received_.data() + received_.size(), length);
  while (received_.size() < head + end_of_head.size() + length)
    if (!receive()) return fail(ErrorCode::internal, "the reply is cut short", std::string(target));
  return length;
}

bool HttpClient::receive() {
  const std::size_t size = received_.size();
  received_.resize(size + piece_bytes);
  const ssize_t got = recv(socket_, received_.data() + size, piece_bytes, 0);
  received_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

}  // namespace kohtaamo::bench
