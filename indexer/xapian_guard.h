// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// xapian_guard.h — the one place where Xapian's exceptions become Errors.
//
// Given   a function that uses Xapian.
// Gives   its result, or an Error with a hint for a person (locked: by whom; corrupt: how to rebuild).
// Never   lets a Xapian exception pass, and never turns one into an empty answer.
// Threads safe; the function decides.

#include <string>
#include <type_traits>
#include <utility>

#include <xapian.h>

#include "config/error.h"

namespace kohtaamo::indexer {

config::Error to_error(const Xapian::Error& error, const std::string& path);

// Runs `work`, which may return a value or a Result.
template <class Work>
auto guarded(const std::string& path, Work&& work) {
  using Out = std::invoke_result_t<Work>;
  constexpr bool is_result = requires { std::declval<Out>().error(); };
  using Wrapped =
      typename std::conditional_t<is_result, std::type_identity<Out>, std::type_identity<config::Result<Out>>>::type;
  try {
    if constexpr (std::is_void_v<Out>) {
      std::forward<Work>(work)();
      return Wrapped{};
    } else {
      return Wrapped{std::forward<Work>(work)()};
    }
  } catch (const Xapian::Error& error) {
    return Wrapped{config::fail(to_error(error, path))};
  }
}

}  // namespace kohtaamo::indexer
