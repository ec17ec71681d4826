// SPDX-License-Identifier: GPL-3.0-or-later
// One Kohtaamo harvests another over OAI-PMH: real programs, a real network of this machine, and ends by force.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "corpora/harvest/harvest_folder.h"
#include "corpora/store.h"
#include "tests/support/loopback_server.h"
#include "tests/support/raw_client.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

using corpora::harvest::HarvestState;

// The body of a reply that is sent in chunks: size, line end, bytes, line end, until a size of 0.
std::string joined_chunks(const std::string& reply) {
  std::string body;
  std::size_t at = reply.find("\r\n\r\n");
  if (at == std::string::npos) return body;
  for (at += 4; at < reply.size();) {
    const std::size_t line_end = reply.find("\r\n", at);
    if (line_end == std::string::npos) break;
    const std::size_t size = std::stoul(reply.substr(at, line_end - at), nullptr, 16);
    if (size == 0) break;
    body += reply.substr(line_end + 2, size);
    at = line_end + 2 + size + 2;
  }
  return body;
}

// The lines of /export/records.jsonl, whatever their order.
std::set<std::string> exported(const Server& server) {
  constexpr std::size_t enough = 64 << 20;
  RawClient client(server.port());
  client.send("GET /export/records.jsonl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  std::istringstream lines(joined_chunks(client.read_bytes(enough)));
  std::set<std::string> all;
  for (std::string line; std::getline(lines, line);) all.insert(line);
  return all;
}

HarvestState state_of(const std::string& data, const std::string& source) {
  const auto states = corpora::harvest::harvest_states(data);
  if (!states) return {};
  const auto found = std::ranges::find(*states, source, &HarvestState::source);
  return found == states->end() ? HarvestState{} : *found;
}

std::int64_t count_in(const std::string& data) {
  auto store = corpora::Store::open(data, corpora::Store::Mode::read_only);
  const auto count = store ? store->count() : config::Result<std::int64_t>(0);
  return count.value_or(0);
}

class Exchange : public ::testing::Test {
 protected:
  Exchange() {
    std::vector<std::string> import{"import", "--data", here, "--format", "samples"};
    const auto files = sample_files();
    import.insert(import.end(), files.begin(), files.end());
    const Ended imported = indexer(import);
    EXPECT_EQ(imported.exit_code, 0) << imported.err;
    server.emplace(here);
    declare();
  }

  std::string host() const { return fmt::format("127.0.0.1:{}", server->port()); }

  // The neighbour as a source, fast and allowed to be asked.
  void declare(int pause_ms = 0, const std::string& private_hosts = "", const std::string& more = "") {
    sources = folder.file(
        "sources.toml",
        fmt::format(
            "[harvest]\ncontact = \"tests@example.invalid\"\npause_ms = {}\nprivate_hosts = \"{}\"\nretries = 0\n"
            "[source.kohtaamo]\nurl = \"http://{}/oai\"\nenabled = true\nmay_write = [\"sample\", \"samples\"]\n{}",
            pause_ms, private_hosts.empty() ? host() : private_hosts, host(), more));
  }

  std::vector<std::string> harvest(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"harvest", "--data", there, "--sources", sources};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  void write(const std::string& method, const std::string& id, const std::string& body = "") {
    const std::string line = indexer({"keys", "create", "--data", here}).out;
    RawClient client(server->port());
    client.send(
        fmt::format("{} /api/v1/records/{} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                    method, id, line.substr(0, line.find('\n')), body.size(), body));
    const RawReply reply = client.read_reply();
    EXPECT_EQ(reply.status / 100, 2) << reply.body;
  }

  TemporaryFolder folder{};
  std::string here = folder / "here", there = folder / "there", sources{};
  std::optional<Server> server{};
};

TEST_F(Exchange, KilledWhileItFetchesAndWhileItImportsAHarvestEndsEqual) {
  {
    declare(1'000);
    Program program(indexer_path, harvest({"--no-index", "kohtaamo"}));
    ASSERT_TRUE(eventually([&] {
      const auto unfinished = state_of(there, "kohtaamo").unfinished;
      return unfinished && unfinished->pages >= 2;
    })) << program.err_so_far();
    program.send(SIGKILL);
    EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
  }
  EXPECT_EQ(count_in(there), 0);  // nothing is half there
  const auto left = state_of(there, "kohtaamo").unfinished;
  ASSERT_TRUE(left);
  EXPECT_LT(left->pages, 5);
  declare();
  {
    Program program(indexer_path, harvest({"--no-index", "kohtaamo"}),
                    Surroundings{.environment = {{"KOHTAAMO_IMPORT_BATCH_RECORDS", "5"}}});
    ASSERT_TRUE(eventually([&] { return count_in(there) > 20 || !program.is_running(); })) << program.err_so_far();
    program.send(SIGKILL);
    program.wait();
  }
  const Ended last = indexer(harvest({"kohtaamo", "--json"}));
  ASSERT_EQ(last.exit_code, 0) << last.err;
  const Server second(there);
  EXPECT_EQ(exported(second), exported(*server));
  EXPECT_GT(exported(second).size(), 400U);
  EXPECT_FALSE(state_of(there, "kohtaamo").unfinished);
}

TEST_F(Exchange, WhatChangesAndGoesThereChangesAndGoesHere) {
  ASSERT_EQ(indexer(harvest({"kohtaamo"})).exit_code, 0);
  write("DELETE", "sample%3Ainn-001");
  std::string need = server->get("/api/v1/records/sample%3Aneed-001");
  const std::size_t title = need.find(R"("fi":")") + 6;
  need.replace(title, need.find('"', title) - title, "Uusi otsikko");
  write("PUT", "sample%3Aneed-001", need);
  const Ended again = indexer(harvest({"kohtaamo"}));
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NE(again.out.find(" 1 changed"), std::string::npos) << again.out;
  EXPECT_NE(again.out.find(" 1 deleted"), std::string::npos) << again.out;
  const Server second(there);
  EXPECT_EQ(exported(second), exported(*server));
  EXPECT_GT(exported(second).size(), 400U);
  EXPECT_NE(second.get("/api/v1/records/sample%3Aneed-001").find("Uusi otsikko"), std::string::npos);
  // The tombstone goes on to whoever harvests the second.
  const std::string told =
      second.get("/oai?verb=GetRecord&metadataPrefix=kohtaamo&identifier=oai:kohtaamo.invalid:sample:inn-001");
  EXPECT_NE(told.find("status=\"deleted\""), std::string::npos) << told;
  EXPECT_EQ(ask(second.port(),
                "GET /api/v1/records/sample%3Ainn-001 HTTP/1.1\r\nHost: localhost\r\n"
                "Connection: close\r\n\r\n")
                .status,
            410);
  const Ended unchanged = indexer(harvest({"kohtaamo"}));
  EXPECT_NE(unchanged.out.find(" 0 new, 0 changed"), std::string::npos) << unchanged.out;
}

TEST_F(Exchange, ASourceThatFailsDoesNotHoldUpTheOthers) {
  LoopbackServer broken([](const LoopbackRequest&) { return LoopbackReply{.status = 500}; });
  declare(0, host() + "," + broken.host(),
          fmt::format("[source.a-broken]\nurl = \"{}\"\nformat = \"jsonl\"\nlicence = \"unknown\"\nenabled = true\n"
                      "every = \"1h\"\n",
                      broken.url()));
  const Ended all = indexer(harvest({"--all"}));
  EXPECT_EQ(all.exit_code, 75) << all.err;
  EXPECT_NE(all.err.find("a-broken: it answers with status 500"), std::string::npos) << all.err;
  EXPECT_GT(count_in(there), 400);
  const std::string listed = indexer({"sources", "--data", there}).out;
  EXPECT_NE(listed.find("1 failures since: failed:"), std::string::npos) << listed;
  // The metrics of the server tell the same.
  const Server second(there);
  const std::string metrics = second.get("/metrics");
  EXPECT_NE(metrics.find("kohtaamo_harvest_last_success_timestamp_seconds{source=\"kohtaamo\"}"), std::string::npos);
  EXPECT_NE(metrics.find("kohtaamo_harvest_failures{source=\"a-broken\"} 1"), std::string::npos) << metrics;
}

TEST_F(Exchange, PrivateAddressesAreNotAskedUnlessTheyAreNamed) {
  declare(0, "localhost");
  const Ended refused = indexer(harvest({"kohtaamo"}));
  EXPECT_EQ(refused.exit_code, 77) << refused.err;
  EXPECT_NE(refused.err.find("127.0.0.1, which is not public"), std::string::npos) << refused.err;
}

TEST_F(Exchange, AWatchHarvestsWhatIsDueAndStopsWhenAsked) {
  Program program(indexer_path, harvest({"--watch"}));
  ASSERT_TRUE(eventually([&] { return !state_of(there, "kohtaamo").last_success_at.empty(); })) << program.err_so_far();
  program.send(SIGTERM);
  const Ended ended = program.wait();
  EXPECT_TRUE(ended.exit_code == 0 || ended.exit_code == 128 + SIGTERM) << ended.err;  // the latter while it indexes
  EXPECT_GT(count_in(there), 400);
}

TEST_F(Exchange, AStopBetweenTwoPagesIsClean) {
  declare(60'000);
  Program program(indexer_path, harvest({"--no-index", "kohtaamo"}));
  ASSERT_TRUE(eventually([&] { return state_of(there, "kohtaamo").unfinished.has_value(); })) << program.err_so_far();
  program.send(SIGTERM);
  const Ended ended = program.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(ended.out.find("goes on the next time"), std::string::npos) << ended.out;
  EXPECT_EQ(state_of(there, "kohtaamo").last_outcome, "stopped");
  declare();
  const Ended last = indexer(harvest({"--no-index", "kohtaamo"}));
  EXPECT_EQ(last.exit_code, 0) << last.err;
}

TEST_F(Exchange, WrongWordsAndNamesAreToldWithTheNearest) {
  const Ended name = indexer(harvest({"kohtamo"}));
  EXPECT_EQ(name.exit_code, 2);
  EXPECT_NE(name.err.find("did you mean 'kohtaamo'"), std::string::npos) << name.err;
  const std::string file = folder.file("wrong.toml", "[source.kohtaamo]\nenabeld = true\n");
  const Ended word = indexer({"harvest", "--data", there, "--sources", file, "--list"});
  EXPECT_EQ(word.exit_code, 78);
  EXPECT_NE(word.err.find("wrong.toml:2: 'enabeld'"), std::string::npos) << word.err;
}

}  // namespace
}  // namespace kohtaamo::tests
