// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// change_counts.h — what became of rows, added up.
//
// Threads pure functions.

#include "corpora/store.h"

namespace kohtaamo::corpora {

// What was missing counts as nothing. Whether it was a row, the caller knows.
inline void count(RunCounts& counts, Change change) {
  switch (change) {
    case Change::added:
      ++counts.added;
      return;
    case Change::changed:
      ++counts.changed;
      return;
    case Change::unchanged:
      ++counts.unchanged;
      return;
    case Change::deleted:
      ++counts.deleted;
      return;
    case Change::missing:
      return;
  }
}

inline RunCounts& operator+=(RunCounts& sum, const RunCounts& more) {
  sum.rows += more.rows;
  sum.added += more.added;
  sum.changed += more.changed;
  sum.unchanged += more.unchanged;
  sum.deleted += more.deleted;
  sum.rejected += more.rejected;
  sum.warnings += more.warnings;
  return sum;
}

}  // namespace kohtaamo::corpora
