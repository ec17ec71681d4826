// SPDX-License-Identifier: GPL-3.0-or-later
// Ended in the middle of anything, the programs have lost nothing that the store had taken, and go on
// without an operator. KOHTAAMO_CRASH_RUNS=50 makes the long run of it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "config/json.h"
#include "corpora/store.h"
#include "indexer/index_reader.h"
#include "indexer/pipeline.h"
#include "tests/support/raw_client.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

constexpr int records = 1'000;
constexpr unsigned seed = 2;

int crash_runs() {
  const char* asked = std::getenv("KOHTAAMO_CRASH_RUNS");
  int runs = 0;
  if (asked != nullptr) std::from_chars(asked, asked + std::string_view(asked).size(), runs);
  return std::max(runs, 4);
}

// Small batches: many moments to be killed at.
Surroundings in_small_batches() {
  return {.environment = {{"KOHTAAMO_IMPORT_BATCH_RECORDS", "50"}, {"KOHTAAMO_INDEX_BATCH_DOCUMENTS", "50"}}};
}

std::set<std::string> ids_in_store(const std::string& directory) {
  std::set<std::string> ids;
  auto store = corpora::Store::open(directory, corpora::Store::Mode::read_only);
  if (!store) return ids;
  const auto listed = store->ids_of_source("many");
  if (listed) ids.insert(listed->begin(), listed->end());
  return ids;
}

bool holds_all(const std::set<std::string>& all, const std::set<std::string>& some) {
  return std::ranges::includes(all, some);
}

void expect_clean(const std::string& directory) {
  const Ended check = indexer({"check", "--data", directory});
  EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
}

void expect_whole_after(const std::string& directory, const std::vector<std::string>& import) {
  const Ended again = indexer(import);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(ids_in_store(directory).size(), static_cast<std::size_t>(records));
  expect_clean(directory);
}

TEST(Crash, LosesNothingWhenAnImportIsKilled) {
  const TemporaryFolder folder;
  const std::string file = folder.file("many.jsonl", many_records(records));
  std::mt19937 random(seed);
  for (int run = 0; run < crash_runs(); ++run) {
    const std::string directory = folder / fmt::format("import-{}", run);
    const std::vector<std::string> import{"import", "--data", directory, "--no-index", file};
    const std::size_t enough = std::uniform_int_distribution<std::size_t>(0, records - 100)(random);
    Program program(indexer_path, import, in_small_batches());
    std::set<std::string> acknowledged;
    ASSERT_TRUE(eventually([&] {
      acknowledged = ids_in_store(directory);
      return acknowledged.size() >= enough;
    }));
    program.send(SIGKILL);
    program.wait();
    EXPECT_TRUE(holds_all(ids_in_store(directory), acknowledged)) << "seed " << seed << ", run " << run;
    // The next command finds its way: what there is becomes an index that agrees with the store.
    if (!ids_in_store(directory).empty()) {
      EXPECT_EQ(indexer({"index", "--data", directory}).exit_code, 0);
      expect_clean(directory);
    }
    expect_whole_after(directory, {"import", "--data", directory, file});
  }
}

TEST(Crash, GoesOnWhereAKilledIndexingStood) {
  const TemporaryFolder folder;
  const std::string file = folder.file("many.jsonl", many_records(records));
  const auto made = indexer::Pipeline::make({});
  ASSERT_TRUE(made) << config::to_text(made.error());
  const indexer::Pipeline& pipeline = **made;
  std::mt19937 random(seed);
  for (int run = 0; run < crash_runs(); ++run) {
    const std::string directory = folder / fmt::format("index-{}", run);
    // An index that exists is followed, batch by batch; one that does not is built whole.
    const bool follows = run % 2 == 0;
    if (follows) {
      ASSERT_EQ(indexer({"import", "--data", directory, folder.file("one.jsonl", many_records(1))}).exit_code, 0);
    }
    ASSERT_EQ(indexer({"import", "--data", directory, "--no-index", file}).exit_code, 0);
    Program program(indexer_path, {"index", "--data", directory}, in_small_batches());
    const corpora::Seq enough = std::uniform_int_distribution<corpora::Seq>(0, records / 2)(random);
    ASSERT_TRUE(eventually([&] {
      const auto reader = indexer::IndexReader::open(directory, pipeline.fingerprint);
      const auto state = reader ? (*reader)->state() : config::Result<indexer::IndexState>(config::fail({}));
      return !program.is_running() || (state ? state->seq >= enough : !follows);
    }));
    program.send(SIGKILL);
    program.wait();
    EXPECT_EQ(indexer({"index", "--data", directory}).exit_code, 0);
    expect_clean(directory);
  }
}

