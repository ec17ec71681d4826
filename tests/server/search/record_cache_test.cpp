// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/record_cache.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "corpora/record_json.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using SharedRecord = std::shared_ptr<const corpora::Record>;

corpora::Record need(int number, const std::string& title) {
  return tests::record(fmt::format("test:{}", number), fmt::format(R"("type":"need","title":{{"fi":"{}"}})", title));
}

class RecordCacheTest : public testing::Test {
 protected:
  static constexpr int documents = 40;

  RecordCacheTest() {
    std::vector<corpora::Record> records;
    for (int number = 1; number <= documents; ++number) records.push_back(need(number, "Tarve"));
    corpus_.put(records);
    corpus_.follow();
    reader_ = std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()));
  }

  SharedRecord get(RecordCache& cache, Xapian::docid document) {
    auto record = reader_->read([&](const Xapian::Database& database, const indexer::IndexState& state) {
      return cache.get(database, state, document);
    });
    EXPECT_TRUE(record) << config::to_text(record.error());
    return record ? *record : nullptr;
  }

  tests::TemporaryCorpus corpus_{};
  std::unique_ptr<indexer::IndexReader> reader_{};
};

TEST_F(RecordCacheTest, ReadsARecordOnce) {
  RecordCache cache(1 << 20);
  const SharedRecord first = get(cache, 1);
  EXPECT_EQ(first->title.fi, "Tarve");
  EXPECT_EQ(get(cache, 1), first);
  EXPECT_NE(get(cache, 2)->id, first->id);
}

TEST_F(RecordCacheTest, ForgetsAllWhenTheIndexHasChanged) {
  RecordCache cache(1 << 20);
  const SharedRecord before = get(cache, 1);
  corpus_.put({need(1, "Muuttunut tarve")});
  corpus_.follow();
  EXPECT_EQ(get(cache, 1)->title.fi, "Muuttunut tarve");
  EXPECT_EQ(before->title.fi, "Tarve");  // who holds a record keeps it
}

TEST_F(RecordCacheTest, KeepsWhatIsAskedForAndNoMoreThanItMay) {
  const SharedRecord one = get(*std::make_unique<RecordCache>(0), 1);
  RecordCache cache(8 * to_json(*one).size());
  const SharedRecord asked_often = get(cache, 1), asked_once = get(cache, 2);
  for (Xapian::docid document = 3; document <= documents; ++document) {
    get(cache, document);
    EXPECT_EQ(get(cache, 1), asked_often);
  }
  EXPECT_EQ(asked_once.use_count(), 1);  // ours alone: the cache has let go of it
}

TEST_F(RecordCacheTest, OfNoRoomHoldsNothingForLong) {
  RecordCache cache(0);
  const SharedRecord first = get(cache, 1);
  for (Xapian::docid document = 2; document <= 4; ++document) get(cache, document);
  EXPECT_NE(get(cache, 1), first);
}

}  // namespace
}  // namespace kohtaamo::server
