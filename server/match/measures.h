// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// measures.h — what each signal measures of a pair, before it is weighted.
//
// Given   the asker and a candidate, as one role sees them on a day.
// Gives   a value 0..1 with its reason, or nothing when either side has nothing to say.
// Threads pure functions. The table in signals.cpp calls them.

#include <optional>
#include <string>
#include <vector>

#include "server/match/signals.h"

namespace kohtaamo::server {

struct Pair {
  const Asker& asker;
  const Candidate& candidate;
  Role role{};
  corpora::Date today{};
  const corpora::Record& record() const { return candidate.record; }
  bool is_call() const { return record().type() == corpora::RecordType::call; }
};

struct Measured {
  double value = 0;
  Reason reason{};
  double confidence = 1;  // 0..1: what of its weight it has, where there is little to measure
};

struct SharedConcepts {
  double value = 0, confidence = 0;  // as of a Measured
  std::vector<corpora::LocalText> labels{};
};
SharedConcepts shared_concepts(const Pair& pair);

// Of any record, or of solutions (measures.cpp).
std::optional<Measured> text(const Pair& pair);
std::optional<Measured> concepts(const Pair& pair);
std::optional<Measured> target_group(const Pair& pair);
std::optional<Measured> stage(const Pair& pair);
std::optional<Measured> region(const Pair& pair);
std::optional<Measured> evidence(const Pair& pair);
std::optional<Measured> feasibility(const Pair& pair);
std::optional<Measured> recency(const Pair& pair);
std::optional<Measured> adoptions(const Pair& pair);

// Of calls (call_measures.cpp).
std::optional<Measured> topic(const Pair& pair);
std::optional<Measured> amount(const Pair& pair);
std::optional<Measured> time_left(const Pair& pair);
std::optional<Measured> history(const Pair& pair);

}  // namespace kohtaamo::server
