// SPDX-License-Identifier: GPL-3.0-or-later
// The command `match` with a server and without one.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/loopback_server.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

class MatchCommand : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    std::vector<std::string> arguments{"import", "--data", *folder_ / "data", "--format", "samples"};
    for (const std::string& file : sample_files()) arguments.push_back(file);
    EXPECT_EQ(indexer(arguments).exit_code, 0);
    server_ = new Server(*folder_ / "data");
  }
  static void TearDownTestSuite() {
    delete server_;
    delete folder_;
  }

  static Ended here(std::vector<std::string> words) {
    words.insert(words.begin(), {"match", "--data", *folder_ / "data"});
    return indexer(words);
  }
  static Ended at(const std::string& server, std::vector<std::string> words) {
    words.insert(words.begin(), {"match", "--data", *folder_ / "none", "--server", server});
    return indexer(words);
  }
  static std::string url() { return "http://127.0.0.1:" + std::to_string(server_->port()); }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline Server* server_ = nullptr;
};

// All but the time that it took.
std::string timeless(std::string json) {
  constexpr std::string_view name = R"("took_ms":)";
  for (std::size_t at = 0; (at = json.find(name, at)) != std::string::npos;) {
    at += name.size();
    json.erase(at, json.find_first_not_of("0123456789.e+-", at) - at);
  }
  return json;
}

TEST_F(MatchCommand, AnswersTheSameWithAServerAndWithoutOne) {
  const std::vector<std::vector<std::string>> rows{
      {"Ikäihmiset jäävät yksin kirkonkylillä", "--type", "innovation", "--type", "call", "--limit", "4"},
      {"--id", "sample:need-001", "--lang", "sv"},
      {"--id", "sample:need-001", "--json"},
      {"Vi söker pengar för ensamma äldre", "--role", "developer", "--lang", "sv", "--json"},
      {"--id", "sample:need-025", "--bundle"},
      {"--id", "sample:call-01", "--mirror", "--limit", "5"},
      {"--id", "sample:call-01", "--consortium", "--actor", "sample:actor-koivuranta", "--skill", "expertise"},
      {"--id", "sample:inn-001", "--overlap"},
      {"--id", "sample:inn-001", "--lineage", "--region", "mk:11", "--actor-type", "municipality"},
  };
  for (const auto& row : rows) {
    const Ended local = here(row), remote = at(url() + "/", row);
    const std::string line = testing::PrintToString(row);
    EXPECT_EQ(local.exit_code, 0) << line << local.err;
    EXPECT_EQ(remote.exit_code, 0) << line << remote.err;
    EXPECT_EQ(timeless(remote.out), timeless(local.out)) << line;
    EXPECT_GT(local.out.size(), 100U) << line;
  }
}

TEST_F(MatchCommand, EndsWithTheErrorThatTheServerHad) {
  for (const char* kind : {"--json", "--bundle", "--mirror", "--lineage"}) {
    const Ended local = here({"--id", "sample:nobody", kind}), remote = at(url(), {"--id", "sample:nobody", kind});
    EXPECT_EQ(remote.exit_code, 66) << kind << remote.err;
    EXPECT_EQ(local.exit_code, 66) << kind << local.err;
    EXPECT_NE(remote.err.find("no record has this id"), std::string::npos) << kind << remote.err;
    EXPECT_EQ(remote.out, "");
  }
  const Ended ended = at(url(), {"yksinäisyys", "--limit", "99"});
  EXPECT_EQ(ended.exit_code, 65) << ended.err;
  EXPECT_NE(ended.err.find(url() + " /limit: '99'"), std::string::npos) << ended.err;
}

TEST_F(MatchCommand, SaysWhenNoServerAnswers) {
  EXPECT_EQ(at("ftp://127.0.0.1", {"x"}).exit_code, 2);
  EXPECT_EQ(at("here", {"x"}).exit_code, 2);
  std::string gone;
  {
    const LoopbackServer closed([](const LoopbackRequest&) { return LoopbackReply{}; });
    gone = closed.url();
  }
  const Ended ended = at(gone, {"x"});
  EXPECT_EQ(ended.exit_code, 75) << ended.err;
  EXPECT_NE(ended.err.find(gone + "api/v1/match"), std::string::npos) << ended.err;
}

TEST_F(MatchCommand, KnowsAnswersThatAreNotOfKohtaamo) {
  const std::vector<LoopbackReply> replies{
      {.status = 404, .type = "text/html", .body = "<h1>Not here</h1>"},
      {.status = 200, .type = "text/html", .body = "<h1>Welcome</h1>"},
      {.status = 200, .type = "application/json", .body = R"({"matches":[{"rank":1}],"near_misses":[]})"},
      {.status = 500, .type = "application/problem+json", .body = R"({"code":"tired","detail":"later"})"},
      {.status = 302, .headers = {"Location: /elsewhere"}},
  };
  for (const LoopbackReply& reply : replies) {
    const LoopbackServer other([&](const LoopbackRequest&) { return reply; });
    const Ended ended = at(other.url(), {"x"});
    EXPECT_EQ(ended.exit_code, 65) << reply.body << ended.err;
    EXPECT_EQ(ended.out, "") << reply.body;
  }
}

}  // namespace
}  // namespace kohtaamo::tests
