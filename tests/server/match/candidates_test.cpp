// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/candidates.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/match/boilerplate.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using tests::record;

std::vector<corpora::Record> corpus() {
  std::vector<corpora::Record> records{
      record("t:remote-work", R"("type":"innovation","title":{"en":"Offices for remote work in libraries"})"),
      record("t:remote-places", R"("type":"innovation","title":{"en":"Libraries for work in remote places"})"),
      record("t:cafe-1", R"("type":"innovation","title":{"en":"Lonely neighbours meet in a café of volunteers"})"),
      record("t:cafe-2", R"("type":"innovation","title":{"en":"A café of volunteers for lonely widows"})"),
      record("t:cafe-3", R"("type":"innovation","title":{"en":"Lonely men and their café"})"),
      record("t:phone", R"("type":"innovation","title":{"en":"Lonely evenings by telephone and radio"})"),
  };
  for (int number = 0; number < 30; ++number) {
    records.push_back(
        record(fmt::format("t:call-{}", number),
               R"("type":"call","title":{"en":"Call"},"body":{"en":"Expected outcomes under this destination"})"));
    records.push_back(record(fmt::format("t:other-{}", number),
                             fmt::format(R"("type":"project","title":{{"en":"Gardening in yard {}"}})", number)));
  }
  return records;
}

class CandidatesTest : public testing::Test {
 protected:
  CandidatesTest()
      : corpus_(corpus()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))) {}

  std::vector<std::string> found(const std::string& text, const config::Settings& settings,
                                 bool speaks_as_call = true) {
    const SearchEngine engine(*reader_, tests::analyzer(), nullptr, settings);
    const Asker asker{.text = text, .parts = {{.text = text, .language = stemming::Language::en}}};
    auto ids = reader_->read([&](const Xapian::Database& database,
                                 const indexer::IndexState& state) -> config::Result<std::vector<std::string>> {
      const CallWords call_words(database);
      auto all = Candidates(engine, asker, speaks_as_call ? &call_words : nullptr, database, state,
                            DocumentTables().at(database, state))
                     .find({corpora::RecordType::innovation}, 10);
      if (!all) return config::fail(all.error());
      std::vector<std::string> out;
      for (const Found& one : *all) {
        EXPECT_GE(one.share, 0);
        EXPECT_LE(one.share, 1);
        out.push_back(one.record->id);
      }
      return out;
    });
    EXPECT_TRUE(ids);
    return *ids;
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
};

TEST_F(CandidatesTest, PreferWordsThatStandSideBySide) {
  config::Settings settings = corpus_.settings();
  settings.match.feedback_weight = 0;
  EXPECT_EQ(found("remote work", settings).front(), "t:remote-work");
}

TEST_F(CandidatesTest, PreferWhatTheBestHaveInCommon) {
  const std::vector<std::string> ids = found("lonely", corpus_.settings());
  ASSERT_EQ(ids.size(), 4U);
  EXPECT_EQ(ids.back(), "t:phone");
}

TEST_F(CandidatesTest, OfANeedKeepTheOrderOfItsOwnWords) {
  config::Settings settings = corpus_.settings();
  const std::vector<std::string> with = found("lonely", settings, false);
  settings.match.feedback_documents = 0;
  EXPECT_EQ(found("lonely", settings, false), with);
}

TEST_F(CandidatesTest, AreNotWidenedByFeedback) {
  config::Settings settings = corpus_.settings();
  const std::vector<std::string> with = found("lonely", settings);
  settings.match.feedback_documents = 0;
  EXPECT_THAT(found("lonely", settings), testing::UnorderedElementsAreArray(with));
}

TEST_F(CandidatesTest, LetCallsKeepLittleOfWhatAllCallsSay) {
  const auto shares = reader_->read(
      [&](const Xapian::Database& database, const indexer::IndexState&) -> config::Result<std::vector<double>> {
        const CallWords words(database);
        return std::vector<double>{words.share("destin", database), words.share("lone", database)};
      });
  ASSERT_TRUE(shares);
  EXPECT_LT(shares->at(0), 0.9);
  EXPECT_EQ(shares->at(1), 1);
}

}  // namespace
}  // namespace kohtaamo::server
