// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/error.h"

#include <gmock/gmock.h>

#include <set>

#include "config/error_names.h"

namespace kohtaamo::config {
namespace {

using ::testing::MatchesRegex;

TEST(Error, EveryRowHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const ErrorRow& row : error_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name << " stands twice";
    EXPECT_THAT(std::string(row.name), MatchesRegex("[a-z]+(_[a-z]+)*"));
  }
}

TEST(Error, EveryRowSpeaksThreeLanguages) {
  for (const ErrorRow& row : error_table())
    for (const std::string_view sentence : {row.fi, row.sv, row.en})
      EXPECT_TRUE(sentence.size() > 10 && sentence.ends_with('.')) << row.name << ": " << sentence;
}

// The statuses of the contract, and sysexits with 2 for usage.
TEST(Error, EveryRowHasAKnownStatusAndExitCode) {
  const std::set<int> statuses{400, 401, 403, 404, 405, 408, 409, 410, 411, 412, 413,
                               414, 415, 417, 422, 429, 431, 500, 502, 503, 507};
  const std::set<int> exit_codes{2, 65, 66, 69, 70, 73, 75, 77, 78};
  for (const ErrorRow& row : error_table()) {
    EXPECT_TRUE(statuses.contains(row.http_status)) << row.name;
    EXPECT_TRUE(exit_codes.contains(row.exit_code)) << row.name;
  }
}

TEST(Error, FindsTheRowOfEachCode) {
  for (const ErrorRow& row : error_table()) EXPECT_EQ(&error_row(row.code), &row);
}

TEST(Error, IsFoundByItsNameOnTheWire) {
  for (const ErrorRow& row : error_table()) EXPECT_EQ(find_error_code(row.name), row.code);
  EXPECT_FALSE(find_error_code("not found"));
  EXPECT_FALSE(find_error_code(""));
}

TEST(Error, SaysWhereAndWhat) {
  EXPECT_EQ(to_text({ErrorCode::bad_record, "'iddea' is not a stage", "needs.jsonl:12 /stage"}),
            "needs.jsonl:12 /stage: 'iddea' is not a stage");
  EXPECT_EQ(to_text({ErrorCode::bad_record, "'iddea' is not a stage"}), "'iddea' is not a stage");
  EXPECT_EQ(to_text({ErrorCode::disk_full, "", "/data"}), "/data: The disk is full.");
}

TEST(Error, BecomesAnyResult) {
  const auto number = []() -> Result<int> { return fail(ErrorCode::not_found, "no such number", "n"); }();
  const auto nothing = [&]() -> Result<void> { return fail(number.error()); }();
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error(), (Error{ErrorCode::not_found, "no such number", "n"}));
}

}  // namespace
}  // namespace kohtaamo::config
