// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// lease.h — what takes long to make, lent to one user after the other.
//
// Given   a type that can be made without arguments. Who has a lease leaves the thing as the next one wants to find it.
// Gives   one of the spare things, or a new one; it is given back at the end of the lease. No more are kept than all
// searches at
//         work need at once: large arrays that are asked of the system anew take longer than a search.
// Threads leases are made and ended everywhere; one lease belongs to one thread at a time.

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace kohtaamo::server {

template <class T>
class Lease {
 public:
  Lease() : thing_(spare().take()) {}
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease() {
    if (thing_) spare().keep(std::move(thing_));
  }

  explicit operator bool() const { return thing_ != nullptr; }  // false: moved away
  T& operator*() const { return *thing_; }
  T* operator->() const { return thing_.get(); }

 private:
  static constexpr std::size_t most_kept = 32;
  class Spare {
   public:
    Spare() { things_.reserve(most_kept); }
    std::unique_ptr<T> take() {
      {
        const std::lock_guard lock(mutex_);
        if (!things_.empty()) {
          auto thing = std::move(things_.back());
          things_.pop_back();
          return thing;
        }
      }
      return std::make_unique<T>();
    }
    void keep(std::unique_ptr<T> thing) {
      const std::lock_guard lock(mutex_);
      if (things_.size() < most_kept) things_.push_back(std::move(thing));
    }

   private:
    std::mutex mutex_{};
    std::vector<std::unique_ptr<T>> things_{};
  };
  static Spare& spare() {
    static Spare things;
    return things;
  }

  std::unique_ptr<T> thing_;
};

}  // namespace kohtaamo::server
