// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// body_stream.h — a body that is too long to be held: written while it is made.
//
// Given   a connection whose reply head has been written, and pieces.
// Gives   chunks for who knows them; else bytes, whose end is that of the connection.
// Fails   with `overloaded` once the other side is gone or too slow: then nothing more is to be made.
// Never   holds more than a chunk; says that a body is whole when it is not.
// Threads that of its connection.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "config/error.h"
#include "server/connection.h"

namespace kohtaamo::server {

class BodyStream {
 public:
  BodyStream(const Connection& connection, bool in_chunks, std::chrono::milliseconds patience)
      : connection_(connection), in_chunks_(in_chunks), patience_(patience) {}

  config::Result<void> take(std::string_view piece);
  // The rest, and that it is all.
  config::Result<void> finish();
  std::size_t bytes() const { return bytes_; }

 private:
  config::Result<void> write_pending();
  config::Result<void> write(std::string_view bytes) const;

  const Connection& connection_;
  const bool in_chunks_;
  const std::chrono::milliseconds patience_;
  std::string pending_{};
  std::size_t bytes_ = 0;
};

}  // namespace kohtaamo::server
