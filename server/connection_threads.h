// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// connection_threads.h — a thread a connection, up to a number.
//
// There is no queue: a connection that would have to wait for a thread is better told so at once.
//
// Threads any. A thread is started when a connection finds none idle, and lives until join().

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kohtaamo::server {

class ConnectionThreads {
 public:
  using Work = std::function<void()>;

  explicit ConnectionThreads(std::size_t most) : most_(most) {}
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;
  ~ConnectionThreads() { join(); }

  // False, and nothing done, when all threads are taken. Throws std::system_error when the system has none to give.
  bool run(const Work& work);

  // More than three quarters are taken: connections should no longer be kept for later requests.
  bool is_crowded() const;

  // Takes no new work; true when all work was done by the deadline.
  bool drain(std::chrono::steady_clock::time_point deadline);
  void join();

 private:
  void work_until_stopped();

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable work_came_;
  std::condition_variable all_done_;
  std::deque<Work> waiting_;  // each has an idle thread on its way
  std::size_t busy_ = 0;      // threads at work, and work on its way to one
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kohtaamo::server
