// SPDX-License-Identifier: GPL-3.0-or-later
// The index as a whole: follow, rebuild, publish, read, check.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "corpora/record_json.h"
#include "indexer/check.h"
#include "indexer/generations.h"
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using testing::HasSubstr;
using tests::record;
using tests::TemporaryCorpus;

std::vector<corpora::Record> papers(int count) {
  std::vector<corpora::Record> records;
  for (int i = 0; i < count; ++i)
    records.push_back(record("test:" + std::to_string(i), R"("type":"paper","title":{"fi":"Tutkimus )" +
                                                              std::to_string(i) + R"( yksinäisyydestä"})"));
  return records;
}

Xapian::doccount documents_with(const TemporaryCorpus& corpus, const std::string& term) {
  const auto reader = IndexReader::open(corpus.directory(), corpus.fingerprint());
  EXPECT_TRUE(reader) << config::to_text(reader.error());
  return *(*reader)->read([&](const Xapian::Database& database, const IndexState&) -> config::Result<Xapian::doccount> {
    return database.get_termfreq(term);
  });
}

CheckReport check_of(const TemporaryCorpus& corpus) {
  const auto report = check(corpus.directory(), corpus.fingerprint());
  EXPECT_TRUE(report) << config::to_text(report.error());
  return *report;
}

TEST(Follow, AppliesAddedChangedAndDeletedRecords) {
  TemporaryCorpus corpus(papers(3));
  EXPECT_EQ(documents_with(corpus, "yksinäisyys"), 3U);
  corpus.put({record("test:1", R"("type":"paper","title":{"fi":"Asunnottomuus"})")});
  corpus.erase("test:2");
  corpus.follow();
  EXPECT_EQ(documents_with(corpus, "yksinäisyys"), 1U);
  EXPECT_EQ(documents_with(corpus, "asunnottomuus"), 1U);
  EXPECT_THAT(check_of(corpus).complaints, testing::IsEmpty());
}

TEST(Rebuild, GivesTheSameDocumentsAsFollowing) {
  TemporaryCorpus corpus(papers(50));
  corpus.erase("test:7");
  corpus.rebuild();
  EXPECT_EQ(documents_with(corpus, "yksinäisyys"), 49U);
  const CheckReport report = check_of(corpus);
  EXPECT_EQ(report.documents, 49);
  EXPECT_THAT(report.complaints, testing::IsEmpty());
}

TEST(Rebuild, WorksOnAnEmptyStore) {
  TemporaryCorpus corpus;
  corpus.rebuild();
  EXPECT_EQ(check_of(corpus).documents, 0);
}

TEST(Rebuild, IsSeenByAReaderThatIsOpen) {
  TemporaryCorpus corpus(papers(2));
  const auto reader = IndexReader::open(corpus.directory(), corpus.fingerprint());
  ASSERT_TRUE(reader);
  const std::string before = (*reader)->state()->generation;
  corpus.put(papers(5));
  corpus.rebuild();
  const auto after = (*reader)->state();
  ASSERT_TRUE(after);
  EXPECT_NE(after->generation, before);
  EXPECT_EQ(after->documents, 5U);
}

TEST(Publish, LeavesTheOldIndexServedWhenKilledBeforeTheRename) {
  TemporaryCorpus corpus(papers(2));
  const auto before = current_generation(corpus.directory());
  // What a rebuild leaves that was killed: a half-made generation and a stub not renamed yet.
  std::filesystem::create_directories(index_directory(corpus.directory()) + "/gen-0009");
  std::ofstream(current_stub(corpus.directory()) + ".new") << "auto gen-0009\n";
  EXPECT_EQ(documents_with(corpus, "yksinäisyys"), 2U);
  EXPECT_EQ(*current_generation(corpus.directory()), *before);
  corpus.rebuild();
  EXPECT_EQ(*current_generation(corpus.directory()), "gen-0010");
}

TEST(Publish, KeepsAsManyOldGenerationsAsToldTo) {
  TemporaryCorpus corpus(papers(1));
  for (int i = 0; i < 4; ++i) corpus.rebuild();
  const std::filesystem::directory_iterator entries(index_directory(corpus.directory()));
  const auto generations = std::ranges::count_if(
      entries, [](const auto& entry) { return entry.path().filename().string().starts_with("gen-"); });
  EXPECT_EQ(generations, 2);  // the served one and index.keep_generations
}

TEST(IndexReader, RefusesAnIndexMadeInAnotherWay) {
  const TemporaryCorpus corpus(papers(1));
  struct Row {
    Fingerprint expected;
    std::string what;
  };
  Fingerprint schema = corpus.fingerprint(), analysis = schema, vocabulary = schema, weights = schema;
  schema.schema = "99";
  analysis.analysis = "fi=none";
  vocabulary.vocabulary = "0123";
  weights.weights = "title=1";
  for (const Row& row :
       {Row{schema, "schema"}, Row{analysis, "analysis"}, Row{vocabulary, "vocabulary"}, Row{weights, "weighting"}}) {
    const auto reader = IndexReader::open(corpus.directory(), row.expected);
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::index_foreign);
    EXPECT_THAT(reader.error().message, HasSubstr(row.what));
    EXPECT_THAT(reader.error().message, HasSubstr("kohtaamo-indexer rebuild"));
  }
}

TEST(IndexReader, SaysWhenThereIsNoIndex) {
  const tests::TemporaryDirectory empty;
  const auto reader = IndexReader::open(empty.path(), make_fingerprint("", "", {}));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::index_unavailable);
  EXPECT_THAT(reader.error().message, HasSubstr("kohtaamo-indexer index"));
}

TEST(IndexReader, SaysWhenTheIndexIsBroken) {
  const TemporaryCorpus corpus(papers(3));
  const std::string path = index_directory(corpus.directory()) + "/" + *current_generation(corpus.directory());
  std::filesystem::resize_file(path + "/iamglass", 3);
  const auto reader = IndexReader::open(corpus.directory(), corpus.fingerprint());
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::index_unavailable);
}

TEST(IndexWriter, LetsOneWriterInAtATime) {
  const TemporaryCorpus corpus(papers(1));
  const auto first = IndexWriter::open(corpus.directory(), corpus.fingerprint());
  ASSERT_TRUE(first);
  const auto second = IndexWriter::open(corpus.directory(), corpus.fingerprint());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::locked);
}

TEST(Check, TellsWhatTheIndexLacks) {
  TemporaryCorpus corpus(papers(3));
  {
    auto writer = IndexWriter::open(corpus.directory(), corpus.fingerprint());
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->erase("test:1"));
    const auto stray = record("test:stray", R"("type":"paper","title":{"en":"Stray"})");
    ASSERT_TRUE(writer->replace(corpus.builder().build(stray, 1)));
    ASSERT_TRUE(writer->commit(writer->committed_seq()));
  }
  const auto complaints = check_of(corpus).complaints;
  EXPECT_THAT(complaints, testing::UnorderedElementsAre(HasSubstr("test:1: in the store, but not in the index"),
                                                        HasSubstr("test:stray: in the index, but not in the store")));
}

}  // namespace
}  // namespace kohtaamo::indexer
