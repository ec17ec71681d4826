// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store.h"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "corpora/hash.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::TemporaryFolder;

Record paper(const std::string& number, const std::string& title = "Otsikko") {
  Record record;
  record.id = "test:" + number;
  record.title.fi = title;
  record.lang = {"fi"};
  record.licence = "CC0-1.0";
  record.provenance.source = "test";
  record.provenance.source_id = number;
  record.details = Paper{};
  return record;
}

// Runs SQL on the file behind the back of the store.
void change_file(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
}

class StoreTest : public ::testing::Test {
 protected:
  Store open(Store::Mode mode = Store::Mode::read_write) {
    auto store = Store::open(folder.path(), mode);
    EXPECT_TRUE(store.has_value()) << to_text(store.error());
    return std::move(*store);
  }
  std::string file() const { return folder / "store.sqlite"; }

  TemporaryFolder folder;
};

TEST_F(StoreTest, NumbersEachChangeAndNothingElse) {
  Store store = open();
  EXPECT_THAT(*store.put({paper("1"), paper("2")}), ElementsAre(Change::added, Change::added));
  EXPECT_THAT(*store.put({paper("1"), paper("2", "Uusi otsikko")}), ElementsAre(Change::unchanged, Change::changed));
  EXPECT_EQ(*store.last_seq(), 3);
  EXPECT_EQ(*store.count(), 2);
  const auto changes = *store.changes_after(0, 10);
  ASSERT_EQ(changes.size(), 2U);  // of a record only the last change
  EXPECT_EQ(changes[0].id, "test:1");
  EXPECT_EQ(changes[1].seq, 3);
  EXPECT_THAT(*store.changes_after(3, 10), IsEmpty());
}

TEST_F(StoreTest, TakesAnotherFetchOfTheSameForTheSame) {
  Store store = open();
  Record first = paper("1"), again = first;
  first.provenance.retrieved_at = "2026-11-01T08:00:00Z";
  again.provenance.retrieved_at = "2026-11-23T08:00:00Z";
  ASSERT_TRUE(store.put({first}));
  EXPECT_THAT(*store.put({again}), ElementsAre(Change::unchanged));
}

TEST_F(StoreTest, LeavesATombstoneThatIsAChangeOfItsOwn) {
  Store store = open();
  ASSERT_TRUE(store.put({paper("1")}));
  EXPECT_EQ(*store.erase("test:1"), Change::deleted);
  EXPECT_EQ(*store.erase("test:1"), Change::unchanged);
  EXPECT_EQ(*store.erase("test:2"), Change::missing);
  EXPECT_EQ(*store.count(), 0);
  const auto stone = *store.find("test:1");
  ASSERT_TRUE(stone.has_value());
  EXPECT_TRUE(stone->deleted);
  EXPECT_EQ(stone->seq, 2);
  EXPECT_EQ(stone->json, "");
  EXPECT_THAT(*store.put({paper("1")}), ElementsAre(Change::added));
}

TEST_F(StoreTest, FindsNothingForAnUnknownId) { EXPECT_EQ(*open().find("test:404"), std::nullopt); }

TEST_F(StoreTest, KeepsItsNumbersOverClosing) {
  { ASSERT_TRUE(open().put({paper("1"), paper("2")})); }
  EXPECT_EQ(*open().last_seq(), 2);
  EXPECT_EQ(*open(Store::Mode::read_only).count(), 2);
}

TEST_F(StoreTest, ReadsInPagesByTypeAndSource) {
  Store store = open();
  Record need = paper("3");
  need.details = Need{};
  ASSERT_TRUE(store.put({paper("1"), paper("2"), need}));
  EXPECT_EQ(store.records_after("", {.type = "paper"}, 10)->size(), 2U);
  EXPECT_EQ(store.records_after("test:1", {}, 1)->front().id, "test:2");
  EXPECT_THAT(*store.records_after("", {.source = "other"}, 10), IsEmpty());
}

TEST_F(StoreTest, LetsTwoProgramsWriteAndReadOneFile) {
  Store one = open(), other = open(), reader = open(Store::Mode::read_only);
  const auto write = [](Store& store, const std::string& name) {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(store.put({paper(name + std::to_string(i))}));
  };
  std::thread writer(write, std::ref(other), "b");
  write(one, "a");
  writer.join();
  EXPECT_EQ(*reader.count(), 40);
  EXPECT_EQ(*reader.last_seq(), 40);
  EXPECT_EQ(reader.put({paper("1")}).error().code, ErrorCode::store_unavailable);
}

TEST_F(StoreTest, CanBeMadeByTwoProgramsAtOnce) {
  std::thread other([&] { EXPECT_TRUE(Store::open(folder.path())); });
  EXPECT_TRUE(Store::open(folder.path()));
  other.join();
}

