// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/body_stream.h"

#include <fmt/format.h>

namespace kohtaamo::server {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

config::Result<void> BodyStream::take(std::string_view piece) {
  bytes_ += piece.size();
  pending_ += piece;
  if (pending_.size() < chunk_bytes) return {};
  return write_pending();
}

config::Result<void> BodyStream::finish() {
  if (auto written = write_pending(); !written) return written;
  return in_chunks_ ? write(last_chunk) : config::Result<void>{};
}

// An empty chunk would be the last.
config::Result<void> BodyStream::write_pending() {
  if (pending_.empty()) return {};
  if (in_chunks_) {
    pending_.insert(0, fmt::format("{:x}\r\n", pending_.size()));
    pending_ += "\r\n";
  }
  auto written = write(pending_);
  pending_.clear();
  return written;
}

config::Result<void> BodyStream::write(std::string_view bytes) const {
  if (connection_.write(bytes, transfer_deadline(patience_, bytes.size()), patience_)) return {};
  return config::fail(config::ErrorCode::overloaded, "the other side no longer takes bytes");
}

}  // namespace kohtaamo::server
