// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/schema.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "config/code_lists.h"

namespace kohtaamo::indexer {
namespace {

TEST(Schema, FindsEveryFieldByItsName) {
  for (const Field& row : field_table) {
    ASSERT_NE(find_field(row.name), nullptr);
    EXPECT_EQ(find_field(row.name)->prefix, row.prefix);
    EXPECT_FALSE(row.meaning.empty()) << row.name;
  }
  EXPECT_EQ(find_field("no such field"), nullptr);
}

TEST(Schema, NamesOnlyCodeListsThatExist) {
  const auto lists = config::code_list_names();
  for (const Field& row : field_table) {
    if (row.list.empty()) continue;
    EXPECT_NE(std::ranges::find(lists, row.list), lists.end()) << row.name;
  }
}

// A prefix may begin another only if no value of the shorter could be mistaken for the longer.
TEST(Schema, KeepsTermsOfDifferentFieldsApart) {
  for (const Field& a : field_table) {
    for (const Field& b : field_table) {
      if (a.prefix.empty() || a.prefix == b.prefix || !b.prefix.starts_with(a.prefix)) continue;
      EXPECT_TRUE(b.prefix[a.prefix.size()] >= 'A' && b.prefix[a.prefix.size()] <= 'Z')
          << a.name << " and " << b.name << ": values begin in lower case, so a capital must follow";
    }
  }
}

TEST(Schema, GivesEveryFacetASlot) {
  for (const Field& row : field_table) EXPECT_TRUE(!row.is_facet || row.slot != no_slot) << row.name;
}

// What is on disk may not change by accident: a change here needs a higher schema_version.
TEST(Schema, DescribesItself) {
  const std::string text = describe_fields();
  for (const Field& row : field_table) EXPECT_NE(text.find(row.name), std::string::npos);
  EXPECT_EQ(schema_version, 5);
  EXPECT_EQ(field_table.size(), 36U);
}

TEST(Schema, TellsIndexesApartByTheirMaking) {
  const Fingerprint one = make_fingerprint("fi=voikko", "yso", {});
  EXPECT_EQ(one, make_fingerprint("fi=voikko", "yso", {}));
  EXPECT_NE(one, make_fingerprint("fi=voikko", "koko", {}));
  EXPECT_NE(one, make_fingerprint("fi=snowball", "yso", {}));
  EXPECT_NE(one, make_fingerprint("fi=voikko", "yso", {.title = 5}));
}

}  // namespace
}  // namespace kohtaamo::indexer
