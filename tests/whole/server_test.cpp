// SPDX-License-Identifier: GPL-3.0-or-later
// Both programs on one folder: who writes, who waits, and how the server ends.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>

#include "tests/support/raw_client.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

class BothPrograms : public testing::Test {
 protected:
  BothPrograms() {
    EXPECT_EQ(indexer({"import", "--data", data_, folder_.file("few.jsonl", many_records(3))}).exit_code, 0);
  }

  TemporaryFolder folder_{};
  std::string data_ = folder_ / "data";
};

TEST_F(BothPrograms, LetTheServerApplyWhatIsImportedMeanwhile) {
  const Server server(data_);
  const std::string file = folder_.file("more.jsonl", many_records(30));
  const Ended import = indexer({"import", "--data", data_, "--json", file});
  EXPECT_EQ(import.exit_code, 0) << import.err;
  EXPECT_NE(import.out.find(R"("index_left_to_other":true)"), std::string::npos) << import.out;
  EXPECT_TRUE(eventually([&] {
    return server.get("/api/v1/search?q=numero&limit=1").find(R"("value":30)") != std::string::npos;
  })) << server.get("/api/v1/search?q=numero&limit=1");
}

TEST_F(BothPrograms, WaitUntilTheServerHasCaughtUpWhenAsked) {
  const Server server(data_);
  const Ended import = indexer({"import", "--data", data_, "--wait", folder_.file("more.jsonl", many_records(30))});
  EXPECT_EQ(import.exit_code, 0) << import.err;
  EXPECT_NE(server.get("/api/v1/search?q=numero&limit=1").find(R"("value":30)"), std::string::npos);
}

TEST_F(BothPrograms, SayThatTheIndexIsLocked) {
  const Server server(data_);
  const Ended index = indexer({"index", "--data", data_});
  EXPECT_EQ(index.exit_code, 75) << index.err;
  EXPECT_EQ(index.out, "");
  EXPECT_NE(index.err.find("another program is writing the index"), std::string::npos) << index.err;
}

// flock() of the folder stands for a rebuild under way.
TEST_F(BothPrograms, LetOneRebuildRunAtATime) {
  const int folder = ::open((data_ + "/index").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(folder, LOCK_EX), 0);
  const Ended rebuild = indexer({"rebuild", "--data", data_});
  ::close(folder);
  EXPECT_EQ(rebuild.exit_code, 75) << rebuild.err;
  EXPECT_EQ(indexer({"rebuild", "--data", data_}).exit_code, 0);
}

TEST_F(BothPrograms, MoveTheServerOverToARebuiltIndex) {
  const Server server(data_);
  const Ended rebuild = indexer({"rebuild", "--data", data_});
  ASSERT_EQ(rebuild.exit_code, 0) << rebuild.err;
  EXPECT_TRUE(eventually([&] {
    return server.get("/api/v1/search?q=numero&limit=1").find(R"("gen-0002)") != std::string::npos;
  })) << server.get("/api/v1/search?q=numero&limit=1");
}

TEST_F(BothPrograms, LetNoSecondServerWrite) {
  const Server server(data_);
  Program second(server_path, {"--data", data_, "--port", "0"});
  const Ended ended = second.wait();
  EXPECT_EQ(ended.exit_code, 75) << ended.err;
  EXPECT_EQ(ended.out, "");
  const Server reading(data_, {"--writes", "false"});
  reading.get("/api/v1/search?q=numero&limit=1");
}

// Clients ask without pause while the server is told to end: each gets a whole answer or none at all.
TEST_F(BothPrograms, FinishTheirAnswersWhenTheServerIsToldToEnd) {
  Server server(data_);
  std::atomic<int> whole{0}, broken{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i)
      clients.emplace_back([&] {
        for (;;) {
          RawClient client(server.port());
          if (!client.is_connected()) return;
          client.send("GET /api/v1/search?q=numero HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
          const RawReply reply = client.read_reply();
          if (reply.status == 0) return;
          const std::string length = reply.header("content-length").value_or("");
          const bool is_whole = reply.status == 200 && length == std::to_string(reply.body.size());
          ++(is_whole ? whole : broken);
        }
      });
    EXPECT_TRUE(eventually([&] { return whole >= 40; }));
    server.program().send(SIGTERM);
  }
  const Ended ended = server.program().wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(broken, 0);
}

// The log goes into a pipe that nobody reads, and which holds far fewer lines than there are requests.
TEST_F(BothPrograms, AnswerWhileNobodyReadsTheLog) {
  constexpr int least_bytes_of_a_pipe = 4'096, more_requests_than_fit = 150;
  const std::string pipe = folder_ / "log";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  ::fcntl(reader, F_SETPIPE_SZ, least_bytes_of_a_pipe);
  Program server("/bin/sh", {"-c", "exec \"$0\" --data \"$1\" --port 0 2>\"$2\"", server_path, data_, pipe});
  std::string said;
  int port = 0;
  ASSERT_TRUE(eventually([&] {
    std::array<char, 1024> bytes{};
    if (const ssize_t count = ::read(reader, bytes.data(), bytes.size()); count > 0)
      said.append(bytes.data(), static_cast<std::size_t>(count));
    port = port_in(said);
    return port != 0;
  })) << said;
  for (int i = 0; i < more_requests_than_fit; ++i) ASSERT_EQ(ask_for(port, "/version").status, 200) << i;
  server.send(SIGTERM);
  EXPECT_EQ(server.wait().exit_code, 0);
  ::close(reader);
}

}  // namespace
}  // namespace kohtaamo::tests