std::string put_request(int number, const std::string& record, const std::string& key) {
  return fmt::format(
      "PUT /api/v1/records/many%3A{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {}\r\n"
      "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
      number, key, record.size(), record);
}

TEST(Crash, LosesNothingWhenTheServerIsKilledWhileRecordsArePut) {
  const TemporaryFolder folder;
  const std::string key_line = indexer({"keys", "create", "--data", folder.path()}).out;
  const std::string key = key_line.substr(0, key_line.find('\n'));
  std::set<std::string> acknowledged;
  {
    Server server(folder.path());
    std::mutex mutex;
    std::condition_variable is_told;
    // Writes until the connection breaks; what was answered has been acknowledged.
    std::jthread writer([&] {
      std::istringstream lines(many_records(records));
      int number = 0;
      for (std::string line; std::getline(lines, line); ++number) {
        RawClient client(server.port());
        if (!client.is_connected()) return;
        client.send(put_request(number, line, key));
        const RawReply reply = client.read_reply();
        const std::lock_guard lock(mutex);
        if (reply.status / 100 == 2) acknowledged.insert(fmt::format("many:{}", number));
        is_told.notify_all();
        if (reply.status == 0) return;
      }
    });
    {
      std::unique_lock lock(mutex);
      EXPECT_TRUE(is_told.wait_for(lock, patience, [&] { return acknowledged.size() >= 60; }));
    }
    server.program().send(SIGKILL);
    server.program().wait();
  }
  EXPECT_TRUE(holds_all(ids_in_store(folder.path()), acknowledged));
  Server again(folder.path());
  for (const std::string& id : acknowledged)
    EXPECT_TRUE(eventually([&] {
      return ask(again.port(),
                 fmt::format("GET /api/v1/records/many%3A{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                             id.substr(5)))
                 .status == 200;
    })) << id;
  again.program().send(SIGTERM);
  EXPECT_EQ(again.program().wait().exit_code, 0);
  expect_clean(folder.path());
}

// How much may still be written: too little for the store, and enough for it but not for the index.
TEST(FullDisk, IsToldAndHarmsNothing) {
  const TemporaryFolder folder;
  const std::string file = folder.file("many.jsonl", many_records(records));
  for (const std::uint64_t most : {std::uint64_t{100'000}, std::uint64_t{300'000}}) {
    const std::string directory = folder / fmt::format("disk-{}", most);
    const Ended full = indexer({"import", "--data", directory, "--no-index", file},
                               {.environment = in_small_batches().environment, .most_file_bytes = most});
    EXPECT_EQ(full.exit_code, 73) << full.err;
    EXPECT_NE(full.err.find("store.sqlite"), std::string::npos) << full.err;
    expect_whole_after(directory, {"import", "--data", directory, file});
  }
}

TEST(FullDisk, LeavesTheServedIndexAsItWas) {
  const TemporaryFolder folder;
  ASSERT_EQ(indexer({"import", "--data", folder.path(), folder.file("one.jsonl", many_records(1))}).exit_code, 0);
  ASSERT_EQ(indexer({"import", "--data", folder.path(), "--no-index", folder.file("many.jsonl", many_records(records))})
                .exit_code,
            0);
  for (const std::string command : {"index", "rebuild"}) {
    const Ended full = indexer({command, "--data", folder.path()}, {.most_file_bytes = 60'000});
    EXPECT_EQ(full.exit_code, 73) << command << "\n" << full.err;
    EXPECT_NE(indexer({"search", "--data", folder.path(), "yksinäisyys"}).out.find("1 found"), std::string::npos);
  }
  ASSERT_EQ(indexer({"index", "--data", folder.path()}).exit_code, 0);
  expect_clean(folder.path());
}

}  // namespace
}  // namespace kohtaamo::tests
