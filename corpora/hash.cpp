// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/hash.h"

#include <sodium.h>

#include <array>
#include <cassert>

namespace kohtaamo::corpora {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string hash_of(std::string_view bytes) { return keyed_hash_of(bytes, {}); }

std::string keyed_hash_of(std::string_view bytes, std::string_view secret) {
  assert((secret.empty() || secret.size() >= crypto_generichash_KEYBYTES_MIN) && "a secret of under 16 bytes");
  assert(secret.size() <= crypto_generichash_KEYBYTES_MAX && "a secret of over 64 bytes");
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(),
                     secret.empty() ? nullptr : bytes_of(secret), secret.size());
  std::array<char, crypto_generichash_BYTES * 2 + 1> text{};
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

}  // namespace kohtaamo::corpora
