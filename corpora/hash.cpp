// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/hash.h"

#include <sodium.h>

#include <array>
#include <cassert>
#include <fstream>

namespace kohtaamo::corpora {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

using Digest = std::array<unsigned char, crypto_generichash_BYTES>;
static_assert(crypto_hash_sha256_BYTES == crypto_generichash_BYTES);

std::string hexadecimal(const Digest& digest) {
  std::array<char, crypto_generichash_BYTES * 2 + 1> text{};
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

}  // namespace

std::string hash_of(std::string_view bytes) { return keyed_hash_of(bytes, {}); }

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
  return hexadecimal(digest);
}

std::string keyed_hash_of(std::string_view bytes, std::string_view secret) {
  assert((secret.empty() || secret.size() >= crypto_generichash_KEYBYTES_MIN) && "a secret of under 16 bytes");
  assert(secret.size() <= crypto_generichash_KEYBYTES_MAX && "a secret of over 64 bytes");
  Digest digest{};
  crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(),
                     secret.empty() ? nullptr : bytes_of(secret), secret.size());
  return hexadecimal(digest);
}

std::string hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  crypto_generichash_state state{};
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  std::array<char, 65536> piece{};
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    const auto size = static_cast<std::size_t>(file.gcount());
    crypto_generichash_update(&state, bytes_of({piece.data(), size}), size);
  }
  if (!file.eof()) return {};
  Digest digest{};
  crypto_generichash_final(&state, digest.data(), digest.size());
  return hexadecimal(digest);
}

}  // namespace kohtaamo::corpora
