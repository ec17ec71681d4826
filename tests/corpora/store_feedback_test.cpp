// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "corpora/material.h"
#include "corpora/store.h"
#include "corpora/store_sqlite.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class StoreFeedback : public testing::Test {
 protected:
  Store open(Store::Mode mode = Store::Mode::read_write) { return std::move(*Store::open(folder_.path(), mode)); }
  sqlite::Connection file(sqlite::Access access = sqlite::Access::read_write) {
    return {folder_ / "store.sqlite", access};
  }
  // As version 2 was: with sets, before there was any feedback.
  void make_older() {
    { open(); }
    file().run(
        "DROP TABLE feedback; DROP TABLE actor_identities; DROP TABLE actor_sayings; DROP TABLE actor_names; DROP "
        "TABLE actors_unsettled; DROP TABLE actors_renamed; PRAGMA user_version = 2");
  }
  tests::TemporaryFolder folder_{};
};

TEST_F(StoreFeedback, OfANeedIsInOrderOfRecordsTheLastWordOfEach) {
  Store store = open();
  for (const char* verdict : {"fits", "dismissed"})
    ASSERT_TRUE(store.put_feedback({.need = "n:1", .record = "r:2", .verdict = verdict, .material = "m"}, "key"));
  ASSERT_TRUE(store.put_feedback({.need = "n:1", .record = "r:1", .verdict = "fits"}, "key"));
  ASSERT_TRUE(store.put_feedback({.need = "n:2", .record = "r:1", .verdict = "fits"}, "key"));
  const auto all = store.feedback_of("n:1");
  ASSERT_TRUE(all);
  std::vector<std::string> said;
  for (const Feedback& one : *all) said.push_back(one.record + " " + one.verdict);
  EXPECT_THAT(said, ElementsAre("r:1 fits", "r:2 dismissed"));
  EXPECT_TRUE(*store.erase_feedback("n:1", "r:2", "key"));
  EXPECT_FALSE(*store.erase_feedback("n:1", "r:2", "key"));
  EXPECT_FALSE(*store.find_feedback("n:1", "r:2"));
}

TEST_F(StoreFeedback, StandsInTheAuditAndIsNoChangeOfARecord) {
  Store store = open();
  ASSERT_TRUE(store.put_feedback({.need = "n:1", .record = "r:1", .verdict = "contacted"}, "key-7"));
  ASSERT_TRUE(store.erase_feedback("n:1", "r:1", "key-7"));
  EXPECT_EQ(*store.last_seq(), 0);
  sqlite::Connection connection = file();
  EXPECT_EQ(connection.number("SELECT count(*) FROM audit WHERE id = 'n:1 r:1' AND who = 'key-7'"), 2);
  EXPECT_EQ(connection.number("SELECT count(*) FROM audit WHERE what = 'feedback contacted'"), 1);
}

TEST_F(StoreFeedback, IsAddedToAnOlderStoreByWhoMayWrite) {
  make_older();
  const auto reading = Store::open(folder_.path(), Store::Mode::read_only);
  ASSERT_FALSE(reading);
  EXPECT_THAT(reading.error().message, HasSubstr("made by an older program"));
  EXPECT_TRUE(open().put_feedback({.need = "n:1", .record = "r:1", .verdict = "fits"}, "key"));
  EXPECT_EQ(file().number("PRAGMA user_version"), 4);
  EXPECT_EQ(open(Store::Mode::read_only).feedback_of("n:1")->size(), 1U);
}

TEST(Material, ChangesWithWhatMattersAndWithNothingElse) {
  Record call{.id = "c:1", .title = {.fi = "Avustus"}};
  call.details = Call{};
  const std::string before = material_hash(call);
  call.body.fi = "Lisätty lause.";
  call.dates.modified = Date{std::chrono::year{2026} / 11 / 23};
  std::get<Call>(call.details).programme = "Ohjelma";
  EXPECT_EQ(material_hash(call), before);
  const std::vector<std::function<void(Record&)>> changes{
      [](Record& one) { one.title.sv = "Bidrag"; },
      [](Record& one) { one.stage = "pilot"; },
      [](Record& one) { std::get<Call>(one.details).deadlines.push_back({.time = "16:00"}); },
      [](Record& one) { std::get<Call>(one.details).amount.max_grant = 5000; },
      [](Record& one) { std::get<Call>(one.details).eligibility.applicant_types = {"association"}; },
  };
  for (const auto& change : changes) {
    Record changed = call;
    change(changed);
    EXPECT_NE(material_hash(changed), before);
  }
}

}  // namespace
}  // namespace kohtaamo::corpora
