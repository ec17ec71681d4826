// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/funded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

const corpora::Date today = std::chrono::year(2026) / 11 / 23;

std::string of(const std::string& type, const std::string& groups, const std::string& regions) {
  return R"("type":")" + type + R"(","title":{"fi":"Työ"},"target_groups":[)" + groups + R"(],"regions":[)" + regions +
         "]";
}
std::string at(const std::string& scheme, const std::string& code) {
  return R"({"scheme":")" + scheme + R"(","code":")" + code + R"(","role":"operates"})";
}

class FundedTest : public testing::Test {
 protected:
  FundedTest()
      : corpus_({record("t:town", of("project", R"("older")", at("kunta", "297") + "," + at("kunta", "140"))),
                 record("t:both", of("decision", R"("older","carers")", at("mk", "11") + "," + at("mk", "12"))),
                 record("t:country", of("project", R"("carers")", at("national", "FI"))),
                 record("t:elsewhere", of("project", R"("older")", at("mk", "19"))),
                 record("t:idea", of("innovation", R"("older")", at("mk", "11"))),
                 record("t:others", of("project", R"("students")", at("mk", "11")))}),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), nullptr, corpus_.settings()) {}

  Funded funded(const Field& field) {
    auto found = reader_->read([&](const Xapian::Database& database, const indexer::IndexState& state) {
      return funded_in(engine_, database, state, field, today);
    });
    EXPECT_TRUE(found);
    return found ? std::move(*found) : Funded{};
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SearchEngine engine_;
};

// Kuopio and Iisalmi are both of mk:11: a project counts once there.
TEST_F(FundedTest, CountsProjectsAndDecisionsOfEachProvinceAndGroup) {
  const Funded found = funded({.target_groups = {"older", "carers"}, .regions = {"mk:12", "kunta:297"}});
  EXPECT_THAT(found.groups, ElementsAre("older", "carers"));
  ASSERT_EQ(found.rows.size(), 3U);
  EXPECT_EQ(found.rows[0].region, "mk:11");
  EXPECT_THAT(found.rows[0].records, ElementsAre(2, 1));
  EXPECT_EQ(found.rows[1].region, "mk:12");
  EXPECT_THAT(found.rows[1].records, ElementsAre(1, 1));
  EXPECT_EQ(found.rows[2].region, "national:FI");
  EXPECT_THAT(found.rows[2].records, ElementsAre(0, 1));
}

TEST_F(FundedTest, HasAllProvincesWhereTheFieldNamesNone) {
  EXPECT_EQ(funded({.target_groups = {"older"}}).rows.size(), 20U);
  EXPECT_EQ(funded({.target_groups = {"older"}, .regions = {"national:FI"}}).rows.size(), 20U);
}

TEST_F(FundedTest, LeavesOutGroupsThatNothingFundedNames) {
  const Funded found = funded({.target_groups = {"lonely", "older"}, .regions = {"mk:11"}});
  EXPECT_THAT(found.groups, ElementsAre("older"));
  EXPECT_THAT(found.rows.front().records, ElementsAre(2));
}

TEST_F(FundedTest, SaysNothingWithoutAGroupOrWhereNothingWasFunded) {
  EXPECT_THAT(funded({.regions = {"mk:11"}}).rows, IsEmpty());
  EXPECT_THAT(funded({.target_groups = {"lonely"}}).rows, IsEmpty());
}

}  // namespace
}  // namespace kohtaamo::server
