// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/backup.h"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "corpora/keys.h"
#include "corpora/store.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora {
namespace {

namespace fs = std::filesystem;
using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using tests::must;

Record paper(int number) {
  const std::string local = std::to_string(number);
  Record record{.id = "src:" + local, .details = Paper{}};
  record.title.fi = "Otsikko " + local;
  record.lang = {"fi"};
  record.licence = "unknown";
  record.provenance = {.source = "src", .source_id = local};
  return record;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder).string());
  std::ranges::sort(names);
  return names;
}

void flip_a_byte(const std::string& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
  file.seekg(middle);
  const char flipped = static_cast<char>(file.get() ^ 1);
  file.seekp(middle);
  file.put(flipped);
}

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() {
    must(store.put({paper(1), paper(2)}));
    must(store.erase("src:2"));
    must(Keys::open(store, data));
    fs::create_directories(data + "/vocabulary");
    std::ofstream(data + "/vocabulary/ours.tsv") << "uri\tpref_fi\n";
    fs::create_directories(data + "/index/gen-0001");
    std::ofstream(data + "/index/current") << "auto gen-0001\n";
  }
  config::Result<Backup> restored() const { return restore_backup(backup, folder / "restored"); }

  tests::TemporaryFolder folder;
  std::string data = folder / "data", backup = folder / "backup";
  Store store = must(Store::open(data));
};

TEST_F(BackupTest, HoldsWhatCannotBeMadeAnewAndNoIndex) {
  const Backup made = must(write_backup(data, backup));
  EXPECT_THAT(names_in(backup), ElementsAre("keys.pepper", "manifest.json", "store.sqlite", "vocabulary/ours.tsv"));
  EXPECT_EQ(made.records, 1);
  EXPECT_EQ(made.last_seq, 3);
  EXPECT_EQ(must(check_backup(backup)).files.size(), 3u);
  EXPECT_EQ(fs::status(backup).permissions(), fs::perms::owner_all);
}

TEST_F(BackupTest, ComesBackAsItWas) {
  must(write_backup(data, backup + "/"));
  must(restored());
  Store again = must(Store::open(folder / "restored", Store::Mode::read_only));
  EXPECT_EQ(must(again.last_seq()), must(store.last_seq()));
  EXPECT_EQ(must(again.find("src:1"))->json, must(store.find("src:1"))->json);
  EXPECT_TRUE(must(again.find("src:2"))->deleted);
  EXPECT_THAT(names_in(folder / "restored"), testing::IsSupersetOf({"keys.pepper", "vocabulary/ours.tsv"}));
}

TEST_F(BackupTest, IsWholeWhileOthersWrite) {
  std::atomic<bool> stops = false;
  std::atomic<int> acknowledged = 2;
  std::thread writer([&] {
    Store other = must(Store::open(data));
    for (int number = 3; !stops; ++number) {
      must(other.put({paper(number)}));
      acknowledged = number;
    }
  });
  for (int copy = 0; copy < 20; ++copy) {
    const int before = acknowledged;
    const std::string name = backup + std::to_string(copy);
    const Backup made = must(write_backup(data, name));
    EXPECT_GE(made.records, before - 1);  // src:2 is gone
    EXPECT_EQ(must(check_backup(name)).records, made.records);
  }
  stops = true;
  writer.join();
}

TEST_F(BackupTest, WithAFlippedByteIsRefusedBeforeAnythingIsTouched) {
  must(write_backup(data, backup));
  for (const std::string name : {"store.sqlite", "keys.pepper", "vocabulary/ours.tsv", "manifest.json"}) {
    fs::remove_all(folder / "copy");
    fs::copy(backup, folder / "copy", fs::copy_options::recursive);
    flip_a_byte(folder / ("copy/" + name));
    const auto refused = restore_backup(folder / "copy", folder / "restored");
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, ErrorCode::bad_record) << to_text(refused.error());
    EXPECT_FALSE(fs::exists(folder / "restored")) << name;
  }
}

TEST_F(BackupTest, WithoutOneOfItsFilesIsRefused) {
  must(write_backup(data, backup));
  fs::remove(backup + "/keys.pepper");
  const auto checked = check_backup(backup);
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().where, EndsWith("keys.pepper"));
  fs::remove(backup + "/manifest.json");
  EXPECT_EQ(check_backup(backup).error().code, ErrorCode::file_missing);
}

TEST_F(BackupTest, NeverTakesTheirPlace) {
  must(write_backup(data, backup));
  EXPECT_EQ(write_backup(data, backup).error().code, ErrorCode::conflict);
  EXPECT_EQ(restore_backup(backup, data).error().code, ErrorCode::conflict);
  EXPECT_EQ(must(store.count()), 1);
  fs::create_directories(folder / "restored");
  std::ofstream(folder / "restored/store.sqlite-wal") << "left over";
  const auto refused = restored();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().where, EndsWith("store.sqlite-wal"));
}

// An index of another store may not meet the store that comes.
TEST_F(BackupTest, TakesAwayWhatWasMadeFromAStoreBeforeTheStoreIsThere) {
  must(write_backup(data, backup));
  bool was_called = false;
  const auto stopped = restore_backup(backup, folder / "restored", [&]() -> config::Result<void> {
    was_called = true;
    EXPECT_FALSE(fs::exists(folder / "restored/store.sqlite"));
    EXPECT_TRUE(fs::exists(folder / "restored/keys.pepper"));
    return config::fail(ErrorCode::cannot_write, "the index does not go");
  });
  ASSERT_FALSE(stopped);
  EXPECT_TRUE(was_called);
  EXPECT_FALSE(fs::exists(folder / "restored/store.sqlite"));
  EXPECT_EQ(must(restored()).records, 1);
  was_called = false;
  const auto refused = restore_backup(backup, folder / "restored", [&]() -> config::Result<void> {
    was_called = true;
    return {};
  });
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_FALSE(was_called) << "the index of a store that stays was dropped";
}

TEST_F(BackupTest, GoesOnWhereARestoreWasBrokenOff) {
  must(write_backup(data, backup));
  fs::create_directories(folder / "restored");
  fs::copy_file(data + "/keys.pepper", folder / "restored/keys.pepper");
  std::ofstream(folder / "restored/store.sqlite.partial") << "half";
  EXPECT_EQ(must(restored()).records, 1);
}

TEST_F(BackupTest, NamesNothingOutsideItself) {
  must(write_backup(data, backup));
  std::ofstream(backup + "/manifest.json")
      << R"({"format":1,"files":[{"name":"vocabulary/../../stolen","bytes":1,"blake2b_256":"00"}]})";
  const auto checked = check_backup(backup);
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr("stolen"));
}

TEST_F(BackupTest, OfNothingIsRefusedAndLeavesNothing) {
  const auto refused = write_backup(folder / "nowhere", backup);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::store_unavailable);
  EXPECT_FALSE(fs::exists(backup));
  EXPECT_FALSE(fs::exists(backup + ".partial"));
}

}  // namespace
}  // namespace kohtaamo::corpora
