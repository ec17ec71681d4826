// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/workbench.h"

#include <algorithm>
#include <thread>

namespace kohtaamo::stemming {

WorkRoom::WorkRoom(const std::string& voikko_path) {
  const unsigned count = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < count; ++i) {
    benches_.push_back(std::make_unique<Workbench>(voikko_path));
    free_.push_back(benches_.back().get());
  }
}

WorkRoom::Lease WorkRoom::take() {
  std::unique_lock lock(mutex_);
  is_returned_.wait(lock, [&] { return !free_.empty(); });
  Workbench& bench = *free_.back();
  free_.pop_back();
  return {*this, bench};
}

void WorkRoom::put_back(Workbench& bench) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(&bench);
  }
  is_returned_.notify_one();
}

}  // namespace kohtaamo::stemming
