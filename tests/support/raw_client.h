// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// raw_client.h — says to a server exactly the bytes it is given, however wrong they are.
//
// Given   a port of this machine.
// Gives   what came back. No wait is longer than `patience`, so a silent server fails a test instead of hanging it.
// Threads one at a time.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kohtaamo::tests {

struct RawReply {
  int status = 0;  // 0: nothing that looks like a reply came
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};

  std::optional<std::string> header(std::string_view name) const;  // the first, ASCII case aside
  std::size_t count(std::string_view name) const;
};

class RawClient {
 public:
  static constexpr std::chrono::seconds patience{60};

  // `receive_buffer` bytes, for a client that reads slowly; 0: as the system likes.
  explicit RawClient(int port, int receive_buffer = 0);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient();

  bool is_connected() const { return socket_ >= 0; }

  // False when the other side no longer takes bytes.
  bool send(std::string_view bytes);

  // The next reply, by its Content-Length. `has_body` is false after a HEAD.
  RawReply read_reply(bool has_body = true);

  // True when a byte or the end came within `wait`.
  bool has_something(std::chrono::milliseconds wait) const;

  // The next `size` bytes, or fewer when the other side closes before.
  std::string read_bytes(std::size_t size);

  // True when nothing but the end comes.
  bool is_at_end();

 private:
  bool read_more();

  int socket_ = -1;
  std::string unread_{};
};

// One request on a connection of its own.
RawReply ask(int port, std::string_view request);

}  // namespace kohtaamo::tests
