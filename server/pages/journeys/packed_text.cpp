// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/packed_text.h"

#include <zlib.h>

#include <cstdint>
#include <new>

#include "server/http_message.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bits_of_digit = 6, bits_of_byte = 8;
constexpr std::uint32_t digit_mask = 0x3F, byte_mask = 0xFF;

std::string to_digits(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = (held << bits_of_byte) | static_cast<unsigned char>(byte);
    for (bits += bits_of_byte; bits >= bits_of_digit; bits -= bits_of_digit)
      text += digits[(held >> (bits - bits_of_digit)) & digit_mask];
  }
  if (bits > 0) text += digits[(held << (bits_of_digit - bits)) & digit_mask];
  return text;
}

Result<std::string> from_digits(std::string_view text) {
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return fail(ErrorCode::bad_request, "this is no packed text", "packed");
    held = (held << bits_of_digit) | static_cast<std::uint32_t>(digit);
    bits += bits_of_digit;
    if (bits < bits_of_byte) continue;
    bits -= bits_of_byte;
    bytes += static_cast<char>((held >> bits) & byte_mask);
  }
  return bytes;
}

}  // namespace

std::string pack_text(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  // Fails only when there is no memory.
  if (compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(),
                Z_BEST_COMPRESSION) != Z_OK)
    throw std::bad_alloc();
  bytes.resize(size);
  return to_digits(bytes);
}

Result<std::string> unpack_text(std::string_view packed) {
  const auto bytes = from_digits(packed);
  if (!bytes) return bytes;
  uLongf size = longest_packed_text;
  std::string text(size, '\0');
  if (uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<const Bytef*>(bytes->data()),
                 bytes->size()) != Z_OK)
    return fail(ErrorCode::bad_request, "this is no packed text, or it has been cut", "packed");
  text.resize(size);
  // What holds for a text that stands in an address as it is, holds for this one: UTF-8 without control characters.
  if (const auto same = parse_query_text("packed=" + percent_encode(text)); !same) return fail(same.error());
  return text;
}

}  // namespace kohtaamo::server
