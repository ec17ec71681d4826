// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/progress_bar.h"

#include <gtest/gtest.h>

namespace kohtaamo::indexer {
namespace {

using std::chrono::seconds;

TEST(ProgressLine, SaysShareRateAndRemainingTime) {
  EXPECT_EQ(progress_line("importing", "records", {.done = 50, .total = 100, .count = 12'300}, seconds(3), true),
            "importing  [##########..........]  50 %  12300 records, 4100/s, 3 s left");
}

TEST(ProgressLine, HasNoBarOutsideATerminal) {
  EXPECT_EQ(progress_line("indexing", "changes", {.done = 1, .total = 4, .count = 10}, seconds(100), false),
            "indexing  25 %  10 changes, 0/s, 5 min left");
}

TEST(ProgressLine, SaysOnlyWhatIsKnown) {
  EXPECT_EQ(progress_line("exporting", "bytes", {.count = 500}, seconds(5), true), "exporting  500 bytes, 100/s");
  EXPECT_EQ(progress_line("indexing", "changes", {.done = 0, .total = 9}, seconds(0), true),
            "indexing  [....................]  0 %  0 changes, 0/s");
}

TEST(ProgressLine, NeverPassesTheEnd) {
  EXPECT_EQ(progress_line("importing", "rows", {.done = 9, .total = 8, .count = 9}, seconds(1), true),
            "importing  [####################]  100 %  9 rows, 9/s, 0 s left");
}

}  // namespace
}  // namespace kohtaamo::indexer
