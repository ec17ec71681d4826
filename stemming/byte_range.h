// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// byte_range.h — a stretch of a text.

#include <cstdint>

namespace kohtaamo::stemming {

// Half-open, in bytes of the UTF-8 text as given.
struct ByteRange {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const ByteRange&) const = default;
};

}  // namespace kohtaamo::stemming
