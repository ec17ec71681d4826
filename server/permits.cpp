// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/permits.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace kohtaamo::server {
namespace {

std::int64_t one_a_core() { return std::max<std::int64_t>(1, std::thread::hardware_concurrency()); }

}  // namespace

Permit::Permit(Permit&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)) {}

Permit::~Permit() {
  if (owner_ != nullptr) owner_->give_back();
}

Permits::Permits(std::int64_t count, std::chrono::milliseconds longest_wait)
    : count_(count > 0 ? count : one_a_core()), longest_wait_(longest_wait), free_(count_) {}

config::Result<Permit> Permits::acquire() {
  std::unique_lock lock(mutex_);
  ++waiting_;
  const bool in_time = came_free_.wait_for(lock, longest_wait_, [this] { return free_ > 0; });
  --waiting_;
  if (!in_time) return config::fail(config::ErrorCode::overloaded, "all permits are taken");
  --free_;
  return Permit(*this);
}

void Permits::give_back() {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
  }
  came_free_.notify_one();
}

std::int64_t Permits::in_use() const {
  const std::lock_guard lock(mutex_);
  return count_ - free_;
}

std::int64_t Permits::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

}  // namespace kohtaamo::server
