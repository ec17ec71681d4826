// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// pointer_step.h — a step down in a JSON pointer, taken back when it goes out of sight.
//
// Example   pointer "/deadlines"; { PointerStep step(pointer, 0); } is "/deadlines/0" inside the braces.

#include <cstddef>
#include <string>
#include <string_view>

namespace kohtaamo::corpora {

// A name as it stands in a pointer: ~ and / are written ~0 and ~1 (RFC 6901).
inline std::string escape_for_pointer(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

class PointerStep {
 public:
  PointerStep(std::string& pointer, std::string_view name) : pointer_(pointer), length_(pointer.size()) {
    pointer_.append(1, '/').append(name);
  }
  PointerStep(std::string& pointer, std::size_t index)
      : PointerStep(pointer, std::string_view(std::to_string(index))) {}
  PointerStep(const PointerStep&) = delete;
  PointerStep& operator=(const PointerStep&) = delete;
  ~PointerStep() { pointer_.resize(length_); }

 private:
  std::string& pointer_;
  std::size_t length_;
};

}  // namespace kohtaamo::corpora
