// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// packed_text.h — a long text as it stands in an address: a link that lasts needs no memory of ours.
//
// Given   a text; or what stands in an address.
// Gives   it in letters, digits, "-" and "_" (deflate, base64url); a Finnish text takes about half of its bytes,
//         where its percent-encoding takes a half more.
// Fails   bad_request at "packed": no such text, or one beyond the longest.
// Threads pure functions.

#include <string>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::server {

inline constexpr std::size_t longest_packed_text = 64 * 1024;  // in bytes, before it is packed

std::string pack_text(std::string_view text);
config::Result<std::string> unpack_text(std::string_view packed);

}  // namespace kohtaamo::server
