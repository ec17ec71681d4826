// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// end_signals.h — SIGTERM and SIGINT as a question that long work asks, instead of a sudden end.
//
// Given   a program with one thread that works; threads it starts later inherit that they leave the signals alone.
// Gives   whether one came, and waits that one of them ends.
// Threads the thread that made it.

#include <signal.h>

#include <chrono>

namespace kohtaamo::indexer {

class EndSignals {
 public:
  EndSignals();
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  ~EndSignals();

  bool has_come();
  bool wait(std::chrono::milliseconds time);  // false when one came before

  // While it lives, a signal ends the program at once: for work that may be cut at any moment.
  class LetThrough {
   public:
    explicit LetThrough(EndSignals& signals);
    LetThrough(const LetThrough&) = delete;
    LetThrough& operator=(const LetThrough&) = delete;
    ~LetThrough();

   private:
    sigset_t signals_;
  };

 private:
  sigset_t signals_{}, before_{};
  bool has_come_ = false;
};

}  // namespace kohtaamo::indexer
