// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// permits.h — how many requests are worked on at once.
//
// Connections are many and cheap, cores are few: work that costs time holds a permit, and waiting for one
// has an end. Answers that must come even under load (/health) ask for none.
//
// Given   a number of permits and the longest wait.
// Gives   a Permit, which is given back when it goes out of scope.
// Fails   overloaded when no permit came free in time; the reply should carry Retry-After: 1.
// Threads any. Those who wait are served in no particular order.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "config/error.h"

namespace kohtaamo::server {

class Permits;

class Permit {
 public:
  Permit(Permit&& other) noexcept;
  Permit& operator=(Permit&&) = delete;
  Permit(const Permit&) = delete;
  Permit& operator=(const Permit&) = delete;
  ~Permit();

 private:
  friend class Permits;
  explicit Permit(Permits& owner) : owner_(&owner) {}
  Permits* owner_;
};

class Permits {
 public:
  Permits(std::int64_t count, std::chrono::milliseconds longest_wait);  // count 0: one a core
  Permits(const Permits&) = delete;
  Permits& operator=(const Permits&) = delete;

  config::Result<Permit> acquire();

  std::int64_t count() const { return count_; }
  std::int64_t in_use() const;
  std::int64_t waiting() const;

 private:
  friend class Permit;
  void give_back();

  const std::int64_t count_;
  const std::chrono::milliseconds longest_wait_;
  mutable std::mutex mutex_;
  std::condition_variable came_free_;
  std::int64_t free_;
  std::int64_t waiting_ = 0;
};

}  // namespace kohtaamo::server
