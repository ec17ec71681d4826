// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connection_threads.h"

namespace kohtaamo::server {

bool ConnectionThreads::run(const Work& work) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || busy_ == most_) return false;
  if (busy_ == threads_.size()) threads_.emplace_back([this] { work_until_stopped(); });
  ++busy_;
  waiting_.push_back(work);
  work_came_.notify_one();
  return true;
}

bool ConnectionThreads::is_crowded() const {
  const std::lock_guard lock(mutex_);
  return busy_ * 4 > most_ * 3;
}

bool ConnectionThreads::drain(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  return all_done_.wait_until(lock, deadline, [this] { return busy_ == 0; });
}

void ConnectionThreads::join() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_came_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void ConnectionThreads::work_until_stopped() {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_came_.wait(lock, [this] { return !waiting_.empty() || stopping_; });
    if (waiting_.empty()) return;
    const Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
    --busy_;
    if (busy_ == 0) all_done_.notify_all();
  }
}

}  // namespace kohtaamo::server
