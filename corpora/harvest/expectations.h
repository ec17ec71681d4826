// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// expectations.h — what a source must have brought before anything is changed.
//
// Given   its declaration, and what its replies are or hold.
// Fails   source_broken for a reply of another kind, or rows that do not add up to what the source counts;
//         source_shrank for fewer records than expected, or members that are missing at once.
// Threads pure functions.

#include <cstdint>
#include <optional>

#include "config/error.h"
#include "corpora/harvest/page_content.h"
#include "corpora/harvest/source.h"

namespace kohtaamo::corpora::harvest {

config::Result<void> check_kind(const Source& source, const HttpAnswer& answer);

struct Brought {
  std::int64_t rows = 0;                // as the replies count them
  std::optional<std::int64_t> total{};  // as the source counts them
  std::int64_t before = 0;              // records of the last run that took all; 0: there was none
  std::int64_t most = 0;                // the most that such a run brought of late, and when
  std::string most_at{};
  double may_lose = 1;     // what share of those before it may bring less
  bool takes_all = false;  // not only what changed
};
config::Result<void> check_expectations(const Source& source, const RunContent& content, const Brought& brought);

}  // namespace kohtaamo::corpora::harvest
