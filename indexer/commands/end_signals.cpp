// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/end_signals.h"

#include <cerrno>

namespace kohtaamo::indexer {

EndSignals::EndSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

EndSignals::~EndSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool EndSignals::has_come() { return !wait(std::chrono::milliseconds(0)); }

bool EndSignals::wait(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!has_come_) {
    const auto left = std::max(end - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration(0));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec wait{.tv_sec = seconds.count(), .tv_nsec = std::chrono::nanoseconds(left - seconds).count()};
    if (sigtimedwait(&signals_, nullptr, &wait) >= 0)
      has_come_ = true;
    else if (errno != EINTR)
      break;
  }
  return !has_come_;
}

EndSignals::LetThrough::LetThrough(EndSignals& signals) : signals_(signals.signals_) {
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

EndSignals::LetThrough::~LetThrough() { pthread_sigmask(SIG_BLOCK, &signals_, nullptr); }

}  // namespace kohtaamo::indexer