TEST_F(StoreTest, RefusesAStoreOfANewerProgramInWords) {
  { open(); }
  change_file(file(), "PRAGMA user_version = 7");
  const auto store = Store::open(folder.path());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::store_unavailable);
  EXPECT_THAT(store.error().message, HasSubstr("made by a newer program"));
  EXPECT_THAT(store.error().message, HasSubstr("version 7"));
}

TEST_F(StoreTest, RefusesTheFileOfAnotherProgram) {
  change_file(file(), "CREATE TABLE theirs (x)");
  EXPECT_THAT(Store::open(folder.path()).error().message, HasSubstr("no store of Kohtaamo"));
}

TEST_F(StoreTest, PointsToTheBackupWhenTheFileIsDamaged) {
  folder.file("store.sqlite", std::string(8192, 'x'));
  const auto store = Store::open(folder.path());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::store_unavailable);
  EXPECT_THAT(store.error().message, HasSubstr("kohtaamo-indexer restore"));
}

TEST_F(StoreTest, SaysWhenThereIsNothingToReadYet) {
  const auto store = Store::open(folder.path(), Store::Mode::read_only);
  EXPECT_EQ(store.error().code, ErrorCode::store_unavailable);
  EXPECT_THAT(store.error().message, HasSubstr("import something first"));
}

TEST_F(StoreTest, CannotWriteWhereAFileStandsInTheWay) {
  const std::string path = folder.file("in-the-way", "");
  const auto store = Store::open(path);
  EXPECT_EQ(store.error().code, ErrorCode::cannot_write);
  EXPECT_EQ(store.error().where, path);
}

