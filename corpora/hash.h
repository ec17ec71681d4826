// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// hash.h — a short name for bytes: BLAKE2b, 256 bits, as 64 hexadecimal digits.
//
// Gives   equal names for equal bytes; different ones for all others that will ever be met.
// Threads safe from everywhere.

#include <string>
#include <string_view>

namespace kohtaamo::corpora {

std::string hash_of(std::string_view bytes);

// The same of what a file holds, read piece by piece; empty when it cannot be read to its end.
std::string hash_of_file(const std::string& path);
// SHA-256, for those who compare with what others reckon.
std::string sha256_of(std::string_view bytes);

// Only who knows the secret can make or check this one. The secret has 16 to 64 bytes.
std::string keyed_hash_of(std::string_view bytes, std::string_view secret);

}  // namespace kohtaamo::corpora
