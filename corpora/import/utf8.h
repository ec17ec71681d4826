// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// utf8.h — is it UTF-8, and what to show of bytes that are not.
//
// Threads safe from everywhere.

#include <optional>
#include <string>
#include <string_view>

namespace kohtaamo::corpora {

// Where the first byte stands that belongs to no letter; nothing when all is well.
std::optional<std::size_t> find_bad_utf8(std::string_view text);

// The text up to about `most_bytes`, with U+FFFD for each bad byte and each NUL.
std::string readable_text(std::string_view bytes, std::size_t most_bytes);

// The first `letters` letters of a good text.
std::string_view first_letters(std::string_view utf8, std::size_t letters);

std::string utf8_of_cp1252(std::string_view bytes);

}  // namespace kohtaamo::corpora
