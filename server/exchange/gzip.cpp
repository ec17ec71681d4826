// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <optional>

namespace kohtaamo::server::exchange {
namespace {

constexpr std::size_t least_bytes = 1'024;
constexpr int gzip_window = 15 + 16, quick = 3, memory_level = 8;

}  // namespace

bool accepts_gzip(const HttpRequest& request) {
  std::string_view rest = request.find_header("accept-encoding").value_or("");
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view coding = rest.substr(0, comma);
    while (coding.starts_with(' ')) coding.remove_prefix(1);
    const std::string_view name = coding.substr(0, std::min(coding.find_first_of("; "), coding.size()));
    const bool is_refused = coding.ends_with("q=0") || coding.ends_with("q=0.0");
    if (is_same_header_name(name, "gzip")) return !is_refused;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return false;
}

std::optional<std::string> gzip(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
    return std::nullopt;
  std::string packed(deflateBound(&stream, text.size()), '\0');
  // zlib reads the input alone, though its interface does not say so.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool is_done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!is_done) return std::nullopt;
  return packed;
}

HttpReply compressed(HttpReply reply, const HttpRequest& request) {
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (reply.body.size() < least_bytes || !accepts_gzip(request)) return reply;
  if (auto packed = gzip(reply.body, quick)) {
    reply.body = std::move(*packed);
    reply.headers.emplace_back("Content-Encoding", "gzip");
  }
  return reply;
}

}  // namespace kohtaamo::server::exchange
