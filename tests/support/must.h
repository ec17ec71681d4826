// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// must.h — the value of a Result; a failure ends the test with its words.

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "config/error.h"

namespace kohtaamo::tests {

template <class T>
T must(config::Result<T> result) {
  if (!result) throw std::runtime_error(config::to_text(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace kohtaamo::tests
