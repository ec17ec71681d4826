// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// connection.h — one accepted socket, with an end to every wait.
//
// A per-read timeout is not enough: one byte a second keeps it happy for ever. So a wait has a deadline for
// the whole of what is waited for, and every body and reply must keep a least speed.
//
// Given   an accepted socket (borrowed; whoever accepted it closes it).
// Gives   bytes read into a buffer of ours, bytes written.
// Fails   by saying so in the result; nothing throws.
// Threads one at a time, but cut() from any.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace kohtaamo::server {

using Clock = std::chrono::steady_clock;

// When a transfer that starts now must be done: some grace, and 128 KiB a second after it.
Clock::time_point transfer_deadline(std::chrono::milliseconds grace, std::size_t bytes);

class Connection {
 public:
  enum class Read { some, closed, too_late };

  explicit Connection(int socket) : socket_(socket) {}

  // Waits for what comes next. `stop_event` is a descriptor that turns readable when waiting makes no sense any more.
  Read wait(Clock::time_point deadline, int stop_event) const;

  // Appends what has come to `buffer`, at most `limit` bytes.
  Read read_some(std::string& buffer, std::size_t limit, Clock::time_point deadline) const;

  // True when all of it was taken over by the system in time; `longest_stall` bounds each wait on the way.
  bool write(std::string_view bytes, Clock::time_point deadline, std::chrono::milliseconds longest_stall) const;

  // Says that no more will be written, and reads on for a moment: closing at once on unread bytes would reset
  // the connection and could take the last reply with it.
  void close_gently() const;

  void cut() const;

  std::string remote_address() const;  // "192.0.2.7", "2001:db8::1"

 private:
  int socket_;
};

}  // namespace kohtaamo::server