TEST_F(StoreTest, NamesThePathWhenTheDiskIsFullAndKeepsWhatItHad) {
  { ASSERT_TRUE(open().put({paper("1")})); }
  const pid_t child = fork();
  if (child == 0) {  // a process of its own, since the limit holds for all of it
    std::signal(SIGXFSZ, SIG_IGN);
    auto store = Store::open(folder.path());
    const rlimit limit{300'000, 300'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    std::vector<Record> many;
    for (int i = 0; i < 500; ++i) many.push_back(paper("n" + std::to_string(i), std::string(2000, 'a')));
    const auto put = store->put(many);
    _exit(!put && put.error().code == ErrorCode::disk_full && put.error().where == file() && *store->count() == 1 ? 0
                                                                                                                  : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  Store store = open();
  EXPECT_EQ(*store.count(), 1);
  EXPECT_TRUE(store.check());
}

TEST_F(StoreTest, WritesDownWhoChangedWhatAndNeverRewritesIt) {
  ASSERT_TRUE(open().put({paper("1")}, "key abc"));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(database, "UPDATE audit SET who = 'nobody'", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(database, "DELETE FROM audit", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_stmt* row = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(database, "SELECT who, what, id FROM audit", -1, &row, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(row), SQLITE_ROW);
  const auto column = [&](int i) { return std::string(reinterpret_cast<const char*>(sqlite3_column_text(row, i))); };
  EXPECT_EQ(column(0) + " " + column(1) + " " + column(2), "key abc added test:1");
  sqlite3_finalize(row);
  sqlite3_close(database);
}

TEST_F(StoreTest, TellsHowEachSourceIs) {
  Store store = open();
  ASSERT_TRUE(store.put({paper("1")}));
  const auto run = *store.begin_run("test", "jsonl", "papers.jsonl");
  ASSERT_TRUE(store.quarantine(run, {{.source = "test",
                                      .file = "papers.jsonl",
                                      .line = 2,
                                      .pointer = "/stage",
                                      .code = "bad_record",
                                      .reason = "why",
                                      .raw = "{"}}));
  ASSERT_TRUE(store.end_run(run, {.rows = 2, .added = 1, .rejected = 1}, "ok"));
  const auto sources = *store.sources();
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].records, 1);
  EXPECT_EQ(sources[0].last_outcome, "ok");
  EXPECT_EQ(sources[0].last_counts.rejected, 1);
  EXPECT_EQ(*store.quarantine_count("test"), 1);
  EXPECT_EQ(store.quarantined("test", 10)->front().pointer, "/stage");
  ASSERT_TRUE(store.forget_quarantine("papers.jsonl"));
  EXPECT_EQ(*store.quarantine_count(""), 0);
}

Record themed(const std::string& number, const std::vector<RecordId>& themes) {
  Record record = paper(number);
  record.themes = themes;
  return record;
}

std::vector<std::string> ids_of(const std::vector<ListedRecord>& listed) {
  std::vector<std::string> ids;
  for (const ListedRecord& one : listed) ids.push_back(one.record.id + (one.record.deleted ? " is gone" : ""));
  return ids;
}

TEST_F(StoreTest, KeepsChangesBySetInTheOrderOfTheirNumbers) {
  Store store = open();
  ASSERT_TRUE(store.put({themed("1", {"test:village"}), paper("2"), themed("3", {"test:village", "test:town"})}));
  EXPECT_THAT(ids_of(*store.listed("type", {}, 10)), ElementsAre("test:1", "test:2", "test:3"));
  EXPECT_THAT(ids_of(*store.listed("type:paper", {.after = 1, .until = 2}, 10)), ElementsAre("test:2"));
  EXPECT_THAT(ids_of(*store.listed("theme:test:village", {}, 1)), ElementsAre("test:1"));
  EXPECT_THAT(ids_of(*store.listed("type:need", {}, 10)), IsEmpty());
  EXPECT_THAT(store.listed("theme:test:town", {}, 1)->front().sets,
              ElementsAre("theme", "theme:test:town", "theme:test:village", "type", "type:paper"));
  ASSERT_TRUE(store.put({themed("1", {"test:town"})}));
  EXPECT_THAT(ids_of(*store.listed("theme:test:village", {}, 10)), ElementsAre("test:3"));
  EXPECT_THAT(ids_of(*store.listed("theme:test:town", {}, 10)), ElementsAre("test:3", "test:1"));
  EXPECT_THAT(*store.sets(), ElementsAre("theme", "theme:test:town", "theme:test:village", "type", "type:paper"));
}

TEST_F(StoreTest, TellsWhatIsGoneToThoseWhoMayHaveSeenIt) {
  Store store = open();
  Record secret = paper("1"), withdrawn = themed("2", {"test:village"});
  secret.visibility = "confidential";
  ASSERT_TRUE(store.put({secret, withdrawn, themed("3", {"test:village"})}));
  withdrawn.status = "withdrawn";
  ASSERT_TRUE(store.put({withdrawn}));
  ASSERT_TRUE(store.erase("test:3"));
  ASSERT_TRUE(store.erase("test:1"));
  EXPECT_THAT(ids_of(*store.listed("type", {}, 10)), ElementsAre("test:2 is gone", "test:3 is gone"));
  EXPECT_THAT(ids_of(*store.listed("theme:test:village", {}, 10)), ElementsAre("test:2 is gone", "test:3 is gone"));
  EXPECT_EQ(store.listed("type", {}, 1)->front().record.json, "");
  EXPECT_FALSE(*store.find_listed("test:1"));
  EXPECT_TRUE((*store.find_listed("test:3"))->record.deleted);
  ASSERT_TRUE(store.put({paper("3")}));
  EXPECT_THAT(ids_of(*store.listed("type", {}, 10)), ElementsAre("test:2 is gone", "test:3"));
}

TEST_F(StoreTest, FindsTheLastChangeBeforeAMomentAlsoWhenTheClockWasPutBack) {
  Store store = open();
  ASSERT_TRUE(store.put({paper("1")}));
  change_file(file(), "UPDATE records SET modified_at = '2100-01-01T00:00:00Z'");
  ASSERT_TRUE(store.put({paper("2")}));
  EXPECT_EQ(*store.seq_before("2100-01-01T00:00:00Z"), 0);
  EXPECT_EQ(*store.seq_before("2100-01-01T00:00:01Z"), 2);
  EXPECT_EQ(*store.earliest_change_at(), "2100-01-01T00:00:00Z");
}

TEST_F(StoreTest, RenewsAStoreOfTheFirstVersion) {
  {
    Store store = open();
    ASSERT_TRUE(store.put({paper("1"), paper("2")}));
    ASSERT_TRUE(store.erase("test:2"));
  }
  change_file(file(),
              "DROP TABLE sets; DROP TABLE feedback; DROP INDEX records_by_time; DROP TABLE actor_identities; DROP "
              "TABLE actor_sayings; DROP TABLE actor_names; DROP TABLE actors_unsettled; DROP TABLE actors_renamed; "
              "PRAGMA user_version = 1");
  const auto reader = Store::open(folder.path(), Store::Mode::read_only);
  ASSERT_FALSE(reader);
  EXPECT_THAT(reader.error().message, HasSubstr("made by an older program"));
  EXPECT_THAT(ids_of(*open().listed("type", {}, 10)), ElementsAre("test:1"));
  EXPECT_THAT(ids_of(*open(Store::Mode::read_only).listed("type", {}, 10)), ElementsAre("test:1"));
}

TEST(Hash, NamesBytesAndNeedsTheSecretForAKeyedOne) {
  EXPECT_EQ(hash_of("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");  // BLAKE2b-256
  EXPECT_NE(keyed_hash_of("abc", std::string(32, 'a')), keyed_hash_of("abc", std::string(32, 'b')));
}

}  // namespace
}  // namespace kohtaamo::corpora
